import type { Clock } from '../../kit/clock.ts';

interface Timer {
  readonly id: number;
  readonly at: number;
  readonly fn: () => void;
}

/** Two minutes; no wait of a device is longer. */
const SETTLE_LIMIT_MS = 120_000;

/** A clock that stands still until it is moved. Between two timers all promises are settled. */
export class SimulatedClock implements Clock {
  #now: number;
  #nextId = 1;
  readonly #timers = new Map<number, Timer>();

  /** `start` is in milliseconds since the epoch. */
  constructor(start = Date.UTC(2026, 10, 22, 8, 41)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  setTimeout(fn: () => void, ms: number): unknown {
    const id = this.#nextId++;
    this.#timers.set(id, { id, at: this.#now + Math.max(0, ms), fn });
    return id;
  }

  clearTimeout(id: unknown): void {
    if (typeof id === 'number') this.#timers.delete(id);
  }

  /** Moves time forward and runs what falls due, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settlePromises();
    for (let timer = this.#first(); timer !== undefined && timer.at <= end; timer = this.#first()) {
      await this.#run(timer);
    }
    this.#now = end;
  }

  /** Moves time from timer to timer until the promise is settled. Throws after two minutes. */
  async settle<Result>(promise: Promise<Result>): Promise<Result> {
    const limit = this.#now + SETTLE_LIMIT_MS;
    let done = false;
    const mark = (): void => {
      done = true;
    };
    promise.then(mark, mark);
    await settlePromises();
    while (!done) {
      const timer = this.#first();
      if (timer === undefined) throw new Error('the promise waits for nothing that the clock runs');
      if (timer.at > limit) throw new Error('the promise was not settled within two minutes');
      await this.#run(timer);
    }
    return promise;
  }

  async #run(timer: Timer): Promise<void> {
    this.#timers.delete(timer.id);
    this.#now = Math.max(this.#now, timer.at);
    timer.fn();
    await settlePromises();
  }

  #first(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (first === undefined || timer.at < first.at) first = timer;
    }
    return first;
  }
}

/** A turn of the event loop comes after all promises that are ready. */
function settlePromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
