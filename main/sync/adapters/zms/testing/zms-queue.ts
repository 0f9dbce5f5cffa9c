import type { ProcessDocument, QueueEntryDocument, ScopeDocument } from './zms-documents.ts';
import { type ZmsEntry, zmsEstimate } from './zms-estimate.ts';
import { countersOf, isOpened } from './zms-numbers.ts';
import {
  isToday,
  scopeOf,
  secondsNow,
  type ZmsProcess,
  type ZmsScope,
  type ZmsState,
} from './zms-state.ts';

/** The queue of a scope in its order, and a process as ZMS writes it down. */

const APPENDED = ['missed', 'parked'];
const CALLED = ['called', 'processing'];
const QUEUED = ['confirmed', 'queued'];
/** Since 2026-06, where a scope says nothing. */
const AVERAGE_FALLBACK_MINUTES = 12;
const RECALL_PAUSE_SECONDS = 300;

type Sorted = ZmsEntry & { readonly process: ZmsProcess | null };

/** All of today; the one with the number -1 is whoever takes the next ticket. */
export function queueOf(
  state: ZmsState,
  scopes: readonly ZmsScope[],
  { withNumbers }: { withNumbers: boolean },
): QueueEntryDocument[] {
  const listed = ofToday(state, scopes);
  const inState = (states: readonly string[]) =>
    listed.filter((each) => states.includes(each.status));
  const counters = scopes.reduce((sum, scope) => sum + (countersOf(state, scope) ?? 0), 0);
  const mean = scopes.reduce((sum, each) => sum + each.averageMinutes, 0) / scopes.length;
  const now = secondsNow(state);
  const next: Sorted = { number: '-1', withAppointment: false, arrival: now, process: null };
  const waits = zmsEstimate(
    {
      now,
      averageMinutes: Math.round(mean) || AVERAGE_FALLBACK_MINUTES,
      counters: counters === 0 ? null : counters,
    },
    [...inState(QUEUED).map(sortedOf), next],
  );
  const plain = (process: ZmsProcess) => entryDocument(state, process, { withNumbers });
  return [
    ...inState(CALLED).map(plain),
    ...waits.map(({ entry, estimateMinutes, optimisticMinutes }) => ({
      ...(entry.process ? plain(entry.process) : nextEntry(now)),
      waitingTimeEstimate: estimateMinutes,
      waitingTimeOptimistic: optimisticMinutes,
    })),
    ...inState(APPENDED).map(plain),
  ];
}

/** Whom a counter calls next: `QueueList::getNextProcess`. */
export function nextProcess(
  state: ZmsState,
  scopes: readonly ZmsScope[],
  excluded: readonly string[],
): ZmsProcess | null {
  const now = secondsNow(state);
  const waiting = ofToday(state, scopes).filter(({ status }) => QUEUED.includes(status));
  const order = zmsEstimate({ now, averageMinutes: 10, counters: 1 }, waiting.map(sortedOf));
  const next = order.find(
    ({ entry: { process } }) =>
      !excluded.includes(String(numberOf(process))) &&
      (process.lastCallTime === 0 || process.lastCallTime + RECALL_PAUSE_SECONDS <= now),
  );
  return next?.entry.process ?? null;
}

/** Today's in these states, with the numbers that displays show. */
export function shortQueueOf(
  state: ZmsState,
  scopes: readonly ZmsScope[],
  states: readonly string[],
): QueueEntryDocument[] {
  return ofToday(state, scopes)
    .filter(({ status }) => states.includes(status))
    .map((process) => entryDocument(state, process, { withNumbers: true }));
}

