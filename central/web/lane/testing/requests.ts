import type { FastLaneRequest } from '../../../contract/fast-lane.ts';
import type { Alarm, Session } from '../../../contract/staff.ts';

/** Requests, alarms and a session for tests, each with what a test says of it. */

export const NOON = Date.parse('2026-11-23T11:00:00.000Z');

/** The instant so many seconds after noon. */
export const at = (seconds: number): string => new Date(NOON + seconds * 1_000).toISOString();

const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** @param number makes the id and the call sign */
export function requestNo(number: number, said: Partial<FastLaneRequest> = {}): FastLaneRequest {
  return {
    id: idOf(number),
    transactionId: `T-${number}`,
    callSign: `F${String(number).padStart(2, '0')}`,
    kiosk: { id: idOf(900), name: 'Terminal 1' },
    service: 'reset-pin',
    pinState: 'blocked',
    documentType: null,
    attempt: 1,
    activated: false,
    state: 'open',
    escalated: false,
    takenBy: null,
    refusal: null,
    openedAt: at(0),
    changedAt: at(0),
    approvalEndsAt: null,
    continues: null,
    ticket: 'none',
    result: null,
    ...said,
  };
}

export function alarmNo(number: number, said: Partial<Alarm> = {}): Alarm {
  return {
    id: idOf(number),
    kind: 'chip-not-genuine',
    about: 'Terminal 1',
    callSign: 'F01',
    at: at(0),
    ...said,
  };
}

const COUNTER = { id: idOf(801), name: 'Schalter 1' };
export const OTHER_COUNTER = { id: idOf(802), name: 'Schalter 2' };

export const SESSION: Session = {
  account: { id: idOf(700), name: 'berger', displayName: 'A. Berger', role: 'clerk' },
  branch: { id: idOf(600), name: 'Bürgerservice Musterstadt' },
  counters: [COUNTER, OTHER_COUNTER],
  counter: COUNTER,
  csrfToken: 'token',
};

export const MINE = {
  state: 'taken',
  takenBy: { name: 'A. Berger', counter: 'Schalter 1' },
} as const;
