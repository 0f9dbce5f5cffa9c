import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** The processes that a start has started, so that all of them end with it. */

const GENTLE_STOP_MS = 3_000;

/** `shown`: on this terminal. `read`: the standard output comes to us. `hidden`: nobody wants it. */
type Output = 'shown' | 'read' | 'hidden';

export interface Child {
  /** The standard output of a child that was started to be `read`. */
  readonly output: Readable | null;
  /** Its exit code; 1 where a signal or a failed start ended it. Never rejects. */
  readonly ended: Promise<number>;
  /** Ends it, by force where it does not follow. */
  stop(): Promise<void>;
}

export class Children {
  readonly #running = new Set<Child>();
  #isOver = false;

  /** Throws once all were stopped: whoever is still starting things then is too late. */
  start(program: string, parameters: readonly string[], output: Output): Child {
    if (this.#isOver) throw new Error(`${program} is not started: the end has begun`);
    const shown = output === 'hidden' ? 'ignore' : 'inherit';
    const process = spawn(program, [...parameters], {
      stdio: ['ignore', output === 'read' ? 'pipe' : shown, shown],
    });
    const child: Child = {
      output: process.stdout,
      ended: endOf(process).finally(() => this.#running.delete(child)),
      stop: () => stop(process, child.ended),
    };
    this.#running.add(child);
    return child;
  }

  async stopAll(): Promise<void> {
    this.#isOver = true;
    await Promise.all([...this.#running].map((child) => child.stop()));
  }
}

async function endOf(process: ChildProcess): Promise<number> {
  try {
    const [code] = await once(process, 'exit');
    return typeof code === 'number' ? code : 1;
  } catch {
    return 1;
  }
}

async function stop(process: ChildProcess, ended: Promise<number>): Promise<void> {
  process.kill('SIGTERM');
  const timer = setTimeout(() => process.kill('SIGKILL'), GENTLE_STOP_MS);
  await ended;
  clearTimeout(timer);
}
