import type { CardPresence } from '../../state-machines/ports/card.ts';
import { openPcscReader } from '../card/transports/pcsc.ts';
import { CardLinkError, type CardReader } from '../kit/card-reader.ts';
import { AuthorityFolderError } from './authority-folder.ts';
import { type DeskAuthority, openAuthority, readPassiveAuthentication } from './cli-authority.ts';
import { type Call, type CalledRight, readCall, USAGE } from './cli-call.ts';
import type { Outcome } from './cli-commands.ts';
import { asTable, showGroups } from './cli-data.ts';
import { type DeskSecrets, openDeskSecrets, SecretInputError } from './cli-secrets.ts';
import { sentenceFor } from './cli-sentences.ts';
import { createEidTerminal } from './terminal.ts';
import type { LentRight } from './unlock-chip.ts';

/**
 * The eID terminal at a desk, `npm run -s eid -- COMMAND`. Exit code 0 for success, 1 for any other
 * outcome, 2 for a wrong call.
 */

const READER_DEADLINE_MS = 3_000;
const CARD_DEADLINE_MS = 30_000;

const SUCCESSES: ReadonlySet<string> = new Set(['ok', 'operational']);
/** A state that was read is a success whatever it is. */
const READ_STATES: ReadonlySet<string> = new Set(['suspended', 'blocked', 'deactivated']);

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  let call: Call;
  try {
    call = readCall(argv);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${USAGE}\n`);
    return 2;
  }
  const secrets = openDeskSecrets(process.stdin, process.stderr);
  try {
    const outcome = await run(call, secrets);
    report(call, outcome);
    const stateRead = call.name === 'state' && READ_STATES.has(outcome.kind);
    return SUCCESSES.has(outcome.kind) || stateRead ? 0 : 1;
  } catch (error) {
    if (error instanceof SecretInputError || error instanceof AuthorityFolderError) {
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
  const authority = right && (await openAuthority(right.option, right.value));
  try {
    const lent = right && authority && (await borrow(right, authority));
    return await runOnCard(call, lent, secrets);
  } finally {
    authority?.close();
  }
}

/** The operation itself asks for the rights it needs, and no desk for more. */
async function borrow(
  { mode, anchors, minimumAge }: CalledRight,
  authority: DeskAuthority,
): Promise<LentRight> {
  return {
    authority,
    rights: [],
    passiveAuthentication: await readPassiveAuthentication(mode, anchors),
    ...(minimumAge === undefined ? {} : { minimumAge }),
    today: new Date(),
  };
}

async function runOnCard(
  { name, command, readerName, groups }: Call,
  lent: LentRight | undefined,
  secrets: DeskSecrets,
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
    const lend = (): LentRight => {
      if (!lent) throw new TypeError(`${name} borrows no right`);
      return lent;
    };
    return await command.run({ terminal, secrets, lend, groups });
  } finally {
    reader.close();
  }
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
