import { type FollowedTicket, followedTicket } from '../../contract/follow.ts';
import { followToken } from '../../contract/queue.ts';
import type { Ask } from '../link/exchange.ts';

/** Keeps up with one ticket while somebody looks, and keeps the last of it when it cannot. */

export const READ_EVERY_MS = 20_000;

export interface FollowView {
  /** `unknown`: there is no such ticket, or not any more. */
  readonly connection: 'reading' | 'live' | 'lost' | 'unknown';
  readonly ticket: FollowedTicket | null;
}

export interface FollowerParts {
  readonly ask: Ask;
  /** @returns what calls it off */
  readonly after: (delayMs: number, action: () => void) => () => void;
}

const OVER: ReadonlySet<FollowedTicket['state']> = new Set(['done', 'cancelled']);
const READING: FollowView = { connection: 'reading', ticket: null };

export class Follower {
  readonly #parts: FollowerParts;
  readonly #listeners = new Set<() => void>();
  #view = READING;
  #token: string | null = null;
  #isWatched = true;
  /** Counts questions, so that an answer to an earlier one is dropped. */
  #asked = 0;
  #callOff = (): void => undefined;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  readonly current = (): FollowView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** @param token as the address has it, which anybody may have typed */
  follow(token: string): void {
    const read = followToken.safeParse(token);
    this.#token = read.success ? read.data : null;
    this.#asked += 1;
    this.#show(read.success ? READING : { connection: 'unknown', ticket: null });
    void this.#read();
  }

  /** Nobody is asked for a page in a pocket; whoever looks again sees what is true now. */
  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
    this.#callOff();
    if (isWatched) void this.#read();
  }

  async #read(): Promise<void> {
    this.#callOff();
    const token = this.#token;
    if (token === null || !this.#isWatched) return;
    this.#asked += 1;
    const asked = this.#asked;
    const answer = await this.#parts.ask(
      { method: 'GET', path: `/follow/tickets/${token}` },
      (body) => followedTicket.parse(body),
    );
    if (asked !== this.#asked) return;
    if (answer.kind === 'ok') {
      this.#show({ connection: 'live', ticket: answer.value });
      if (OVER.has(answer.value.state)) return;
    } else if (answer.kind === 'refused' && answer.problem.code === 'not-found') {
      this.#show({ connection: 'unknown', ticket: null });
      return;
    } else {
      this.#show({ connection: 'lost', ticket: this.#view.ticket });
    }
    this.#callOff();
    if (this.#isWatched) {
      this.#callOff = this.#parts.after(READ_EVERY_MS, () => void this.#read());
    }
  }

  #show(view: FollowView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
