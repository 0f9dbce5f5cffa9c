import { describe, expect, it } from 'vitest';
import { ENTRY_STATES, type EntryState, type QueueEntry } from '../../contract/queue.ts';
import {
  type CounterStep,
  ENTRY_TRANSITIONS,
  type EntryStep,
  takeEntryStep,
} from './entry-states.ts';

const NOW = Date.parse('2026-11-23T09:30:00.000Z');
const OWN = { id: '0193a5c2-0000-7a10-8f00-5c1e9d3b2a22', name: 'Schalter 1', clerk: 'A. Berger' };
const OTHER = { id: '0193a5c2-0000-7a10-8f00-5c1e9d3b2a23', name: 'Schalter 2', clerk: 'B. Adam' };
const WITH_COUNTER: ReadonlySet<EntryState> = new Set(['called', 'serving', 'parked', 'missed']);

function entryIn(state: EntryState, change: Partial<QueueEntry> = {}): QueueEntry {
  const calls = WITH_COUNTER.has(state) || state === 'done' ? 1 : 0;
  return {
    id: '0193a5c2-6f10-7c3e-9b1d-2f6a8e4c7d01',
    kind: 'walk-in',
    ticket: 'A007',
    serviceId: 'identity-card',
    state,
    queuedAt: '2026-11-23T09:00:00.000Z',
    appointmentAt: null,
    calls,
    calledAt: calls === 0 ? null : '2026-11-23T09:20:00.000Z',
    counter: calls === 0 ? null : OWN,
    note: null,
    forwardedFrom: null,
    preferred: false,
    requestId: null,
    changedAt: '2026-11-23T09:20:00.000Z',
    ...change,
  };
}

const STEPS: Readonly<Record<EntryStep['kind'], EntryStep>> = {
  call: { kind: 'call', by: OWN },
  recall: { kind: 'recall', by: OWN },
  serve: { kind: 'serve', by: OWN },
  finish: { kind: 'finish', by: OWN },
  miss: { kind: 'miss', by: OWN },
  park: { kind: 'park', note: null, by: OWN },
  return: { kind: 'return', by: OWN },
  forward: { kind: 'forward', serviceId: 'registration', note: null, by: OWN },
  prefer: { kind: 'prefer', preferred: true, by: OWN },
  cancel: { kind: 'cancel', by: OWN },
  renumber: { kind: 'renumber', ticket: 'A123' },
  lapse: { kind: 'lapse' },
  settle: { kind: 'settle' },
  fulfil: { kind: 'fulfil', callSign: 'F02', result: 'pin-set' },
  rejoin: { kind: 'rejoin', callSign: 'F02', note: 'Kartenleser ausgefallen' },
  note: { kind: 'note', note: 'Ausweis abgelaufen' },
};
/** The same step again, by the counter that took it: nothing changes. */
const REPEATED: ReadonlySet<string> = new Set([
  'call called',
  'serve serving',
  'finish done',
  'miss missed',
  'park parked',
  'return waiting',
  'cancel cancelled',
]);
const CASES = Object.values(STEPS).flatMap((step) =>
  ENTRY_STATES.map((state): [EntryStep['kind'], EntryState, EntryStep] => [step.kind, state, step]),
);
const COUNTER_STEPS = Object.values(STEPS).filter((step): step is CounterStep => 'by' in step);

