import { describe, expect, it } from 'vitest';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import { type Lane, type LanePush, laneAfter, laneWithAnswer, newsBetween } from './lane.ts';
import { alarmNo, at, requestNo } from './testing/requests.ts';

const snapshot = (version: number, ...requests: FastLaneRequest[]): LanePush => ({
  kind: 'snapshot',
  version,
  requests,
  alarms: [],
  entries: [],
  switches: { pausing: [], switchedOff: [] },
  at: at(0),
});
const change = (version: number, request: FastLaneRequest): LanePush => ({
  kind: 'change',
  version,
  request,
  at: at(0),
});
const beat = (version: number): LanePush => ({ kind: 'beat', version, at: at(0) });
const alarm = (version: number, number: number, seconds = 0): LanePush => ({
  kind: 'alarm',
  version,
  alarm: alarmNo(number, { at: at(seconds) }),
  at: at(0),
});

const grown = (...pushes: LanePush[]): Lane => {
  const lane = pushes.reduce<Lane | null>(laneAfter, null);
  if (!lane) throw new Error('nothing was pushed');
  return lane;
};
const shown = ({ version, requests }: Lane) => ({
  version,
  states: [...requests.values()].map(({ callSign, state }) => `${callSign} ${state}`).sort(),
});

const open = requestNo(1);
const taken = requestNo(1, { state: 'taken' });
const second = requestNo(2);

describe('a lane', () => {
  it.each<[string, LanePush[], { version: number; states: string[] }]>([
    ['begins with a snapshot', [snapshot(3, open)], { version: 3, states: ['F01 open'] }],
    [
      'takes a change',
      [snapshot(3, open), change(4, taken)],
      { version: 4, states: ['F01 taken'] },
    ],
    [
      'takes a version after a gap',
      [snapshot(3, open), change(9, second)],
      { version: 9, states: ['F01 open', 'F02 open'] },
    ],
    [
      'drops a change it has had',
      [snapshot(3, open), change(4, taken), change(4, open)],
      { version: 4, states: ['F01 taken'] },
    ],
    [
      'drops a change that comes late',
      [snapshot(3, open), change(5, taken), change(4, open)],
      { version: 5, states: ['F01 taken'] },
    ],
    ['keeps up by a beat', [snapshot(3, open), beat(7)], { version: 7, states: ['F01 open'] }],
    ['drops an old beat', [snapshot(3, open), beat(2)], { version: 3, states: ['F01 open'] }],
    [
      'begins anew with a snapshot, of a lower version too',
      [snapshot(8, open), snapshot(2, second)],
      { version: 2, states: ['F02 open'] },
    ],
  ])('%s', (_, pushes, expected) => {
    expect(shown(grown(...pushes))).toEqual(expected);
  });

  it.each([change(1, open), beat(1), alarm(1, 1)])('waits for a snapshot: $kind', (push) => {
    expect(laneAfter(null, push)).toBeNull();
  });

  it('is the same one where a beat tells nothing new', () => {
    const lane = grown(snapshot(3, open));
    expect(laneAfter(lane, beat(3))).toBe(lane);
  });

  it('has the latest alarm first, each once', () => {
    const lane = grown(snapshot(1), alarm(2, 1, 10), alarm(3, 2, 20), alarm(4, 1, 10));
    expect(lane.alarms.map(({ at: raised }) => raised)).toEqual([at(20), at(10)]);
  });

  it('forgets the oldest of what is over, and never what is not', () => {
    const ended = Array.from({ length: 60 }, (_, index) =>
      requestNo(index + 1, { state: 'closed', result: 'pin-set', changedAt: at(index) }),
    );
    const waiting = requestNo(98, { state: 'refused', ticket: 'waiting', changedAt: at(-900) });
    const { requests } = grown(snapshot(1, ...ended, waiting, requestNo(99)));
    expect(requests.size).toBe(52);
    expect(requests.has(ended[9]?.id ?? '')).toBe(false);
    expect(requests.has(ended[10]?.id ?? '')).toBe(true);
    expect(requests.has(waiting.id)).toBe(true);
  });
});

describe('the answer to a step', () => {
  const lane = grown(snapshot(3, requestNo(1, { changedAt: at(5) })));
  const answer = (seconds: number) => requestNo(1, { state: 'taken', changedAt: at(seconds) });

  it.each([
    ['counts where it is newer', 6, 'taken'],
    ['is dropped where a push was quicker', 5, 'open'],
    ['is dropped where later changes were pushed', 4, 'open'],
  ])('%s', (_, seconds, state) => {
    const { requests, version } = laneWithAnswer(lane, answer(seconds));
    expect([...requests.values()].map((request) => request.state)).toEqual([state]);
    expect(version).toBe(3);
  });
});

describe('news', () => {
  const told = (before: LanePush[], after: LanePush) => {
    const lane = before.reduce<Lane | null>(laneAfter, null);
    return newsBetween(lane, laneAfter(lane, after)).map((news) =>
      news.kind === 'alarm' ? news.kind : `${news.request.callSign} ${news.kind}`,
    );
  };
  const start = snapshot(1, open);

  it.each<[string, LanePush[], LanePush, string[]]>([
    ['none of what waits when the page opens', [], start, []],
    ['a new request', [start], change(2, second), ['F02 arrived']],
    ['another attempt', [start], change(2, requestNo(1, { attempt: 2 })), ['F01 arrived']],
    [
      'one that waits long',
      [start],
      change(2, requestNo(1, { escalated: true })),
      ['F01 escalated'],
    ],
    ['an alarm', [start], alarm(2, 7), ['alarm']],
    ['what came while the page was away', [start], snapshot(9, open, second), ['F02 arrived']],
    ['none of one that was given back', [snapshot(1, taken)], change(2, open), []],
    [
      'none of one that a colleague took at once',
      [start],
      change(2, requestNo(2, { state: 'taken' })),
      [],
    ],
    ['none of a beat', [start], beat(2), []],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });
});
