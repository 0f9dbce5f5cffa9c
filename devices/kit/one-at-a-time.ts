/** The caller asked for more than a device will ever be asked to do at once. */
class QueueFullError extends Error {
  readonly code = 'queue-full';
  constructor() {
    super('too many requests are waiting for the device');
    this.name = 'QueueFullError';
  }
}

/** One visitor, one poll, one member of staff at the desk; more is a mistake. */
const MAXIMUM_WAITING = 8;

/** Runs a device's tasks one after the other, in order. A task that throws ends only itself. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /** Rejects with `QueueFullError`, or as the task rejects. */
  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    if (this.#waiting >= MAXIMUM_WAITING) throw new QueueFullError();
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
