import type { CardPresence } from '../../state-machines/ports/card.ts';
import { openPcscReader } from '../card/transports/pcsc.ts';
import { CardLinkError, type CardReader } from '../kit/card-reader.ts';
import {
  type AuthorityOption,
  type DeskAuthority,
  isAuthorityError,
  readPassiveAuthentication,
  type Terms,
  type UseRight,
} from './cli-authority.ts';
import { type Call, type CalledRight, readCall, usageWith } from './cli-call.ts';
import type { Outcome } from './cli-commands.ts';
import { asTable, showGroups } from './cli-data.ts';
import { type DeskSecrets, openDeskSecrets, SecretInputError } from './cli-secrets.ts';
import { sentenceFor } from './cli-sentences.ts';
import { createEidTerminal } from './terminal.ts';

/** The eID terminal at a desk: one command on one card. Who lends it rights is plugged in. */

const READER_DEADLINE_MS = 3_000;
const CARD_DEADLINE_MS = 30_000;

const SUCCESSES: ReadonlySet<string> = new Set(['ok', 'operational']);
/** A state that was read is a success whatever it is. */
const READ_STATES: ReadonlySet<string> = new Set(['suspended', 'blocked', 'deactivated']);

/** @returns the exit code: 0 for success, 1 for any other outcome, 2 for a wrong call */
export async function runDeskCommand(
  argv: readonly string[],
  authorities: readonly AuthorityOption[],
): Promise<number> {
  let call: Call;
  try {
    call = readCall(argv, authorities);
  } catch (error) {
    const reason = error instanceof Error ? error.message : error;
    process.stderr.write(`${reason}\n\n${usageWith(authorities)}\n`);
    return 2;
  }
  const secrets = openDeskSecrets(process.stdin, process.stderr);
  try {
    const outcome = await run(call, secrets);
    report(call, outcome);
    const stateRead = call.name === 'state' && READ_STATES.has(outcome.kind);
    return SUCCESSES.has(outcome.kind) || stateRead ? 0 : 1;
  } catch (error) {
    if (error instanceof SecretInputError || isAuthorityError(error)) {
      report(call, { kind: 'invalid-input', ...causeOf(error) });
      return 2;
    }
    if (!(error instanceof CardLinkError)) throw error;
    const kind = error.code === 'reader-fault' ? 'reader-fault' : 'no-card';
    report(call, { kind, ...causeOf(error) });
    return 1;
  } finally {
    secrets.close();
  }
}

async function run(call: Call, secrets: DeskSecrets): Promise<Outcome> {
  const { right } = call;
  if (!right) return runOnCard(call, secrets, undefined);
  const authority = await right.authority.open(right.value);
  try {
    return await runOnCard(call, secrets, { authority, terms: await readTerms(right) });
  } finally {
    authority.close();
  }
}

async function readTerms({ mode, anchors, minimumAge }: CalledRight): Promise<Terms> {
  return {
    passiveAuthentication: await readPassiveAuthentication(mode, anchors),
    ...(minimumAge === undefined ? {} : { minimumAge }),
    today: new Date(),
  };
}

async function runOnCard(
  { name, command, readerName, groups }: Call,
  secrets: DeskSecrets,
  lender: { authority: DeskAuthority; terms: Terms } | undefined,
): Promise<Outcome> {
  if (!secrets.interactive) await secrets.readPipe(command.required);
  const reader = await openPcscReader({ readerName });
  try {
    await waitForCard(reader);
    const terminal = createEidTerminal({ reader });
    if (secrets.interactive && command.required.length > 0) {
      const state = command.resumes ? await terminal.readState() : undefined;
      await secrets.ask(
        state?.kind === 'suspended' ? ['can', ...command.required] : command.required,
      );
    }
    const parts = { terminal, secrets, groups };
    const use: UseRight = (lent, task = {}) => command.run({ ...parts, task, lend: () => lent });
    if (!lender) return await command.run({ ...parts, task: {}, lend: () => nobodyLends(name) });
    const { authority, terms } = lender;
    return await authority.lendFor({ command: name, terms, terminal }, use);
  } finally {
    reader.close();
  }
}

function nobodyLends(name: string): never {
  throw new TypeError(`${name} borrows no right`);
}

function report({ json, command }: Call, outcome: Outcome): void {
  const { kind, groups, ...details } = outcome;
  const shown = groups && showGroups(groups);
  process.stderr.write(`${sentenceFor(outcome)}\n`);
  if (shown && !json) process.stdout.write(`${asTable(shown)}\n`);
  if (!json) return;
  // A PIN that was just right has all its tries again.
  const tries = kind === 'ok' && command.restoresTries ? { triesLeft: 3 } : {};
  const data = shown ? { groups: shown } : {};
  process.stdout.write(`${JSON.stringify({ outcome: kind, ...tries, ...details, ...data })}\n`);
}

async function waitForCard(reader: CardReader): Promise<void> {
  if (!(await reaches(reader, ['card', 'no-card'], READER_DEADLINE_MS))) {
    throw new CardLinkError(
      'reader-fault',
      'no card reader is there: connect one, and see that pcscd is installed and running',
    );
  }
  if (await reaches(reader, ['card'], 0)) return;
  process.stderr.write('Put the identity card on the reader.\n');
  if (!(await reaches(reader, ['card'], CARD_DEADLINE_MS))) {
    throw new CardLinkError('card-removed', 'no card was put on the reader');
  }
}

async function reaches(
  reader: CardReader,
  wanted: readonly CardPresence[],
  deadlineMs: number,
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const stop = reader.watch((presence) => wanted.includes(presence) && resolve(true));
  const timer = setTimeout(() => resolve(false), deadlineMs);
  const reached = await promise;
  clearTimeout(timer);
  stop();
  return reached;
}

function causeOf({ message }: Error): { cause: string } {
  return { cause: message };
}
