import { describe, expect, it } from 'vitest';
import { TEXTS } from '../../config/text/index.ts';
import type { Screen } from '../../state-machines/views.ts';
import { announcement } from './announcement.ts';
import { type Box, nextControl } from './focus-movement.ts';
import { keyIntent } from './key-intent.ts';
import { createPressGuard } from './press-guard.ts';

const ENTRY: Screen = {
  name: 'enter-secret',
  secret: 'pin',
  digits: 3,
  minimum: 5,
  maximum: 6,
  actions: ['cancel'],
};

const SEARCH: Screen = {
  name: 'find-topic',
  typed: 'PAS',
  found: [{ id: 'passport', title: 'Reisepass beantragen' }],
  actions: ['cancel'],
};

const CODE: Screen = {
  name: 'enter-code',
  typed: 'AB',
  length: 8,
  keys: 'ABCD2345',
  scans: false,
  actions: ['cancel'],
};

describe('a physical key', () => {
  it.each([
    ['7', ENTRY, { kind: 'digit', digit: 7 }],
    ['0', ENTRY, { kind: 'digit', digit: 0 }],
    ['Backspace', ENTRY, { kind: 'erase' }],
    ['Enter', ENTRY, { kind: 'confirm' }],
    ['Enter', { name: 'notice', notice: 'wrong-pin', actions: ['confirm'] }, { kind: 'confirm' }],
    ['Enter', { name: 'attract' }, { kind: 'begin' }],
    ['Enter', { name: 'notice', notice: 'card-removed', actions: ['cancel'] }, null],
    ['Enter', { name: 'working', task: 'printing' }, null],
    ['7', { name: 'attract' }, null],
    ['F7', ENTRY, null],
    ['a', ENTRY, null],
    ['a', SEARCH, { kind: 'letter', letter: 'A' }],
    ['ü', SEARCH, { kind: 'letter', letter: 'Ü' }],
    ['ß', SEARCH, { kind: 'letter', letter: 'ß' }],
    [' ', SEARCH, { kind: 'letter', letter: ' ' }],
    ['Backspace', SEARCH, { kind: 'erase' }],
    ['Enter', SEARCH, null],
    ['F7', SEARCH, null],
    ['7', CODE, { kind: 'letter', letter: '7' }],
    ['Enter', CODE, { kind: 'confirm' }],
  ] as const)('%s', (key, screen, intent) => {
    expect(keyIntent(key, screen as Screen)).toEqual(intent);
  });
});

describe('a second press of the same button', () => {
  it('counts only after a while', () => {
    let nowMs = 1_000;
    const mayPress = createPressGuard(() => nowMs);
    expect(mayPress({ kind: 'confirm' })).toBe(true);
    nowMs += 299;
    expect(mayPress({ kind: 'confirm' })).toBe(false);
    nowMs += 300;
    expect(mayPress({ kind: 'confirm' })).toBe(true);
    expect(mayPress({ kind: 'cancel' })).toBe(true);
  });

  it('counts at once for a letter', () => {
    const mayPress = createPressGuard(() => 0);
    const presses = [1, 2].map(() => mayPress({ kind: 'letter', letter: 'S' }));
    expect(presses).toEqual([true, true]);
  });

  it('counts at once for a digit', () => {
    const mayPress = createPressGuard(() => 0);
    const presses = [1, 2, 3].map(() => mayPress({ kind: 'digit', digit: 4 }));
    expect(presses).toEqual([true, true, true]);
  });
});

describe('arrow keys', () => {
  const box = (column: number, row: number): Box => ({
    left: column * 100,
    right: column * 100 + 90,
    top: row * 100,
    bottom: row * 100 + 90,
  });
  /** 0 1 2 / 3 4 5 / 6 with a gap to its left, as on the key pad. */
  const boxes = [box(0, 0), box(1, 0), box(2, 0), box(0, 1), box(1, 1), box(2, 1), box(1, 2)];

  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowUp', -1, 6],
    ['ArrowRight', 2, 3],
    ['ArrowRight', 6, -1],
    ['ArrowLeft', 0, -1],
    ['ArrowLeft', 3, 2],
    ['ArrowDown', 1, 4],
    ['ArrowDown', 3, 6],
    ['ArrowDown', 6, -1],
    ['ArrowUp', 5, 2],
    ['ArrowUp', 0, -1],
  ] as const)('%s from %i leads to %i', (arrow, from, to) => {
    expect(nextControl(arrow, from, boxes)).toBe(to);
  });
});

describe('what a screen reader says meanwhile', () => {
  it('is how many digits there are, never which', () => {
    expect(
      announcement({ centreName: 'Bürgerservice', language: 'de', screen: ENTRY }, TEXTS.de),
    ).toBe('3\u00a0Ziffern eingegeben');
    expect(
      announcement(
        { centreName: 'Bürgerservice', language: 'en', screen: { ...ENTRY, minimum: 6 } },
        TEXTS.en,
      ),
    ).toBe('3 of 6\u00a0digits entered');
  });

  it('is what was found for a search, the code so far, and the number', () => {
    const said = (screen: Screen) =>
      announcement({ centreName: 'Bürgerservice', language: 'de', screen }, TEXTS.de);
    expect(said(SEARCH)).toBe('PAS. Reisepass beantragen');
    expect(said(CODE)).toBe('A B. 2 von 8\u00a0Zeichen');
    const ticket = {
      ...{ number: 'A017', serviceId: 'identity-card', place: '1. OG', wait: null },
      ...{ appointmentAt: null, followUrl: null, slipText: null },
    };
    expect(
      said({
        ...{ name: 'ticket', ticket, topic: null },
        appointment: null,
        slip: 'printed',
        actions: [],
      }),
    ).toBe('Ihre Nummer: A017. Nehmen Sie bitte den Zettel mit.');
  });

  it('is how many tries are left, where that matters', () => {
    const notice = (name: 'wrong-pin' | 'weak-pin'): Screen => ({
      name: 'notice',
      notice: name,
      triesLeft: 2,
      actions: ['confirm'],
    });
    const [wrong, weak] = [notice('wrong-pin'), notice('weak-pin')];
    expect(
      announcement({ centreName: 'Bürgerservice', language: 'de', screen: wrong }, TEXTS.de),
    ).toBe('Noch 2\u00a0Versuche');
    expect(
      announcement({ centreName: 'Bürgerservice', language: 'de', screen: weak }, TEXTS.de),
    ).toBe('');
  });

  it('counts down in steps that can be listened to', () => {
    const said = [20, 19, 11, 10, 9, 1].map((idleSecondsLeft) =>
      announcement(
        { centreName: 'Bürgerservice', language: 'de', screen: ENTRY, idleSecondsLeft },
        TEXTS.de,
      ),
    );
    expect(said.map(Boolean)).toEqual([true, false, false, true, false, false]);
  });
});
