import { describe, expect, it } from 'vitest';
import type { ShownCall } from '../../main/contract/waiting-room.ts';
import { AGE_MAX_MS, createAnnouncements, FRESH_MS } from './announcements.ts';
import { shownCall } from './testing/shown-call.ts';

const START = Date.parse('2026-12-01T09:00:00Z');

function start(rounds: 1 | 2 = 2) {
  const announcements = createAnnouncements(rounds);
  let now = START;
  announcements.hear([], now);
  return {
    hear: (...called: readonly ShownCall[]) => announcements.hear(called, now),
    pass: (ms: number) => {
      now += ms;
    },
    said: () => {
      const said: string[] = [];
      for (let call = announcements.next(now); call; call = announcements.next(now)) {
        said.push(call.number);
      }
      return said;
    },
    next: () => announcements.next(now)?.number ?? null,
  };
}

const [A1, A2, A3] = [shownCall('A1'), shownCall('A2'), shownCall('A3')];

describe('announcements', () => {
  it('come once and once more', () => {
    const { hear, said } = start();
    hear(A1);
    expect(said()).toEqual(['A1', 'A1']);
    hear(A1);
    expect(said()).toEqual([]);
  });

  it('come in the order of the calls, and all of them before any comes again', () => {
    const { hear, said, next } = start();
    hear(A1);
    expect(next()).toBe('A1');
    hear(A3, A2, A1);
    expect(said()).toEqual(['A2', 'A3', 'A1', 'A2', 'A3']);
  });

  it('are none lost when twenty come at once', () => {
    const { hear, said } = start();
    const numbers = Array.from({ length: 20 }, (_, index) => `A${index + 1}`);
    hear(...numbers.map((number) => shownCall(number)).toReversed());
    expect(said().slice(0, 20)).toEqual(numbers);
  });

  it('come anew for a repeated call (it-at-m/eappointment #2138, #2249)', () => {
    const { hear, said } = start(1);
    hear(A1);
    expect(said()).toEqual(['A1']);
    hear({ ...A1, calls: 2 });
    expect(said()).toEqual(['A1']);
  });

  it('leave out who came meanwhile, and a call that a repeated one replaced', () => {
    const { hear, said } = start();
    hear(A2, A1);
    hear(A2, { ...A1, isCalling: false });
    hear({ ...A2, calls: 2 }, { ...A1, isCalling: false });
    expect(said()).toEqual(['A2', 'A2']);
  });

  it('are dropped when they are too old to help', () => {
    const { hear, pass, said } = start();
    hear(A1);
    pass(AGE_MAX_MS - 1);
    hear(A2, A1);
    pass(1);
    expect(said()).toEqual(['A2', 'A2']);
  });

  it('come for calls that were missed while the network was away', () => {
    const { hear, pass, said } = start(1);
    pass(10 * FRESH_MS);
    hear(A1);
    expect(said()).toEqual(['A1']);
  });

  it('at the start come only for what was called just now', () => {
    const announcements = createAnnouncements(1);
    const old = shownCall('A2', { calledAt: new Date(START - FRESH_MS).toISOString() });
    announcements.hear([A1, old], START);
    expect(announcements.next(START)?.number).toBe('A1');
    expect(announcements.next(START)).toBeNull();
  });
});
