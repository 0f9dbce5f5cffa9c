import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CODE_ALPHABET } from '../contract/codes.ts';
import { session } from '../contract/staff.ts';

/** The command as IT calls it, each call a process of its own. */

const COMMAND = fileURLToPath(new URL('cli.ts', import.meta.url));
/** Starting a process and a database takes seconds on a busy machine. */
const TEST_MS = 120_000;
const CODE = new RegExp(`^[${CODE_ALPHABET}]{8}$`);

const demoLine = z.strictObject({
  address: z.url(),
  staff: z.strictObject({ name: z.literal('demo'), password: z.string().min(10) }),
  enrolmentCode: z.string().regex(CODE),
  appointmentCode: z.string().regex(CODE),
});

let data: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'schnellspur-central-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  rmSync(data, { recursive: true, force: true });
});

function start(...words: readonly string[]): ChildProcess {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [COMMAND, ...words], { env });
  children.add(child);
  return child;
}

async function call(words: readonly string[], input = '') {
  const child = start(...words);
  const read = async (stream: NodeJS.ReadableStream | null): Promise<string> => {
    let text = '';
    for await (const chunk of stream ?? []) text += String(chunk);
    return text;
  };
  child.stdin?.end(input);
  const [output, errors] = await Promise.all([
    read(child.stdout),
    read(child.stderr),
    ended(child),
  ]);
  return { exitCode: child.exitCode, output: output.trim(), errors: errors.trim() };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) return line;
  throw new Error('the command ended without a line');
}

describe('the central system at a shell', { timeout: TEST_MS }, () => {
  it('sets up a demonstration, also a second time, and ends when told to', async () => {
    const passwords = new Set<string>();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const child = start('serve', '--demo', '--data', data, '--port', '0');
      const { address, staff } = demoLine.parse(JSON.parse(await firstLine(child)));
      passwords.add(staff.password);
      const answer = await fetch(`${address}/staff/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: address },
        body: JSON.stringify(staff),
      });
      expect(session.parse(await answer.json())).toMatchObject({
        branch: { name: 'Bürgerservice Musterstadt' },
        counters: [{ name: 'Schalter 1' }, { name: 'Schalter 2' }, { name: 'Schalter 3' }],
      });
      child.kill(signal);
      await ended(child);
      expect(child.exitCode).toBe(0);
    }
    expect(passwords.size).toBe(2);
  });

  it('sets up a branch, and checks the audit', async () => {
    const run = (...words: readonly string[]) => call([...words, '--data', data]);
    expect(await run('branch', 'add', 'Mitte')).toMatchObject({ exitCode: 0, errors: '' });
    expect(await run('branch', 'add', 'Mitte')).toEqual({
      exitCode: 1,
      output: '',
      errors: 'There is a branch Mitte already.',
    });
    expect(await run('counter', 'add', 'Mitte', 'Schalter 1')).toMatchObject({ exitCode: 0 });
    const staff = ['staff', 'add', 'Mitte', 'anna', '--role', 'lead', '--data', data];
    expect(await call(staff, 'ein guter Satz\n')).toMatchObject({ exitCode: 0, errors: '' });
    const short = await call([...staff.with(3, 'berta')], 'kurz\n');
    expect(short).toMatchObject({ exitCode: 1, output: '' });
    expect(short.errors).not.toContain('kurz');
    const code = await run('kiosk', 'code', 'Mitte', 'Terminal 1');
    expect(code).toMatchObject({ exitCode: 0, output: expect.stringMatching(CODE) });
    const audit = await run('audit', 'verify');
    expect(audit).toMatchObject({ exitCode: 0 });
    expect(audit.output).toContain(`0 records, the last with the hash ${'0'.repeat(64)}`);
  });

  it.each([
    ['an unknown command', ['fly']],
    ['a command with too little', ['branch', 'add']],
    ['a command with too much', ['audit', 'verify', 'now']],
    ['nowhere to keep data', ['serve']],
    ['an unknown option', ['serve', '--ports', '1']],
  ])('tells in a sentence what is wrong with the call: %s', async (_name, words) => {
    const { exitCode, output, errors } = await call(words);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors.split('\n')).toHaveLength(1);
  });

  it('tells in a sentence that a chain cannot be read', async () => {
    const importing = await call(['authority', 'import', join(data, 'none'), '--data', data]);
    expect(importing).toMatchObject({ exitCode: 1, output: '' });
    expect(importing.errors.split('\n')).toHaveLength(1);
  });
});
