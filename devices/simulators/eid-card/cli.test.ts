import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromHex, toHex } from '../../kit/bytes.ts';
import { createTestPki } from '../test-pki/test-pki.ts';
import { CARD_PROFILES } from './profiles.ts';
import { TestReader } from './test-reader.ts';

/** The program as a user starts it, with the tests' own reader in place of pcscd. */

const program = fileURLToPath(new URL('./cli.ts', import.meta.url));
const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
const vectorFile = new URL('../../eid/vectors/pace.json', import.meta.url);
const vectors: {
  readonly pace: readonly { readonly mapTerminalPub: string; readonly ephTerminalPub: string }[];
} = JSON.parse(readFileSync(vectorFile, 'utf8'));
const [published] = vectors.pace;

/** PACE with a token that fits no PIN: a wrong PIN, without any arithmetic. */
const WRONG_PIN = [
  '0022C1A412800A04007F0007020204020283010384010D',
  '10860000027C0000',
  `10860000457C438141${published?.mapTerminalPub}00`,
  `10860000457C438341${published?.ephTerminalPub}00`,
  '008600000C7C0A8508000000000000000000',
].map((hex) => fromHex(hex));

let reader: TestReader;
let stateFile: string;
let running: Run[];

class Run {
  readonly #process: ChildProcess;
  readonly exit: Promise<number | null>;
  output = '';
  errors = '';

  constructor(words: readonly string[]) {
    this.#process = spawn(node, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process.stdout?.on('data', (chunk) => {
      this.output += String(chunk);
    });
    this.#process.stderr?.on('data', (chunk) => {
      this.errors += String(chunk);
    });
    this.exit = new Promise((resolve) => this.#process.once('close', resolve));
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name);
  }
}

function start(...words: string[]): Run {
  const run = new Run(words);
  running.push(run);
  return run;
}

function storedState(): unknown {
  return JSON.parse(readFileSync(stateFile, 'utf8'));
}

async function enterWrongPin(): Promise<string> {
  let last = '';
  for (const command of WRONG_PIN) last = toHex((await reader.exchange(command)).slice(-2));
  return last;
}

beforeEach(async () => {
  reader = await TestReader.listen();
  stateFile = join(mkdtempSync(join(tmpdir(), 'eid-card-cli-')), 'state.json');
  running = [];
});

afterEach(async () => {
  for (const run of running) run.signal('SIGKILL');
  await Promise.all(running.map((run) => run.exit));
  await reader.close();
});

describe('npm run card', () => {
  it('keeps the state file true, says what changed and hides the PIN', async () => {
    const run = start('--port', `${reader.port}`, '--state', stateFile);
    await reader.cardPresent(true);
    expect(storedState()).toEqual(CARD_PROFILES.ready.state);
    expect(await enterWrongPin()).toBe('63C2');
    expect(storedState()).toEqual(CARD_PROFILES['two-tries-left'].state);
    run.signal('SIGTERM');
    expect(await run.exit).toBe(0);
    expect(run.output).toBe(
      `card in the reader: ready, port ${reader.port}\n` +
        'PIN state: attempts 2, PUK uses 10, function on, PIN set by the holder\n',
    );
    expect(run.errors).toBe('');
    expect(readdirSync(join(stateFile, '..'))).toEqual(['state.json']);
  });

  it('continues from the state file', async () => {
    const words = ['--port', `${reader.port}`, '--state', stateFile];
    const first = start(...words);
    await reader.cardPresent(true);
    await enterWrongPin();
    first.signal('SIGINT');
    expect(await first.exit).toBe(0);
    await reader.cardPresent(false);
    start(...words);
    await reader.cardPresent(true);
    expect(await enterWrongPin()).toBe('63C1');
    expect(storedState()).toEqual(CARD_PROFILES['one-try-left'].state);
  });

  it('begins with the trust point and the day of the command line, and keeps them', async () => {
    const { foreignCvca } = createTestPki({ today: new Date() });
    const certificate = join(stateFile, '..', 'cvca.cvcert');
    writeFileSync(certificate, foreignCvca.certificate);
    const words = ['--port', `${reader.port}`, '--state', stateFile];
    const first = start(...words, '--cvca', certificate, '--date', '2031-02-03');
    await reader.cardPresent(true);
    const trust = { date: '2031-02-03', points: [{ reference: toHex(foreignCvca.reference) }] };
    expect(storedState()).toMatchObject({ trust });
    first.signal('SIGTERM');
    await first.exit;
    await reader.cardPresent(false);
    start(...words);
    await reader.cardPresent(true);
    await enterWrongPin();
    expect(storedState()).toMatchObject({ retryCounter: 2, trust });
  });

  it('pulls the card and puts it back', async () => {
    const pull = ['--pull-at', '5', '--pull-when', 'after', '--return-after', '50'];
    const run = start('--port', `${reader.port}`, '--state', stateFile, ...pull);
    await reader.cardPresent(true);
    await expect(enterWrongPin()).rejects.toThrow('the card is gone');
    expect(storedState()).toEqual(CARD_PROFILES['two-tries-left'].state);
    await reader.cardPresent(true);
    expect(await enterWrongPin()).toBe('63C1');
    expect(run.output).toContain('card pulled at command 5\ncard in the reader: ready');
  });

  it('ends after a pull that has no return', async () => {
    const run = start('--port', `${reader.port}`, '--pull-at', '1');
    await reader.cardPresent(true);
    await expect(enterWrongPin()).rejects.toThrow('the card is gone');
    expect(await run.exit).toBe(0);
  });

  it('looks for the reader again when pcscd restarts', async () => {
    const run = start('--port', `${reader.port}`, '--profile', 'bank-card');
    await reader.cardPresent(true);
    reader.dropConnection();
    await reader.cardPresent(false);
    await reader.cardPresent(true);
    expect(await reader.exchange(Uint8Array.of(4))).toEqual(CARD_PROFILES['bank-card'].atr);
    expect(run.output).toContain('reader gone, looking for it\n');
  });

  it('gives up with one sentence where no reader listens', async () => {
    const { port } = reader;
    await reader.close();
    const run = start('--port', `${port}`);
    expect(await run.exit).toBe(1);
    expect(run.errors).toMatch(/^No card reader listens on .* pcscd and vsmartcard-vpcd .*\n$/);
    expect(run.errors).toContain(`port ${port}`);
    reader = await TestReader.listen();
  }, 15_000);

  it('can be stopped while it looks for a reader', async () => {
    const run = start('--port', `${reader.port}`);
    await reader.cardPresent(true);
    await reader.close();
    await vi.waitFor(() => expect(run.output).toContain('looking for it'), { timeout: 10_000 });
    run.signal('SIGTERM');
    expect(await run.exit).toBe(0);
    reader = await TestReader.listen();
  });

  it('refuses bad options with 2 and prints help with 0', async () => {
    const bad = start('--profile', 'gold');
    expect(await bad.exit).toBe(2);
    expect(bad.errors).toContain('no profile "gold"');
    const help = start('--help');
    expect(await help.exit).toBe(0);
    expect(help.output).toContain('--return-after');
  });
});
