import { describe, expect, it } from 'vitest';
import type { ShownCall } from '../../main/contract/waiting-room.ts';
import { callId, shownCalls } from './shown-calls.ts';
import { shownCall } from './testing/shown-call.ts';

const NOW = Date.parse('2026-12-01T09:10:00Z');
const show = (called: readonly ShownCall[], difference: { now?: number; calls?: number } = {}) => {
  const place = { timeZone: 'Europe/Berlin', now: NOW, calls: 2, earlier: 2, ...difference };
  const { calls, earlier } = shownCalls(called, place);
  return [calls.map(({ number }) => number), earlier.map(({ number }) => number)];
};

describe('calls on a screen', () => {
  it('stand large while somebody is awaited, the newest on top', () => {
    const called = [shownCall('A9'), shownCall('A8'), shownCall('A7', { isCalling: false })];
    expect(show(called)).toEqual([['A9', 'A8'], ['A7']]);
  });

  it('move below in order where they do not fit', () => {
    const called = ['A9', 'A8', 'A7', 'A6', 'A5'].map((number) => shownCall(number));
    expect(show(called)).toEqual([
      ['A9', 'A8'],
      ['A7', 'A6'],
    ]);
  });

  it('stay large for 30 s, also where the person came at once', () => {
    const came = shownCall('A9', { isCalling: false, calledAt: '2026-12-01T09:09:45.000Z' });
    expect(show([came])).toEqual([['A9'], []]);
    expect(show([came], { now: NOW + 20_000 })).toEqual([[], ['A9']]);
  });

  it('of yesterday are gone, by the calendar of the place', () => {
    const late = shownCall('A9', { calledAt: '2026-11-30T22:59:00.000Z' });
    expect(show([late], { now: Date.parse('2026-11-30T22:59:59Z') })).toEqual([['A9'], []]);
    expect(show([late], { now: Date.parse('2026-11-30T23:00:01Z') })).toEqual([[], []]);
  });

  it('are told apart from their repetition (it-at-m/eappointment #2138, #2249)', () => {
    expect(callId(shownCall('A9'))).not.toBe(callId(shownCall('A9', { calls: 2 })));
  });
});
