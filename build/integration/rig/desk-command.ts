import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CardState } from '../../../devices/simulators/eid-card/card-memory.ts';
import { type PrivatePcscd, startPcscd } from './pcscd.ts';
import { waitUntil } from './wait.ts';

/** The two desk commands, `eid` and `card`, as somebody at a desk starts them. */
export interface DeskRig {
  /** Removed with the rig. */
  readonly folder: string;
  /** Puts a card into the reader that no other card is in. */
  insert(profile: string, options?: readonly string[]): Promise<void>;
  /** Does nothing where no card is in. */
  takeOut(): Promise<void>;
  cardState(): CardState;
  eid(args: readonly string[], pipe: string): Promise<Ended>;
  start(args: readonly string[], pipe: string, environment?: NodeJS.ProcessEnv): Running;
  close(): Promise<void>;
}

export interface Running {
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

export interface Ended {
  readonly code: number | null;
  /** The last line of standard output. */
  readonly result: unknown;
  /** Both outputs. */
  readonly everything: string;
}

const EID = new URL('../../../main/desk/eid.ts', import.meta.url).pathname;
const CARD = new URL('../../../devices/simulators/eid-card/cli.ts', import.meta.url).pathname;
const NOTICE_DEADLINE_MS = 10_000;

export async function openDeskRig(): Promise<DeskRig> {
  const pcscd = await startPcscd();
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-desk-'));
  const stateFile = join(folder, 'card.json');
  let removeCard = async (): Promise<unknown> => undefined;

  /** A card put in before pcscd has noticed that the last one is gone would be taken for that one. */
  const takeOut = async (): Promise<void> => {
    await removeCard();
    await waitUntil('an empty reader', NOTICE_DEADLINE_MS, () => !pcscd.seesCard(0) || undefined);
  };
  const start: DeskRig['start'] = (args, pipe, environment = {}) =>
    startCommand(pcscd, [EID, ...args], pipe, environment);
  return {
    folder,
    async insert(profile, options = []) {
      rmSync(stateFile, { force: true });
      const place = ['--port', String(pcscd.readerPorts[0]), '--state', stateFile];
      const args = [CARD, '--profile', profile, ...place, ...options];
      const card = spawn(process.execPath, args, { stdio: 'ignore' });
      const ended = new Promise((resolve) => card.once('exit', resolve));
      removeCard = () => {
        card.kill('SIGTERM');
        return ended;
      };
      await waitUntil('the card', NOTICE_DEADLINE_MS, () => pcscd.seesCard(0) || undefined);
    },
    takeOut,
    cardState: () => JSON.parse(readFileSync(stateFile, 'utf8')),
    eid: (args, pipe) => start(args, pipe).ended,
    start,
    async close() {
      await removeCard();
      await pcscd.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startCommand(
  { clientEnvironment, readerNames }: PrivatePcscd,
  args: readonly string[],
  pipe: string,
  environment: NodeJS.ProcessEnv,
): Running {
  const child = spawn(process.execPath, [...args, '--reader', readerNames[0], '--json'], {
    env: { ...process.env, ...clientEnvironment, ...environment },
  });
  child.stdin.end(pipe);
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    texts.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    texts.stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).then(
    (code) => {
      const last = texts.stdout.trim().split('\n').at(-1);
      return {
        code,
        result: last ? JSON.parse(last) : undefined,
        everything: texts.stdout + texts.stderr,
      };
    },
  );
  return { ended, kill: (signal) => child.kill(signal) };
}
