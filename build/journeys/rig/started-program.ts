import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program of this project in a process of its own, with an own data folder. */

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Builds and browsers take their time on two busy cores; a wait ends as soon as it can. */
const DEADLINE_MS = 45_000;
const LOOK_MS = 50;

export interface StartedProgram {
  readonly child: ChildProcess;
  /** All that it wrote so far. */
  readonly written: { out: string; error: string };
  /** Resolves with the exit code, or with the signal that ended it. */
  readonly ended: Promise<number | string>;
  writes(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Ids and command lines of all living processes that it started, directly or not. */
  processes(): { pid: number; command: string }[];
  leavesNothing(): Promise<void>;
}

export interface ProgramPlan {
  readonly command: readonly [string, ...string[]];
  /** An undefined value takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const folders: string[] = [];
const programs: StartedProgram[] = [];

export function startProgram({ command, environment = {} }: ProgramPlan): StartedProgram {
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-journey-'));
  folders.push(folder);
  const [executable, ...parameters] = command;
  const child = spawn(executable, parameters, {
    cwd: root,
    // A session of its own tells its descendants from all other processes.
    detached: true,
    env: { ...process.env, SCHNELLSPUR_DATA: folder, ...environment },
  });
  const written = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.error += text;
  });
  const processes = () => processesOfSession(Number(child.pid));
  const program: StartedProgram = {
    child,
    written,
    ended: once(child, 'close').then(([code, signal]) => code ?? signal),
    processes,
    writes: (pattern) =>
      until(
        () => `${pattern} in what it wrote: ${written.out}${written.error}`,
        () => written.out.match(pattern) ?? undefined,
      ),
    leavesNothing: async () => {
      await until(
        () => `the end of ${JSON.stringify(processes())}`,
        () => (processes().length === 0 ? true : undefined),
      );
    },
  };
  programs.push(program);
  return program;
}

/** For `afterEach`: whatever a failed test left. */
export function endPrograms(): void {
  for (const { pid } of programs.splice(0).flatMap((program) => program.processes())) {
    process.kill(pid, 'SIGKILL');
  }
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export async function until<Value>(
  what: () => string,
  look: () => Value | undefined,
): Promise<Value> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const value = look();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** A session is inherited, also by helpers that detach from their parent, as a browser's do. */
function processesOfSession(session: number): { pid: number; command: string }[] {
  return (
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && sessionOf(name) === session)
      .map((pid) => ({
        pid: Number(pid),
        command: readProcess(pid, 'cmdline').replaceAll('\0', ' '),
      }))
      // Empty where it has ended and only waits for its parent to notice.
      .filter(({ command }) => command !== '')
  );
}

function sessionOf(pid: string): number {
  const afterName = readProcess(pid, 'stat').split(') ').at(-1) ?? '';
  return Number(afterName.split(' ')[3]);
}

/** Empty where the process has just ended. */
function readProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
