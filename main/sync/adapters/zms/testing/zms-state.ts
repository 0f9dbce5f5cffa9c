import { randomBytes } from 'node:crypto';
import { DAY_MS, type WallClock, wallClock } from '../wall-clock.ts';
import { ZmsException } from './zms-exceptions.ts';

/** What a ZMS keeps in its database, as far as printers, displays and counters see it. */
export interface ZmsState {
  readonly organisation: { readonly id: number; printerActivation: boolean };
  readonly clusterId: number;
  /** All of one cluster. */
  readonly scopes: readonly ZmsScope[];
  readonly users: readonly ZmsUser[];
  processes: ZmsProcess[];
  printers: ZmsPrinter[];
  /** A used-up contingent stays used up on the next day, as in the version that was read. */
  contingentOutlivesDay: boolean;
  readonly clock: WallClock;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface ZmsScope {
  readonly id: number;
  readonly name: string;
  readonly requests: readonly { readonly id: string; readonly name: string }[];
  firstNumber: number;
  lastNumber: number;
  /** 0: no limit. */
  maxNumberContingent: number;
  readonly averageMinutes: number;
  callCountMax: number;
  deactivated: boolean;
  /** -1: the counters that are signed in count. */
  ghostWorkstationCount: number;
  lastGivenNumber: number;
  lastGivenNumberTimestamp: number;
  givenNumberCount: number;
  /** Walk-in hours; 1 is Monday. */
  openingHours: readonly {
    readonly weekday: number;
    readonly opens: string;
    readonly closes: string;
  }[];
  dayOffs: readonly { readonly day: string; readonly name: string }[];
}

export interface ZmsUser {
  readonly name: string;
  readonly password: string;
  readonly permissions: readonly string[];
  authKey: string | null;
  /** Seconds since the epoch. */
  lastLogin: number;
  scopeId: number;
  counterName: string;
  counterHint: string;
}

export interface ZmsPrinter {
  readonly hash: string;
  readonly id: number;
  enabled: boolean;
  readonly createdAt: number;
}

/** Times are seconds since the epoch; 0 is never. */
export interface ZmsProcess {
  readonly id: number;
  authKey: string;
  readonly scopeId: number;
  status: ZmsStatus;
  readonly number: number;
  readonly displayNumber: string;
  arrivalTime: number;
  callCount: number;
  callTime: number;
  lastCallTime: number;
  /** 0: a walk-in. */
  readonly appointmentAt: number;
  priority: 1 | 2 | 3 | null;
  readonly requests: readonly string[];
  amendment: string;
  readonly externalUserId: string | null;
  readonly isTicketprinter: boolean;
  assignedTo: ZmsUser | null;
  destination: string;
  parkedBy: string;
}

export type ZmsStatus =
  | 'confirmed'
  | 'queued'
  | 'called'
  | 'processing'
  | 'pending'
  | 'finished'
  | 'missed'
  | 'parked'
  | 'deleted'
  | 'blocked';

export function createZmsState(
  parts: Pick<ZmsState, 'organisation' | 'scopes' | 'users' | 'now'>,
): ZmsState {
  return {
    ...parts,
    clusterId: 110,
    processes: [],
    printers: [],
    contingentOutlivesDay: true,
    clock: wallClock('Europe/Berlin'),
  };
}

export const secondsNow = ({ now }: ZmsState): number => Math.floor(now / 1000);
export const today = ({ clock, now }: ZmsState): string => clock.day(now);
export const isToday = (state: ZmsState, seconds: number): boolean =>
  state.clock.day(seconds * 1000) === today(state);

export function scopeOf(state: ZmsState, id: string | number | undefined): ZmsScope {
  const scope = state.scopes.find((each) => each.id === Number(id));
  if (!scope) throw new ZmsException('ScopeNotFound');
  return scope;
}

const PRINTER_LIFE_MS = 30 * DAY_MS;

/** The job `deleteTicketprinterData`, where an installation has set it up. */
export function deleteOldPrinters(state: ZmsState): void {
  state.printers = state.printers.filter(
    ({ createdAt }) => state.now - createdAt < PRINTER_LIFE_MS,
  );
}

/** A secret of today's length. */
const AUTH_KEY_BYTES = 32;
const FIRST_PROCESS_ID = 100_003;
const PROCESS_ID_STEP = 7;

export function addProcess(
  state: ZmsState,
  given: Pick<ZmsProcess, 'scopeId' | 'status' | 'number'> & Partial<ZmsProcess>,
): ZmsProcess {
  const process: ZmsProcess = {
    ...{ displayNumber: '', arrivalTime: secondsNow(state), callCount: 0, callTime: 0 },
    ...{ lastCallTime: 0, appointmentAt: 0, priority: null, requests: [], amendment: '' },
    ...{ externalUserId: null, isTicketprinter: false, assignedTo: null },
    ...{ destination: '', parkedBy: '' },
    ...given,
    id: FIRST_PROCESS_ID + PROCESS_ID_STEP * state.processes.length,
    authKey: given.authKey ?? randomBytes(AUTH_KEY_BYTES).toString('hex'),
  };
  state.processes.push(process);
  return process;
}

export function processOf(state: ZmsState, id: unknown, authKey: unknown): ZmsProcess {
  const process = state.processes.find((each) => each.id === Number(id));
  if (!process) throw new ZmsException('ProcessNotFound');
  if (process.authKey !== authKey) throw new ZmsException('AuthKeyMatchFailed');
  return process;
}

/** On finish the person's data is overwritten at once: `QUERY_DEREFERENCED`. */
export function archive(process: ZmsProcess): void {
  process.status = 'blocked';
  process.authKey = 'deref!0';
  release(process);
}

export function release(process: ZmsProcess): void {
  process.lastCallTime = process.callTime;
  process.callTime = 0;
  process.assignedTo = null;
  process.destination = '';
}
