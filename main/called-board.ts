import type { CalledTicket } from '../central/contract/queue.ts';
import type { CalledFile } from './called-file.ts';
import type { CalledNews } from './sync/central.ts';

/**
 * Who is called in this branch, as last heard. It stays when the central system cannot be reached,
 * and over a restart, so that nobody in a waiting room loses the way.
 */
export interface CalledBoard {
  current(): CalledState;
  subscribe(listener: () => void): () => void;
  stop(): void;
}

export interface CalledState {
  /** Latest first. */
  readonly called: readonly CalledTicket[];
  readonly live: boolean;
  /** While not live: up to when calls had arrived, ISO 8601; null: none ever did. */
  readonly since: string | null;
}

export interface CalledBoardParts {
  readonly file: CalledFile;
  readonly watchCalled: (listener: (news: CalledNews) => void) => () => void;
  readonly timeZone: string;
  readonly now: () => number;
}

export function createCalledBoard(parts: CalledBoardParts): CalledBoard {
  const listeners = new Set<() => void>();
  const { file, watchCalled, now } = parts;
  const dayOf = dayIn(parts.timeZone);
  const kept = file.read();
  const today = dayOf(new Date(now()));
  // Numbers begin anew each day, so yesterday's call would send somebody else.
  const called = (kept?.called ?? []).filter(({ calledAt }) => dayOf(new Date(calledAt)) === today);
  let state: CalledState = { called, live: false, since: kept?.at ?? null };
  const become = (next: CalledState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const stop = watchCalled((news) => {
    const at = new Date(now()).toISOString();
    if (news.kind === 'called') {
      file.write({ at, called: news.called });
      become({ called: news.called, live: true, since: null });
    } else if (state.live) {
      become({ ...state, live: false, since: at });
    }
  });
  return {
    current: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop,
  };
}

function dayIn(timeZone: string): (time: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  return (time) => format.format(time);
}
