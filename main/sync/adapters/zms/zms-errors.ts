import type { Asked } from '../queue-system.ts';

/** What an exception of ZMS means to a terminal. */
export type ZmsMeaning =
  | 'no-tickets-left'
  | 'misconfigured'
  | 'nobody-there'
  | 'register-again'
  | 'not-approved'
  | 'unknown-code'
  /** It has not done it, and may the next time. */
  | 'failed'
  | 'conflict'
  | 'no-right'
  | 'our-fault'
  | 'sign-in'
  | 'drop-session'
  /** Rolled back: the one case in which ZMS's own clients ask again. */
  | 'rolled-back'
  | 'empty';

/**
 * By the last segment of the class: its namespaces changed in 2026-06, its status says little.
 * zms-api.md, section 7.
 */
const MEANINGS: Readonly<Record<string, ZmsMeaning>> = {
  GivenNumberCountExceeded: 'no-tickets-left',
  ScopeNotFound: 'misconfigured',
  ClusterNotFound: 'misconfigured',
  ScopeAndClusterNotFound: 'misconfigured',
  OrganisationNotFound: 'misconfigured',
  DepartmentNotFound: 'misconfigured',
  UnvalidButtonList: 'misconfigured',
  TooManyButtons: 'misconfigured',
  TicketprinterUnvalidButton: 'misconfigured',
  ScopesWithoutWorkstationCount: 'nobody-there',
  TicketprinterNotFound: 'register-again',
  TicketprinterHashNotValid: 'register-again',
  TicketprinterNotEnabled: 'not-approved',
  ProcessNotFound: 'unknown-code',
  ProcessByQueueNumberNotFound: 'unknown-code',
  AuthKeyMatchFailed: 'unknown-code',
  ProcessCreateFailed: 'failed',
  ProcessUpdateFailed: 'failed',
  ProcessAlreadyCalled: 'conflict',
  ProcessReservedNotCallable: 'conflict',
  ProcessNotCurrentDate: 'conflict',
  WorkstationHasAssignedProcess: 'conflict',
  WorkstationHasCalledProcess: 'conflict',
  WorkstationAlreadyAssigned: 'conflict',
  ProcessNotCallable: 'no-right',
  ProcessNoAccess: 'no-right',
  ScopeNoAccess: 'no-right',
  WorkstationProcessMatchScopeFailed: 'no-right',
  WorkstationAccessFailed: 'no-right',
  UserAccountMissingRights: 'no-right',
  UserAccountAccessRightsFailed: 'no-right',
  UserAccountMissingDepartment: 'no-right',
  ProcessInvalid: 'our-fault',
  SchemaValidation: 'our-fault',
  BadRequest: 'our-fault',
  EmailRequired: 'our-fault',
  MoreThanAllowedAppointmentsPerMail: 'our-fault',
  /** `BO\Mellon\Failure\Exception`: an empty body, or no JSON. */
  Exception: 'our-fault',
  UserAccountMissingLogin: 'sign-in',
  InvalidCredentials: 'no-right',
  ConfigAuthentificationFailed: 'sign-in',
  StatusAuthenticationFailed: 'sign-in',
  UserAlreadyLoggedIn: 'drop-session',
  AuthKeyFound: 'drop-session',
  DeadLockFound: 'rolled-back',
  LockTimeout: 'rolled-back',
};

export interface ZmsFailure {
  /** Last segment of the exception, or what stands for one that has none. */
  readonly name: string;
  readonly meaning: ZmsMeaning;
  readonly data: unknown;
}

/** The answer to whom nothing belongs: no exception, and these words. */
const EMPTY = 'Not found';

export function failureOf(
  { exception, message }: { exception: string; message: string },
  { status, data }: { status: number; data: unknown },
): ZmsFailure {
  const name = exception.split('\\').at(-1) ?? '';
  if (name === '') {
    const isEmpty = status === 404 && message === EMPTY;
    return isEmpty
      ? { name: 'not-found', meaning: 'empty', data }
      : { name: 'unknown-address', meaning: 'misconfigured', data };
  }
  return { name, meaning: MEANINGS[name] ?? (status >= 500 ? 'failed' : 'misconfigured'), data };
}

/** Of a failure that the question itself does not answer. */
const REFUSALS: Readonly<Record<ZmsMeaning, 'it' | 'staff' | 'nobody' | 'unreachable'>> = {
  'no-tickets-left': 'staff',
  misconfigured: 'it',
  'nobody-there': 'staff',
  'register-again': 'it',
  'not-approved': 'it',
  'unknown-code': 'nobody',
  failed: 'unreachable',
  conflict: 'staff',
  'no-right': 'it',
  'our-fault': 'nobody',
  'sign-in': 'it',
  'drop-session': 'it',
  'rolled-back': 'unreachable',
  empty: 'nobody',
};

export function refusalOf({ name, meaning }: ZmsFailure): Asked<never> {
  const mendedBy = REFUSALS[meaning];
  return mendedBy === 'unreachable'
    ? { kind: 'unreachable' }
    : { kind: 'refused', code: name, mendedBy };
}
