import { describe, expect, it } from 'vitest';
import { actionOf, type KeyAction, type Press, SHORTCUTS } from './key-map.ts';

const press = (key: string, said: Partial<Press> = {}) =>
  actionOf({ key, isRepeat: false, isModified: false, target: 'other', isEnabled: true, ...said });

describe('keys', () => {
  it.each<[string, KeyAction | null]>([
    ['a', { kind: 'answer' }],
    ['A', { kind: 'answer' }],
    ['r', { kind: 'refuse' }],
    ['g', { kind: 'give-back' }],
    ['m', { kind: 'sound' }],
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

  it('are all in the overview, but for Enter, which presses what has the focus', () => {
    for (const { keys, action } of SHORTCUTS) {
      for (const key of keys) {
        expect(press(key)?.kind, key).toBe(action === 'open' ? undefined : action);
      }
    }
  });
});
