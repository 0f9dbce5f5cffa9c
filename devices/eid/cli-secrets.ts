import type { ReadStream } from 'node:tty';
import { Secret } from '../kit/secret.ts';
import { CAN_DIGITS, PIN_DIGITS, PUK_DIGITS, TRANSPORT_PIN_DIGITS } from './pin-operations.ts';

/** Secrets at a desk: typed without echo, or read as lines from a pipe. */

export type SecretLine = 'pin' | 'new-pin' | 'can' | 'puk';

export interface DeskSecrets {
  readonly interactive: boolean;
  /** Reads the whole pipe; throws a `SecretInputError` where a required line is missing. */
  readPipe(required: readonly SecretLine[]): Promise<void>;
  ask(names: readonly SecretLine[]): Promise<void>;
  has(name: SecretLine): boolean;
  get(name: SecretLine): Secret;
  /** Wipes every secret. */
  close(): void;
}

/** Tells what is wrong with the input, without repeating any of it. */
export class SecretInputError extends Error {
  readonly code = 'secret-input';
}

const LENGTHS: Readonly<Record<SecretLine, readonly number[]>> = {
  pin: [TRANSPORT_PIN_DIGITS, PIN_DIGITS],
  'new-pin': [PIN_DIGITS],
  can: [CAN_DIGITS],
  puk: [PUK_DIGITS],
};

const LABELS: Readonly<Record<SecretLine, string>> = {
  pin: 'PIN (or 5-digit transport PIN)',
  'new-pin': 'New PIN',
  can: 'CAN (6 digits on the front of the card)',
  puk: 'PUK (10 digits in the PIN letter)',
};

const PIPE_BYTES_MAX = 1_024;
const [ENTER, NEWLINE, BACKSPACE, DELETE, INTERRUPT] = [0x0d, 0x0a, 0x08, 0x7f, 0x03];
const INTERRUPTED_EXIT_CODE = 130;

export function openDeskSecrets(
  input: NodeJS.ReadStream,
  output: NodeJS.WritableStream,
): DeskSecrets {
  const secrets = new Map<SecretLine, Secret>();
  const keep = (name: SecretLine, secret: Secret): void => {
    check(name, secret);
    secrets.get(name)?.wipe();
    secrets.set(name, secret);
  };
  return {
    interactive: input.isTTY === true,
    async readPipe(required) {
      const bytes = required.length > 0 ? await readAll(input) : Buffer.alloc(0);
      for (const [name, secret] of parseLines(bytes)) keep(name, secret);
      bytes.fill(0);
      const missing = required.filter((name) => !secrets.has(name));
      if (missing.length > 0) {
        throw new SecretInputError(
          `the pipe lacks the line ${missing.map((name) => `${name}=`).join(', ')}`,
        );
      }
    },
    async ask(names) {
      for (const name of names) {
        const secret = await askHidden(input, output, LABELS[name]);
        keep(name, secret);
        if (name === 'new-pin') await confirmNewPin(input, output, secret);
      }
    },
    has: (name) => secrets.has(name),
    get(name) {
      const secret = secrets.get(name);
      if (!secret) throw new SecretInputError(`${name} is missing`);
      return secret;
    },
    close() {
      for (const secret of secrets.values()) secret.wipe();
    },
  };
}

function check(name: SecretLine, secret: Secret): void {
  const isDigits = secret.reveal((bytes) => bytes.every((byte) => byte >= 0x30 && byte <= 0x39));
  if (isDigits && LENGTHS[name].includes(secret.length)) return;
  secret.wipe();
  throw new SecretInputError(
    `${name} must have ${LENGTHS[name].join(' or ')} digits and nothing else`,
  );
}

async function readAll(input: NodeJS.ReadStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > PIPE_BYTES_MAX)
      throw new SecretInputError('the pipe holds more than four secrets');
  }
  const all = Buffer.concat(chunks);
  for (const chunk of chunks) chunk.fill(0);
  return all;
}

function parseLines(bytes: Buffer): [SecretLine, Secret][] {
  const lines: [SecretLine, Secret][] = [];
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, bytes[end - 1] === ENTER ? end - 1 : end);
    start = end + 1;
    if (line.length === 0) continue;
    const equals = line.indexOf('=');
    const name = line.subarray(0, Math.max(0, equals)).toString('latin1');
    if (!isSecretLine(name)) {
      throw new SecretInputError('the pipe holds a line that is not pin=, new-pin=, can= or puk=');
    }
    lines.push([name, new Secret(line.subarray(equals + 1))]);
  }
  return lines;
}

function isSecretLine(name: string): name is SecretLine {
  return Object.hasOwn(LENGTHS, name);
}

async function confirmNewPin(
  input: NodeJS.ReadStream,
  output: NodeJS.WritableStream,
  first: Secret,
): Promise<void> {
  const second = await askHidden(input, output, `${LABELS['new-pin']} once more`);
  const same = first.reveal((one) =>
    second.reveal((two) => one.length === two.length && one.every((byte, at) => byte === two[at])),
  );
  second.wipe();
  if (!same) throw new SecretInputError('the two new PINs differ');
}

/** Each digit shows as a dot. */
function askHidden(
  input: ReadStream,
  output: NodeJS.WritableStream,
  label: string,
): Promise<Secret> {
  output.write(`${label}: `);
  const secret = new Secret(new Uint8Array(0));
  input.setRawMode(true);
  input.resume();
  return new Promise((resolve) => {
    const finish = (): void => {
      input.off('data', take);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
    };
    const take = (chunk: Buffer): void => {
      for (const byte of chunk) {
        if (byte === INTERRUPT) {
          finish();
          secret.wipe();
          process.exit(INTERRUPTED_EXIT_CODE);
        }
        if (byte === ENTER || byte === NEWLINE) {
          finish();
          resolve(secret);
          return;
        }
        if (byte === BACKSPACE || byte === DELETE) {
          if (secret.length > 0) output.write('\b \b');
          secret.removeLast();
        } else if (byte >= 0x30 && byte <= 0x39) {
          secret.append(byte - 0x30);
          output.write('•');
        }
      }
    };
    input.on('data', take);
  });
}
