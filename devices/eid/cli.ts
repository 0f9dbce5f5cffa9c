import { parseArgs } from 'node:util';
import type { CardPresence } from '../../state-machines/ports/card.ts';
import { openPcscReader } from '../card/transports/pcsc.ts';
import { CardLinkError, type CardReader } from '../kit/card-reader.ts';
import type { Secret } from '../kit/secret.ts';
import {
  type DeskSecrets,
  openDeskSecrets,
  SecretInputError,
  type SecretLine,
} from './cli-secrets.ts';
import { sentenceFor } from './cli-sentences.ts';
import { createEidTerminal, type EidTerminal } from './terminal.ts';

/**
 * The eID terminal at a desk: `npm run -s eid -- state | verify-pin | change-pin | resume-pin |
 * unblock-pin [--reader NAME] [--json]`. Exit code 0 for success, 1 for any other outcome, 2 for
 * a wrong call.
 */

const USAGE = `usage: npm run -s eid -- COMMAND [--reader NAME] [--json]

  state        tells what state the card's PIN is in; costs nothing
  verify-pin   tries the PIN
  change-pin   sets a new PIN under the old one, or under the transport PIN
  resume-pin   makes a suspended PIN operational again with the CAN
  unblock-pin  gives a blocked PIN three tries again with the PUK

Secrets are asked for on the terminal, or read from a pipe as lines pin=, new-pin=, can=, puk=.`;

const READER_DEADLINE_MS = 3_000;
const CARD_DEADLINE_MS = 30_000;

interface Outcome {
  readonly kind: string;
  readonly triesLeft?: number;
}

interface Command {
  readonly required: readonly SecretLine[];
  /** Whether a suspended PIN makes it ask for the CAN too. */
  readonly resumes: boolean;
  run(terminal: EidTerminal, secrets: DeskSecrets): Promise<Outcome>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  state: { required: [], resumes: false, run: (terminal) => terminal.readState() },
  'verify-pin': {
    required: ['pin'],
    resumes: true,
    run: (terminal, secrets) =>
      terminal.verifyPin({ pin: secrets.get('pin'), ...optionalCan(secrets) }),
  },
  'change-pin': {
    required: ['pin', 'new-pin'],
    resumes: true,
    run: (terminal, secrets) =>
      terminal.changePin({
        pin: secrets.get('pin'),
        newPin: secrets.get('new-pin'),
        ...optionalCan(secrets),
      }),
  },
  'resume-pin': {
    required: ['can', 'pin'],
    resumes: false,
    run: (terminal, secrets) =>
      terminal.resumePin({ pin: secrets.get('pin'), can: secrets.get('can') }),
  },
  'unblock-pin': {
    required: ['puk'],
    resumes: false,
    run: (terminal, secrets) => terminal.unblockPin({ puk: secrets.get('puk') }),
  },
};

const SUCCESSES: ReadonlySet<string> = new Set(['ok', 'operational']);
/** A state that was read is a success whatever it is. */
const READ_STATES: ReadonlySet<string> = new Set(['suspended', 'blocked', 'deactivated']);

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  let call: ReturnType<typeof readCall>;
  try {
    call = readCall(argv);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${USAGE}\n`);
    return 2;
  }
  const report = (outcome: Outcome): void => {
    process.stderr.write(`${sentenceFor(outcome)}\n`);
    if (call.json) process.stdout.write(`${JSON.stringify(asJson(outcome))}\n`);
  };
  const secrets = openDeskSecrets(process.stdin, process.stderr);
  try {
    const outcome = await runOnCard(call, secrets);
    report(outcome);
    const stateRead = call.name === 'state' && READ_STATES.has(outcome.kind);
    return SUCCESSES.has(outcome.kind) || stateRead ? 0 : 1;
  } catch (error) {
    if (error instanceof SecretInputError) {
      report({ kind: 'invalid-input', ...causeOf(error) });
      return 2;
    }
    if (!(error instanceof CardLinkError)) throw error;
    report({ kind: error.code === 'reader-fault' ? 'reader-fault' : 'no-card', ...causeOf(error) });
    return 1;
  } finally {
    secrets.close();
  }
}

function readCall(argv: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { reader: { type: 'string', default: '' }, json: { type: 'boolean', default: false } },
  });
  const [name = '', ...surplus] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Error(name ? `there is no command ${name}` : 'say which command');
  if (surplus.length > 0) throw new Error('one command at a time; secrets are never arguments');
  return { name, command, readerName: values.reader, json: values.json };
}

async function runOnCard(
  { command, readerName }: ReturnType<typeof readCall>,
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
    return await command.run(terminal, secrets);
  } finally {
    reader.close();
  }
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

function optionalCan(secrets: DeskSecrets): { can?: Secret } {
  return secrets.has('can') ? { can: secrets.get('can') } : {};
}

function causeOf({ message }: Error): { cause: string } {
  return { cause: message };
}

/** A PIN that was just right has all its tries again. */
function asJson({ kind, ...details }: Outcome): Record<string, unknown> {
  return { outcome: kind, ...(kind === 'ok' ? { triesLeft: 3 } : {}), ...details };
}
