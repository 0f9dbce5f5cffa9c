import { z } from 'zod';
import { appointment, queueConfiguration } from '../contract/queue-configuration.ts';
import { branchNamed, type Counter, listCounters } from './branches/branches.ts';
import type { Command, CommandOutcome } from './cli-commands.ts';
import { readJson } from './cli-options.ts';
import { ProblemError } from './http/problem-error.ts';
import { storeAppointments } from './queue/appointments.ts';
import { readConfiguration, writeConfiguration } from './queue/configuration.ts';
import { SetupError } from './setup-error.ts';

/**
 * How the queue of a branch is set up at a shell: shown, changed in an editor, stored again. In the
 * file a counter is called by its name, since nobody knows its id.
 */

/** In the log of the branch, where members of staff stand by their names. */
const AUTHOR = 'IT';

export const QUEUE_COMMANDS: Readonly<Record<string, Command>> = {
  'queue show': {
    takes: ['BRANCH'],
    async run({ database }, branchName = '') {
      const { id } = await branchNamed(database, branchName);
      const { counters, ...rest } = await readConfiguration(database, id);
      const named = (await listCounters(database, id)).map(({ id: counterId, name: counter }) => {
        const found = counters.find((each) => each.counterId === counterId);
        const { serviceIds = [], direction = null, arrow = null } = found ?? {};
        return { counter, serviceIds, direction, arrow };
      });
      return JSON.stringify({ ...rest, counters: named }, null, 2);
    },
  },
  'queue set': {
    takes: ['BRANCH', 'FILE'],
    async run({ database, now }, branchName = '', file = '') {
      const { id: branchId } = await branchNamed(database, branchName);
      const document = withCounterIds(readJson(file), await listCounters(database, branchId));
      const { success, data, error } = queueConfiguration.safeParse(document);
      if (!success) throw contradictory(file, error);
      const staff = { branchId, accountId: null, displayName: AUTHOR };
      await writeConfiguration(database, { staff, configuration: data, now });
      return `The queue of ${branchName} is set up; number series change with the next day.`;
    },
  },
  'queue appointments': {
    takes: ['BRANCH', 'FILE'],
    async run({ database, now }, branchName = '', file = '') {
      const { id: branchId } = await branchNamed(database, branchName);
      const staff = { branchId, accountId: null, displayName: AUTHOR };
      const { success, data, error } = z.array(appointment).min(1).safeParse(readJson(file));
      if (!success) throw contradictory(file, error);
      const refused: string[] = [];
      // One by one, so that each refusal names its own; what is stored stays under its id.
      for (const [index, each] of data.entries()) {
        try {
          await storeAppointments(database, { staff, appointments: [each], now });
        } catch (problem) {
          if (!(problem instanceof ProblemError)) throw problem;
          refused.push(`- [${index}], ${each.code}: ${problem.message}`);
        }
      }
      return outcomeOf(data.length, refused);
    },
  },
};

function outcomeOf(count: number, refused: readonly string[]): CommandOutcome {
  const stored = `${count - refused.length} of ${count} appointments are stored.`;
  return refused.length === 0
    ? { sentence: stored, exitCode: 0 }
    : { sentence: [stored, 'Not stored:', ...refused].join('\n'), exitCode: 1 };
}

const withNamedCounters = z.looseObject({
  counters: z.array(z.looseObject({ counter: z.string().optional() })),
});

/** What is no such document stays as it is: the contract says what is wrong with it. */
function withCounterIds(document: unknown, known: readonly Counter[]): unknown {
  const { success, data } = withNamedCounters.safeParse(document);
  if (!success) return document;
  const counters = data.counters.map(({ counter: name, ...rest }) => {
    if (name === undefined) return rest;
    const counter = known.find((each) => each.name === name);
    if (counter) return { ...rest, counterId: counter.id };
    const names = known.map((each) => each.name).join(', ') || 'none';
    throw new SetupError(
      'counter-unknown',
      `The branch has no counter ${name}; it has: ${names}. "counter add" adds one.`,
    );
  });
  return { ...data, counters };
}

function contradictory(file: string, { issues }: z.ZodError): SetupError {
  const sentences = issues.map(({ path, message }) => `- ${placeOf(path)}: ${message}`);
  return new SetupError('queue-contradictory', [`${file} is not stored:`, ...sentences].join('\n'));
}

/** e.g. `services[1].series.lastNumber` */
function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0
    ? 'the whole'
    : path
        .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
        .join('')
        .replace(/^\./, '');
}
