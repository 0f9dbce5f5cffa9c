import { describe, expect, it } from 'vitest';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Lane } from './lane.ts';
import { isMine, neighbourOf, nextToAnswer, openCount, sectionsOf } from './sections.ts';
import { at, MINE, NOON, OTHER_COUNTER, requestNo, SESSION } from './testing/requests.ts';

const laneOf = (...requests: FastLaneRequest[]): Lane => ({
  version: 1,
  requests: new Map(requests.map((request) => [request.id, request])),
  alarms: [],
});
const signs = (requests: readonly FastLaneRequest[]) => requests.map(({ callSign }) => callSign);
const sections = (requests: FastLaneRequest[], seconds = 600) =>
  sectionsOf(laneOf(...requests), NOON + seconds * 1_000);

const THEIRS = { state: 'taken', takenBy: { name: 'D. Yılmaz', counter: 'Schalter 2' } } as const;

describe('the list', () => {
  it('has escalated ones first, then by age; what is answered last', () => {
    const { running } = sections([
      requestNo(1, { state: 'approved', openedAt: at(0) }),
      requestNo(2, { openedAt: at(30) }),
      requestNo(3, { openedAt: at(20), ...THEIRS }),
      requestNo(4, { openedAt: at(25), escalated: true }),
      requestNo(5, { openedAt: at(10), escalated: true, ...MINE }),
    ]);
    expect(signs(running)).toEqual(['F05', 'F04', 'F03', 'F02', 'F01']);
  });

  it('leaves a request in its place when somebody takes it', () => {
    const before = sections([requestNo(1), requestNo(2, { openedAt: at(5) })]);
    const after = sections([requestNo(1, THEIRS), requestNo(2, { openedAt: at(5) })]);
    expect(signs(after.running)).toEqual(signs(before.running));
  });

  it.each<[string, Partial<FastLaneRequest>, 'running' | 'tickets' | 'ended']>([
    ['open', {}, 'running'],
    ['used, kiosk at work', { state: 'used', changedAt: at(1) }, 'running'],
    ['used, kiosk silent for ten minutes', { state: 'used', changedAt: at(-1) }, 'ended'],
    ['refused', { state: 'refused', ticket: 'waiting' }, 'tickets'],
    ['refused and served', { state: 'refused', ticket: 'served' }, 'ended'],
    ['unanswered', { state: 'unanswered', ticket: 'waiting' }, 'tickets'],
    ['closed', { state: 'closed', result: 'pin-set' }, 'ended'],
    [
      'closed with a ticket',
      { state: 'closed', result: 'card-fault', ticket: 'waiting' },
      'tickets',
    ],
    ['withdrawn', { state: 'withdrawn' }, 'ended'],
    ['expired', { state: 'expired' }, 'ended'],
  ])('sorts %s', (_, said, place) => {
    const found = sections([requestNo(1, said)]);
    const places = Object.entries(found).flatMap(([name, list]) => (list.length > 0 ? [name] : []));
    expect(places).toEqual([place]);
  });

  it('shows what ended within the hour, eight at most, the latest first', () => {
    const ended = Array.from({ length: 12 }, (_, index) =>
      requestNo(index + 1, { state: 'withdrawn', changedAt: at(index) }),
    );
    expect(signs(sections(ended).ended)).toEqual([
      'F12',
      'F11',
      'F10',
      'F09',
      'F08',
      'F07',
      'F06',
      'F05',
    ]);
    expect(signs(sections(ended, 3_609).ended)).toEqual(['F12', 'F11', 'F10']);
  });

  it('counts what nobody has taken', () => {
    expect(openCount(sections([requestNo(1), requestNo(2, THEIRS), requestNo(3)]))).toBe(2);
  });
});

describe('the next request to answer', () => {
  const oldest = requestNo(1, { openedAt: at(0) });
  const younger = requestNo(2, { openedAt: at(5) });
  const theirs = requestNo(3, { openedAt: at(-5), ...THEIRS });
  const mine = requestNo(4, { openedAt: at(9), ...MINE });

  it.each<[string, FastLaneRequest[], FastLaneRequest | null, FastLaneRequest | null]>([
    ['is the oldest', [younger, oldest], null, oldest],
    ['is the chosen one', [younger, oldest], younger, younger],
    ['is the chosen one that I hold', [oldest, mine], mine, mine],
    ['is not one of a colleague', [theirs, younger], theirs, younger],
    ['is not one that is over', [younger], requestNo(9, { state: 'withdrawn' }), younger],
    ['may be none', [theirs], theirs, null],
  ])('%s', (_, requests, chosen, expected) => {
    expect(nextToAnswer(sections(requests), chosen, SESSION)).toBe(expected);
  });

  it.each([
    ['name and counter', SESSION, true],
    ['another counter', { ...SESSION, counter: OTHER_COUNTER }, false],
    ['no counter', { ...SESSION, counter: null }, false],
    ['another name', { ...SESSION, account: { ...SESSION.account, displayName: 'B' } }, false],
  ])('is mine by %s', (_, session, expected) => {
    expect(isMine(mine, session)).toBe(expected);
    expect(isMine({ ...mine, state: 'approved' }, session)).toBe(false);
  });
});

describe('the neighbour in the list', () => {
  it.each<[string[], string | null, 1 | -1, string | null]>([
    [['a', 'b', 'c'], 'a', 1, 'b'],
    [['a', 'b', 'c'], 'c', 1, 'c'],
    [['a', 'b', 'c'], 'b', -1, 'a'],
    [['a', 'b', 'c'], 'a', -1, 'a'],
    [['a', 'b', 'c'], null, 1, 'a'],
    [['a', 'b', 'c'], null, -1, 'c'],
    [['a', 'b', 'c'], 'gone', 1, 'a'],
    [[], null, 1, null],
    [[], 'gone', -1, null],
  ])('%j from %s by %i is %s', (ids, chosen, step, expected) => {
    expect(neighbourOf(ids, chosen, step)).toBe(expected);
  });
});
