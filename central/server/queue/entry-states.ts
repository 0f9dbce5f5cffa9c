import type { z } from 'zod';
import type { EntryState, entryStep, QueueEntry } from '../../contract/queue.ts';
import { joinNotes } from './notes.ts';

/**
 * The life of a queue entry as a table: which step leads from which state to which, and what else
 * it changes. Pure; whoever applies a step holds the lock of the branch.
 */

export interface AtCounter {
  readonly id: string;
  readonly name: string;
  readonly clerk: string;
}

export type CounterStep = z.infer<typeof entryStep> & { readonly by: AtCounter };

export type EntryStep =
  | CounterStep
  /** The kiosk had given another number by itself before it learned of this one. */
  | { readonly kind: 'renumber'; readonly ticket: string }
  /** The day is over. */
  | { readonly kind: 'lapse' }
  /** Served elsewhere: the fast lane says that nobody waits any more. */
  | { readonly kind: 'settle' }
  /** Sent back to the terminal, the visitor got there what they came for. */
  | { readonly kind: 'fulfil'; readonly callSign: string; readonly result: string }
  /** … or is sent to a counter again; a counter that has them in hand keeps them. */
  | { readonly kind: 'rejoin'; readonly callSign: string; readonly note: string }
  /** The terminal has told more of why they were sent. */
  | { readonly kind: 'note'; readonly note: string };

export type EntryOutcome =
  | {
      readonly kind: 'changed';
      readonly entry: QueueEntry;
      /** The counter is free again; what it did belongs into the measurements. */
      readonly freed: boolean;
    }
  /** The step was taken before: the same question again gets the same answer. */
  | { readonly kind: 'unchanged'; readonly entry: QueueEntry }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'taken-by-another' };

type Transitions = { readonly [From in EntryState]?: EntryState };

const STAYS = {
  waiting: 'waiting',
  called: 'called',
  serving: 'serving',
  parked: 'parked',
  missed: 'missed',
} as const satisfies Transitions;

export const ENTRY_TRANSITIONS: Readonly<Record<EntryStep['kind'], Transitions>> = {
  call: { waiting: 'called', parked: 'called', missed: 'called' },
  recall: { called: 'called' },
  serve: { called: 'serving' },
  finish: { serving: 'done' },
  miss: { called: 'missed' },
  park: { called: 'parked', serving: 'parked' },
  return: { called: 'waiting', parked: 'waiting', missed: 'waiting' },
  forward: {
    waiting: 'waiting',
    called: 'waiting',
    serving: 'waiting',
    parked: 'waiting',
    missed: 'waiting',
  },
  prefer: { waiting: 'waiting', parked: 'parked', missed: 'missed' },
  cancel: { waiting: 'cancelled', called: 'cancelled', parked: 'cancelled', missed: 'cancelled' },
  renumber: { ...STAYS, done: 'done', cancelled: 'cancelled' },
  lapse: {
    waiting: 'cancelled',
    called: 'cancelled',
    serving: 'done',
    parked: 'cancelled',
    missed: 'cancelled',
  },
  settle: { waiting: 'done', parked: 'done', missed: 'done' },
  fulfil: { waiting: 'done', called: 'done', serving: 'done', parked: 'done', missed: 'done' },
  rejoin: { ...STAYS, parked: 'waiting', missed: 'waiting' },
  note: STAYS,
};

/** States in which a counter has the person, and no other may do anything with the entry. */
const IN_HAND: ReadonlySet<EntryState> = new Set(['called', 'serving']);

/** Where the same step leads nowhere because it was taken. */
const REACHED: Readonly<Partial<Record<EntryStep['kind'], EntryState>>> = {
  call: 'called',
  serve: 'serving',
  finish: 'done',
  miss: 'missed',
  park: 'parked',
  return: 'waiting',
  cancel: 'cancelled',
};

/** @param now milliseconds since the epoch */
export function takeEntryStep(entry: QueueEntry, step: EntryStep, now: number): EntryOutcome {
  if (isRepeated(entry, step)) return { kind: 'unchanged', entry };
  const isHeld = IN_HAND.has(entry.state);
  if ('by' in step && isHeld && entry.counter?.id !== step.by.id) {
    return { kind: 'taken-by-another' };
  }
  const state = ENTRY_TRANSITIONS[step.kind][entry.state];
  if (state === undefined || !isPossible(entry, step)) return { kind: 'conflict' };
  const changedAt = new Date(now).toISOString();
  return {
    kind: 'changed',
    entry: { ...entry, ...changesOf(entry, step, changedAt), state, changedAt },
    freed: isHeld && !IN_HAND.has(state),
  };
}

function isRepeated(entry: QueueEntry, step: EntryStep): boolean {
  if (step.kind === 'renumber') return entry.ticket === step.ticket;
  if (step.kind === 'note') return entry.note === step.note;
  if (step.kind === 'prefer') {
    const isHere = ENTRY_TRANSITIONS.prefer[entry.state] !== undefined;
    return isHere && entry.preferred === step.preferred;
  }
  if (step.kind === 'forward') {
    const isThere = entry.state === 'waiting' && entry.forwardedFrom !== null;
    return isThere && entry.serviceId === step.serviceId;
  }
  if (REACHED[step.kind] !== entry.state) return false;
  const isPersonal = entry.state !== 'waiting' && entry.state !== 'cancelled';
  return !isPersonal || ('by' in step && entry.counter?.id === step.by.id);
}

/** What must be true beside the state. */
function isPossible(entry: QueueEntry, step: EntryStep): boolean {
  return step.kind !== 'forward' || step.serviceId !== entry.serviceId;
}

function changesOf(entry: QueueEntry, step: EntryStep, at: string): Partial<QueueEntry> {
  switch (step.kind) {
    case 'call':
      return { calls: entry.calls + 1, calledAt: at, counter: step.by };
    case 'recall':
      return { calls: entry.calls + 1, calledAt: at };
    case 'park':
      return { note: joined(step.note, entry) };
    case 'return':
      // Whoever was not there when called has not waited meanwhile.
      return { counter: null, ...(entry.state === 'missed' ? { queuedAt: at } : {}) };
    case 'forward':
      return {
        serviceId: step.serviceId,
        forwardedFrom: entry.serviceId,
        note: joined(step.note, entry),
        counter: null,
      };
    case 'prefer':
      return { preferred: step.preferred };
    case 'renumber':
      return { ticket: step.ticket };
    case 'rejoin':
      return {
        note: joinNotes(step.note, entry.note),
        ...(IN_HAND.has(entry.state) ? {} : { counter: null }),
      };
    case 'note':
      return { note: step.note };
    case 'serve':
    case 'finish':
    case 'miss':
    case 'cancel':
    case 'lapse':
    case 'settle':
    case 'fulfil':
      return {};
  }
}

function joined(note: string | null, { note: before }: QueueEntry): string | null {
  return note === null ? before : joinNotes(note, before);
}
