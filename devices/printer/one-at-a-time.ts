/** The caller asked for more than the printer will ever be asked to do at once. */
export class PrinterQueueFullError extends Error {
  readonly code = 'printer-queue-full';
  constructor() {
    super('too many requests are waiting for the printer');
    this.name = 'PrinterQueueFullError';
  }
}

/** One citizen, one poll, one member of staff with the doctor; more is a mistake. */
const MAXIMUM_WAITING = 8;

/** Runs tasks one after the other, in order. A task that throws ends only itself. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /** Rejects with `PrinterQueueFullError`, or as the task rejects. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#waiting >= MAXIMUM_WAITING) throw new PrinterQueueFullError();
    this.#waiting += 1;
    const before = this.#last;
    const result = before.then(task);
    this.#last = result.catch(() => {});
    try {
      return await result;
    } finally {
      this.#waiting -= 1;
    }
  }
}
