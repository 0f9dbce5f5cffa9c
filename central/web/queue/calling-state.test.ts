import { describe, expect, it } from 'vitest';
import { ENTRY_STATES, type QueueEntry } from '../../contract/queue.ts';
import { ENTRY_TRANSITIONS } from '../../server/queue/entry-states.ts';
import { at, NOON } from '../lane/testing/requests.ts';
import {
  type CallingState,
  callingAfter,
  hasQueue,
  knowsServices,
  NOT_CALLING,
  pausesAt,
  queueNewsBetween,
  sectionsAt,
  serviceName,
} from './calling-state.ts';
import { chosenAfter } from './queue-sections.ts';
import { OFFERED, stepsWith } from './steps.ts';
import { entryNo, entryPush, HERE, queueSnapshot, SET_UP, THERE } from './testing/entries.ts';

const MOMENT = { counterId: HERE.id, now: NOON };
const READY: CallingState = { ...NOT_CALLING, setUp: SET_UP };

const withEntries = (...entries: QueueEntry[]): CallingState =>
  callingAfter(READY, queueSnapshot(1, ...entries), MOMENT);
const tickets = (entries: readonly QueueEntry[]) => entries.map(({ ticket }) => ticket);

describe('what a counter sees', () => {
  it('is who is here, who waits for it, and what is beside', () => {
    const sections = sectionsAt(
      withEntries(
        entryNo(1, { state: 'serving', counter: HERE }),
        entryNo(2, { state: 'called', counter: THERE }),
        entryNo(3),
        entryNo(4, { serviceId: 'registration' }),
        entryNo(5, { state: 'parked', counter: THERE }),
        entryNo(6, { state: 'missed', counter: HERE }),
        entryNo(7, { state: 'done', counter: HERE }),
      ),
      MOMENT,
    );
    expect(sections.inHand?.ticket).toBe('A001');
    expect(tickets(sections.elsewhere)).toEqual(['A002']);
    expect(tickets(sections.own)).toEqual(['A003']);
    expect(tickets(sections.others)).toEqual(['A004']);
    expect(tickets(sections.parked)).toEqual(['A005']);
    expect(tickets(sections.missed)).toEqual(['A006']);
  });

  it('waits in the order of calls', () => {
    const state = withEntries(
      entryNo(1),
      entryNo(2, { kind: 'appointment', appointmentAt: at(240) }),
      entryNo(3, { preferred: true }),
    );
    // Preferred since noon and 3 s; the window of the appointment has opened a minute before noon.
    expect(tickets(sectionsAt(state, MOMENT).own)).toEqual(['A002', 'A003', 'A001']);
  });

  it('changes its order when the window of an appointment opens', () => {
    const state = withEntries(
      entryNo(1),
      entryNo(2, { kind: 'appointment', appointmentAt: at(1_200) }),
    );
    expect(tickets(sectionsAt(state, MOMENT).own)).toEqual(['A001', 'A002']);
    const later = { ...MOMENT, now: NOON + 16 * 60_000 };
    expect(tickets(sectionsAt(state, later).own)).toEqual(['A002', 'A001']);
  });

  it('is nobody at all without a counter or a set-up', () => {
    const nowhere = sectionsAt(withEntries(entryNo(1)), { ...MOMENT, counterId: null });
    expect(nowhere.own).toEqual([]);
    expect(tickets(nowhere.others)).toEqual(['A001']);
    expect(sectionsAt(NOT_CALLING, MOMENT).own).toEqual([]);
    expect(hasQueue(NOT_CALLING)).toBe(false);
    expect(hasQueue({ ...READY, setUp: { ...SET_UP, services: [] } })).toBe(false);
    expect(hasQueue(READY)).toBe(true);
  });

  it('names a service by its id where the set-up is older', () => {
    expect(serviceName(READY, 'identity-card')).toBe('Personalausweis');
    expect(serviceName(READY, 'parking')).toBe('parking');
    expect(knowsServices(withEntries(entryNo(1)))).toBe(true);
    expect(knowsServices(withEntries(entryNo(1, { serviceId: 'parking' })))).toBe(false);
  });

  it('knows whether it pauses', () => {
    const switches = { pausing: [HERE.id], switchedOff: [] };
    const paused = callingAfter(
      withEntries(),
      { kind: 'switches', version: 2, switches, at: at(0) },
      MOMENT,
    );
    expect(pausesAt(paused, HERE.id)).toBe(true);
    expect(pausesAt(paused, THERE.id)).toBe(false);
    expect(pausesAt(paused, null)).toBe(false);
  });
});

describe('the marked row', () => {
  it('stays while it is there, and gives way to its neighbour when it is called away', () => {
    const state = { ...withEntries(entryNo(1), entryNo(2), entryNo(3)), chosen: entryNo(2).id };
    const more = callingAfter(state, entryPush(2, entryNo(4)), MOMENT);
    expect(more.chosen).toBe(entryNo(2).id);
    const away = entryNo(2, { state: 'called', counter: THERE });
    expect(callingAfter(more, entryPush(3, away), MOMENT).chosen).toBe(entryNo(3).id);
  });

  it.each([
    ['the last goes', [1, 2], [1], 2, 1],
    ['all go', [1, 2], [], 2, null],
    ['it was in no list', [1], [1], 9, 9],
  ])('%s', (_, before, after, chosen, expected) => {
    const rows = (numbers: number[]) => numbers.map((number) => entryNo(number));
    const found = chosenAfter(rows(before), rows(after), entryNo(chosen).id);
    expect(found).toBe(expected === null ? null : entryNo(expected).id);
  });
});

describe('news', () => {
  const between = (before: CallingState, ...entries: QueueEntry[]) => {
    const after = entries.reduce(
      (state, entry, index) => callingAfter(state, entryPush(index + 2, entry), MOMENT),
      before,
    );
    return queueNewsBetween(before, after, MOMENT).map(({ entry }) => entry.ticket);
  };

  it('are the first who waits for a counter that has nobody', () => {
    expect(between(withEntries(), entryNo(1))).toEqual(['A001']);
    expect(between(withEntries(entryNo(1)), entryNo(2))).toEqual([]);
    expect(between(withEntries(), entryNo(1, { serviceId: 'registration' }))).toEqual([]);
    const busy = withEntries(entryNo(9, { state: 'called', counter: HERE }));
    expect(between(busy, entryNo(1))).toEqual([]);
    expect(between(READY, entryNo(1))).toEqual([]);
  });
});

describe('the steps that are offered', () => {
  it('are all steps that the central system takes in that state', () => {
    for (const state of ENTRY_STATES) {
      for (const step of OFFERED[state]) {
        expect(ENTRY_TRANSITIONS[step]?.[state], `${step} of ${state}`).toBeDefined();
      }
    }
  });

  it('are none where another counter has the person', () => {
    for (const state of ['called', 'serving'] as const) {
      expect(stepsWith(entryNo(1, { state, counter: THERE }), HERE.id)).toEqual([]);
      expect(stepsWith(entryNo(1, { state, counter: HERE }), HERE.id)).toEqual(OFFERED[state]);
    }
    expect(stepsWith(entryNo(1, { state: 'parked', counter: THERE }), HERE.id)).toContain('call');
  });

  it('end nothing for good with one key: only what is served is finished', () => {
    expect(OFFERED.called).not.toContain('finish');
    expect(OFFERED.called).not.toContain('cancel');
    expect(OFFERED.serving).not.toContain('cancel');
  });
});