describe('the life of an entry', () => {
  it.each(CASES)('%s where %s', (kind, state, step) => {
    const entry = entryIn(state);
    const outcome = takeEntryStep(entry, step, NOW);
    if (REPEATED.has(`${kind} ${state}`)) {
      expect(outcome).toEqual({ kind: 'unchanged', entry });
      return;
    }
    const to = ENTRY_TRANSITIONS[kind][state];
    if (to === undefined) {
      expect(outcome).toEqual({ kind: 'conflict' });
      return;
    }
    expect(outcome).toMatchObject({
      kind: 'changed',
      entry: { id: entry.id, state: to, changedAt: '2026-11-23T09:30:00.000Z' },
      freed: /called|serving/.test(state) && !/called|serving/.test(to),
    });
  });

  it.each(
    COUNTER_STEPS.flatMap((step) =>
      (['called', 'serving'] as const).map((state) => [step.kind, state, step] as const),
    ),
  )('%s where %s is for the counter that called', (_kind, state, step) => {
    const outcome = takeEntryStep(entryIn(state), { ...step, by: OTHER }, NOW);
    expect(outcome).toEqual({ kind: 'taken-by-another' });
  });

  it.each<[string, EntryState, EntryStep, Partial<QueueEntry>]>([
    ['a call counts', 'waiting', STEPS.call, { calls: 1, counter: OWN, calledAt: iso(NOW) }],
    ['so does another', 'called', STEPS.recall, { calls: 2, counter: OWN, calledAt: iso(NOW) }],
    [
      'forwarded keeps number and place',
      'serving',
      { kind: 'forward', serviceId: 'registration', note: 'Foto fehlt', by: OWN },
      {
        ticket: 'A007',
        queuedAt: '2026-11-23T09:00:00.000Z',
        serviceId: 'registration',
        forwardedFrom: 'identity-card',
        note: 'Foto fehlt',
        counter: null,
      },
    ],
    [
      'back from parking keeps it',
      'parked',
      STEPS.return,
      { queuedAt: '2026-11-23T09:00:00.000Z' },
    ],
    ['who was missed comes anew', 'missed', STEPS.return, { queuedAt: iso(NOW), ticket: 'A007' }],
    ['staff let somebody go first', 'waiting', STEPS.prefer, { preferred: true, ticket: 'A007' }],
    ['the number on paper counts', 'waiting', STEPS.renumber, { ticket: 'A123' }],
    [
      'sent to a counter again keeps place and notes',
      'missed',
      { kind: 'rejoin', callSign: 'F02', note: 'Ausweis abgelaufen' },
      { queuedAt: '2026-11-23T09:00:00.000Z', counter: null, note: 'Ausweis abgelaufen' },
    ],
    ['served at the end of the day', 'serving', STEPS.lapse, { state: 'done' }],
  ])('%s', (_, state, step, expected) => {
    expect(takeEntryStep(entryIn(state), step, NOW)).toMatchObject({ entry: expected });
  });

  it('goes to another service only, and there once', () => {
    const same: EntryStep = { kind: 'forward', serviceId: 'identity-card', note: null, by: OWN };
    expect(takeEntryStep(entryIn('serving'), same, NOW)).toEqual({ kind: 'conflict' });
    const there = entryIn('waiting', {
      serviceId: 'registration',
      forwardedFrom: 'identity-card',
    });
    expect(takeEntryStep(there, STEPS.forward, NOW)).toEqual({ kind: 'unchanged', entry: there });
  });

  it('is preferred once, and no more once it is over', () => {
    const preferred = entryIn('waiting', { preferred: true });
    expect(takeEntryStep(preferred, STEPS.prefer, NOW)).toEqual({
      ...{ kind: 'unchanged', entry: preferred },
    });
    const done = entryIn('done', { preferred: true });
    expect(takeEntryStep(done, STEPS.prefer, NOW)).toEqual({ kind: 'conflict' });
  });

  it('keeps a note that is not replaced', () => {
    const noted = entryIn('serving', { note: 'PIN ist gesetzt' });
    expect(takeEntryStep(noted, STEPS.forward, NOW)).toMatchObject({
      entry: { note: 'PIN ist gesetzt' },
    });
    const more: EntryStep = { kind: 'park', note: 'Foto fehlt', by: OWN };
    expect(takeEntryStep(noted, more, NOW)).toMatchObject({
      entry: { note: 'Foto fehlt | PIN ist gesetzt' },
    });
  });
});

function iso(now: number): string {
  return new Date(now).toISOString();
}
