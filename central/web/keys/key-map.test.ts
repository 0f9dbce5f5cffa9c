import { describe, expect, it } from 'vitest';
import {
  actionOf,
  LANE_KEYS,
  type LaneKeyAction,
  type Press,
  QUEUE_KEYS,
  SHORTCUTS,
} from './key-map.ts';

const PRESS = { isRepeat: false, isModified: false, target: 'other', isEnabled: true } as const;
const press = (key: string, said: Partial<Press> = {}) =>
  actionOf(LANE_KEYS, { ...PRESS, key, ...said });
const pressInQueue = (key: string, said: Partial<Press> = {}) =>
  actionOf(QUEUE_KEYS, { ...PRESS, key, ...said });

describe('keys', () => {
  it.each<[string, LaneKeyAction | null]>([
    ['a', { kind: 'answer' }],
    ['A', { kind: 'answer' }],
    ['r', { kind: 'refuse' }],
    ['g', { kind: 'give-back' }],
    ['f', { kind: 'continue' }],
    ['m', { kind: 'sound' }],
    ['q', { kind: 'queue' }],
    ['?', { kind: 'help' }],
    ['1', { kind: 'tick', index: 0 }],
    ['4', { kind: 'tick', index: 3 }],
    ['5', null],
    ['Escape', { kind: 'back' }],
    ['ArrowDown', { kind: 'move', step: 1 }],
    ['ArrowUp', { kind: 'move', step: -1 }],
    ['ArrowLeft', null],
    ['Enter', null],
    [' ', null],
    ['', null],
    ['constructor', null],
    ['toString', null],
  ])('%j', (key, expected) => {
    expect(press(key)).toEqual(expected);
  });

  it.each<[string, string, Partial<Press>, boolean]>([
    ['a held letter counts once', 'a', { isRepeat: true }, false],
    ['a held arrow goes on', 'ArrowDown', { isRepeat: true }, true],
    ['a key of the browser is not ours', 'r', { isModified: true }, false],
    ['nothing while something is typed', 'a', { target: 'text' }, false],
    ['no escape from a field either', 'Escape', { target: 'text' }, false],
    ['arrows belong to a choice of reasons', 'ArrowDown', { target: 'choice' }, false],
    ['digits work among reasons', '2', { target: 'choice' }, true],
    ['single keys may be switched off', 'a', { isEnabled: false }, false],
    ['digits with them', '1', { isEnabled: false }, false],
    ['arrows never', 'ArrowDown', { isEnabled: false }, true],
    ['nor the way back', 'Escape', { isEnabled: false }, true],
  ])('%s', (_, key, said, isOurs) => {
    expect(press(key, said) !== null).toBe(isOurs);
  });

  it('call the next person once, however long the key is held', () => {
    expect(pressInQueue('n')).toEqual({ kind: 'next' });
    expect(pressInQueue('N')).toEqual({ kind: 'next' });
    expect(pressInQueue('n', { isRepeat: true })).toBeNull();
    expect(pressInQueue('n', { target: 'text' })).toBeNull();
  });

  it.each([
    ['lane', press],
    ['queue', pressInQueue],
  ] as const)('of the %s are all in its overview, but for Enter', (view, pressed) => {
    for (const { keys, action } of SHORTCUTS[view]) {
      const isEnter = action === 'open' || action === 'choose';
      for (const key of keys) expect(pressed(key)?.kind, key).toBe(isEnter ? undefined : action);
    }
    const table = view === 'lane' ? LANE_KEYS : QUEUE_KEYS;
    const shown = SHORTCUTS[view].flatMap(({ keys }) => [...keys]);
    expect(Object.keys(table).filter((key) => !shown.some((each) => each === key))).toEqual([]);
  });
});
