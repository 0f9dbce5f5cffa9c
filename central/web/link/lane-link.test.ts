import { beforeEach, describe, expect, it } from 'vitest';
import type { CounterPush } from '../../contract/staff.ts';
import { at } from '../lane/testing/requests.ts';
import { createLaneLink, type LaneLink, SILENCE_MS } from './lane-link.ts';

class FakeSocket extends EventTarget {
  readonly after: number | null;
  isClosed = false;

  constructor(after: number | null) {
    super();
    this.after = after;
  }

  close(): void {
    this.isClosed = true;
  }

  letIn(): void {
    this.dispatchEvent(new Event('open'));
  }

  tell(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  end(): void {
    this.dispatchEvent(new Event('close'));
  }
}

const beat = (version: number): string => JSON.stringify({ kind: 'beat', version, at: at(0) });

let sockets: FakeSocket[];
let pushes: CounterPush[];
let lost: boolean[];
let outdated: number;
let version: number | null;
/** The one timer that runs. */
let timer: { ms: number; action: () => void } | null;
let link: LaneLink;

beforeEach(() => {
  sockets = [];
  pushes = [];
  lost = [];
  outdated = 0;
  version = null;
  timer = null;
  link = createLaneLink({
    connect: (after) => {
      const socket = new FakeSocket(after);
      sockets.push(socket);
      return socket;
    },
    lastVersion: () => version,
    onPush: (push) => pushes.push(push),
    onLost: (wasLet) => lost.push(wasLet),
    onOutdated: () => outdated++,
    after: (ms, action) => {
      const set = { ms, action };
      timer = set;
      return () => {
        if (timer === set) timer = null;
      };
    },
    random: () => 0.5,
  });
});

const last = (): FakeSocket => {
  const socket = sockets.at(-1);
  if (!socket) throw new Error('no socket was opened');
  return socket;
};
const timeOut = (): number => {
  if (!timer) throw new Error('no timer runs');
  const { ms, action } = timer;
  timer = null;
  action();
  return ms;
};
const live = (): void => {
  link.start();
  last().letIn();
  last().tell(beat(1));
};

describe('a link', () => {
  it('hands on what is pushed', () => {
    live();
    last().tell(beat(2));
    expect(pushes.map((push) => push.kind)).toEqual(['beat', 'beat']);
    expect(lost).toEqual([]);
  });

  it('resumes after what was told last', () => {
    live();
    version = 41;
    last().end();
    timeOut();
    expect(sockets.map(({ after }) => after)).toEqual([null, 41]);
  });

  it('gives up on a silent server, and does not wait for the socket to agree', () => {
    live();
    const silent = last();
    expect(timeOut()).toBe(SILENCE_MS);
    expect(lost).toEqual([true]);
    expect(silent.isClosed).toBe(true);
    silent.tell(beat(9));
    silent.end();
    expect(pushes).toHaveLength(1);
    expect(lost).toEqual([true]);
  });

  it('is kept by every message', () => {
    live();
    const first = timer;
    last().tell(beat(2));
    expect(timer).not.toBe(first);
    expect(timer?.ms).toBe(SILENCE_MS);
  });

  it('gives up on one that never opens, and says that it was not let in', () => {
    link.start();
    timeOut();
    expect(lost).toEqual([false]);
  });

  it('waits longer each time, and briefly again once something was said', () => {
    link.start();
    const waits = Array.from({ length: 6 }, () => {
      last().end();
      return timeOut();
    });
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
    last().letIn();
    last().end();
    expect(timeOut()).toBe(8_000);
    last().letIn();
    last().tell(beat(1));
    last().end();
    expect(timeOut()).toBe(500);
  });

  it('tries at once when the network is back, but has one socket only', () => {
    live();
    link.retryNow();
    expect(sockets).toHaveLength(1);
    last().end();
    link.retryNow();
    expect(sockets).toHaveLength(2);
    expect(timer?.ms).toBe(10_000);
  });

  it.each([
    ['text that is no JSON', 'hello'],
    ['bytes', new ArrayBuffer(4)],
    ['a kind nobody knows here', '{"kind":"party"}'],
    ['a field nobody knows here', `{"kind":"beat","version":1,"at":"${at(0)}","x":1}`],
    ['a version that is none', `{"kind":"beat","version":1.5,"at":"${at(0)}"}`],
  ])('ends where the server is newer: %s', (_, data) => {
    link.start();
    last().letIn();
    last().tell(data);
    expect(outdated).toBe(1);
    expect(last().isClosed).toBe(true);
    expect(timer).toBeNull();
  });

  it('is quiet once it is stopped, and may be started again', () => {
    live();
    link.stop();
    last().end();
    link.retryNow();
    expect(lost).toEqual([]);
    expect(sockets).toHaveLength(1);
    expect(timer).toBeNull();
    link.start();
    link.start();
    expect(sockets).toHaveLength(2);
  });

  it('is not opened again by a loss that stops it', () => {
    link = createLaneLink({
      connect: (after) => {
        const socket = new FakeSocket(after);
        sockets.push(socket);
        return socket;
      },
      lastVersion: () => null,
      onPush: () => undefined,
      onLost: () => link.stop(),
      onOutdated: () => undefined,
      after: (ms, action) => {
        timer = { ms, action };
        return () => {
          timer = null;
        };
      },
      random: () => 0,
    });
    link.start();
    last().end();
    expect(timer).toBeNull();
  });
});
