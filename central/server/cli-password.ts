import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './cli-options.ts';

/** A password from the terminal, typed twice without echo, or the one line of a pipe. */

const PIPE_BYTES_MAX = 1_024;

/** Throws a `UsageError`. */
export async function readPassword(
  input: NodeJS.ReadStream,
  output: NodeJS.WritableStream,
): Promise<string> {
  if (input.isTTY !== true) return readPipe(input);
  const first = await askHidden(input, output, 'Password: ');
  if (first === (await askHidden(input, output, 'Once more: '))) return first;
  throw new UsageError('The two passwords differ.');
}

async function readPipe(input: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > PIPE_BYTES_MAX) throw new UsageError('The pipe holds more than a password.');
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  if (text === '' || /[\r\n]/.test(text)) {
    throw new UsageError('The pipe must hold the password and nothing else.');
  }
  return text;
}

async function askHidden(
  input: NodeJS.ReadStream,
  output: NodeJS.WritableStream,
  question: string,
): Promise<string> {
  output.write(question);
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silence, terminal: true });
  const { promise, reject } = Promise.withResolvers<never>();
  lines.once('close', () => reject(new UsageError('No password was typed.')));
  try {
    return await Promise.race([lines.question(''), promise]);
  } finally {
    lines.close();
    output.write('\n');
  }
}
