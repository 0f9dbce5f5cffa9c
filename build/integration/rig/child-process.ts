import { type ChildProcess as NodeChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { RigError } from './rig-error.ts';
import { withDeadline } from './wait.ts';

/** A real part that runs as a child: its output is kept, and it never outlives its parent. */
export interface ChildProcess {
  readonly pid: number;
  /** The last part of what it wrote, for error messages. */
  output(): string;
  /** How it ended, or undefined while it runs. */
  ending(): string | undefined;
  /** Throws, with the output, once the process has ended. */
  assertRunning(): void;
  /** Ends the process, by force where it does not follow. */
  stop(): Promise<void>;
}

export interface ChildProcessPlan {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** Called for each whole line of output. */
  readonly onLine?: (line: string) => void;
}

const OUTPUT_MAXIMUM = 64 * 1024;
const GENTLE_STOP_MS = 2_000;
const FORCED_STOP_MS = 2_000;

/**
 * Prefix of a command that the kernel is to kill together with the process that started it,
 * which also covers a test run ended by SIGKILL. Must come after any change of user namespace,
 * because gaining rights clears the setting.
 */
export const DIES_WITH_PARENT = ['setpriv', '--pdeathsig', 'KILL', '--'] as const;

export async function startChildProcess(plan: ChildProcessPlan): Promise<ChildProcess> {
  const [executable, ...parameters] = plan.command;
  const child = spawn(executable, parameters, {
    env: plan.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: string): void => {
    output = (output + chunk).slice(-OUTPUT_MAXIMUM);
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', keep);
    if (plan.onLine) createInterface({ input: stream }).on('line', plan.onLine);
  }
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new RigError('start-failed', `${plan.name} could not be started`, { cause });
  }
  const { pid } = child;
  if (pid === undefined) throw new RigError('start-failed', `${plan.name} has no process id`);
  return {
    pid,
    output: () => output,
    ending: () => describeEnding(child),
    assertRunning: () => {
      const ending = describeEnding(child);
      if (ending === undefined) return;
      throw new RigError('start-failed', `${plan.name} ${ending}. It wrote:\n${output}`);
    },
    stop: () => stopProcess(child, plan.name),
  };
}

/** The parent's environment without what could lead a part to the machine's own settings. */
export function plainEnvironment(): Record<string, string> {
  const { PATH = '/usr/sbin:/usr/bin:/sbin:/bin' } = process.env;
  return { PATH, LANG: 'C.UTF-8' };
}

function describeEnding(child: NodeChildProcess): string | undefined {
  if (child.signalCode !== null) return `was ended by ${child.signalCode}`;
  return child.exitCode === null ? undefined : `ended with exit code ${child.exitCode}`;
}

async function stopProcess(child: NodeChildProcess, name: string): Promise<void> {
  if (describeEnding(child) !== undefined) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  try {
    await withDeadline(`end of ${name} after SIGTERM`, GENTLE_STOP_MS, exit);
  } catch {
    child.kill('SIGKILL');
    await withDeadline(`end of ${name} after SIGKILL`, FORCED_STOP_MS, exit);
  }
}