export function processDocumentOf(state: ZmsState, process: ZmsProcess): ProcessDocument {
  const { scopeId, appointmentAt, arrivalTime } = process;
  const midnight = state.clock.midnight(state.clock.day(arrivalTime * 1000)) / 1000;
  return {
    id: process.id,
    authKey: process.authKey,
    displayNumber: process.displayNumber,
    createTimestamp: arrivalTime,
    status: process.status,
    priority: process.priority,
    amendment: process.amendment,
    externalUserId: process.externalUserId,
    parkedBy: process.parkedBy === '' ? null : process.parkedBy,
    queue: entryDocument(state, process, { withNumbers: false }),
    scope: scopeDocumentOf(state, scopeOf(state, scopeId), { isReduced: false }),
    appointments: [
      {
        date: appointmentAt === 0 ? midnight : appointmentAt,
        slotCount: appointmentAt === 0 ? 0 : 1,
        scope: { id: scopeId },
      },
    ],
    requests: process.requests.map((id) => ({ id, source: 'dldb' as const })),
    clients: [{ familyName: '' }],
  };
}

export function scopeDocumentOf(
  state: ZmsState,
  scope: ZmsScope,
  shown: { isReduced: boolean; asksOpened?: boolean; withReferences?: boolean },
): ScopeDocument {
  const identity: ScopeDocument = {
    ...{ id: scope.id, shortName: '', hint: 'Nr. wird aufgerufen' },
    contact: { name: scope.name, street: 'Marktplatz 1' },
    provider: { id: 122_217, source: 'dldb' },
  };
  if (shown.isReduced) return identity;
  const { firstNumber, lastNumber, maxNumberContingent, averageMinutes, callCountMax } = scope;
  const { lastGivenNumber, lastGivenNumberTimestamp, givenNumberCount } = scope;
  return {
    ...identity,
    preferences: {
      queue: {
        ...{ firstNumber, lastNumber, maxNumberContingent, callCountMax },
        ...{ processingTimeAverage: averageMinutes, callDisplayText: '' },
      },
      ticketprinter: { buttonName: scope.name, deactivatedText: 'Heute keine Nummern mehr' },
    },
    status: {
      queue: {
        ...{ lastGivenNumber, lastGivenNumberTimestamp, givenNumberCount },
        ghostWorkstationCount: scope.ghostWorkstationCount,
        workstationCount: countersOf(state, scope) ?? 0,
      },
      ticketprinter: { deactivated: scope.deactivated },
      ...(shown.asksOpened && { availability: { isOpened: isOpened(state, scope) } }),
    },
    ...(shown.withReferences && {
      dayoff: scope.dayOffs.map(({ day, name }) => ({
        date: state.clock.midnight(day) / 1000,
        name,
      })),
    }),
  };
}

function ofToday(state: ZmsState, scopes: readonly ZmsScope[]): ZmsProcess[] {
  const ids = new Set(scopes.map(({ id }) => id));
  return state.processes.filter(
    ({ scopeId, arrivalTime }) => ids.has(scopeId) && isToday(state, arrivalTime),
  );
}

/** Appointments have no waiting number and are shown by their id. */
const numberOf = ({ number, id }: ZmsProcess): number => (number === 0 ? id : number);

function sortedOf(process: ZmsProcess): Sorted & { readonly process: ZmsProcess } {
  const { arrivalTime, priority, number } = process;
  return {
    number: String(numberOf(process)),
    withAppointment: number === 0,
    arrival: arrivalTime,
    ...(priority !== null && { priority }),
    process,
  };
}

function entryDocument(
  state: ZmsState,
  process: ZmsProcess,
  { withNumbers }: { withNumbers: boolean },
): QueueEntryDocument {
  const { status, arrivalTime, callTime, lastCallTime, callCount, priority } = process;
  const counter = process.assignedTo;
  return {
    ...{ number: numberOf(process), status, arrivalTime, callTime, lastCallTime, callCount },
    ...(withNumbers && { displayNumber: process.displayNumber || String(numberOf(process)) }),
    ...{ destination: process.destination, destinationHint: counter?.counterHint ?? null },
    ...{ withAppointment: process.number === 0, priority },
    waitingTime: Math.max(0, Math.floor((secondsNow(state) - arrivalTime) / 60)),
  };
}

function nextEntry(now: number): QueueEntryDocument {
  return {
    ...{ number: -1, status: 'fake', arrivalTime: now, callTime: 0, lastCallTime: 0, callCount: 0 },
    ...{ destination: null, destinationHint: null, withAppointment: false, waitingTime: 0 },
    priority: null,
  };
}
