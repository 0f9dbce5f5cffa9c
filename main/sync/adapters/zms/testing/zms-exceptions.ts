/**
 * Every exception that ZMS answers with, and its HTTP status: zms-api.md, section 7; from `code` and
 * namespace of the classes (it-at-m/eappointment 7b670e4).
 */
const TABLE = {
  GivenNumberCountExceeded: [404, 'Scope'],
  ScopeNotFound: [404, 'Scope'],
  ClusterNotFound: [404, 'Cluster'],
  ScopeAndClusterNotFound: [404, 'Calldisplay'],
  OrganisationNotFound: [404, 'Organisation'],
  DepartmentNotFound: [404, 'Department'],
  ScopesWithoutWorkstationCount: [404, 'Cluster'],
  UnvalidButtonList: [428, 'Ticketprinter'],
  TooManyButtons: [404, 'Ticketprinter'],
  TicketprinterUnvalidButton: [500, 'Ticketprinter'],
  TicketprinterNotFound: [404, 'Ticketprinter'],
  TicketprinterHashNotValid: [403, 'Ticketprinter'],
  TicketprinterNotEnabled: [200, 'Ticketprinter'],
  ProcessNotFound: [404, 'Process'],
  ProcessByQueueNumberNotFound: [404, 'Process'],
  AuthKeyMatchFailed: [403, 'Process'],
  ProcessCreateFailed: [500, 'Process'],
  ProcessUpdateFailed: [500, 'Process'],
  ProcessAlreadyCalled: [404, 'Process'],
  ProcessReservedNotCallable: [404, 'Process'],
  ProcessNotCurrentDate: [404, 'Process'],
  WorkstationHasAssignedProcess: [404, 'Workstation'],
  ProcessNotCallable: [403, 'Process'],
  ProcessNoAccess: [403, 'Process'],
  ScopeNoAccess: [403, 'Scope'],
  WorkstationProcessMatchScopeFailed: [403, 'Workstation'],
  ProcessInvalid: [400, 'Process'],
  SchemaValidation: [400, 'Schema'],
  BadRequest: [400, 'Api'],
  EmailRequired: [400, 'Process'],
  MoreThanAllowedAppointmentsPerMail: [429, 'Process'],
  UserAccountMissingLogin: [401, 'Useraccount'],
  InvalidCredentials: [401, 'Useraccount'],
  ConfigAuthentificationFailed: [401, 'Config'],
  StatusAuthenticationFailed: [401, 'Status'],
  UserAccountMissingRights: [403, 'Useraccount'],
  UserAccountAccessRightsFailed: [403, 'Useraccount'],
  UserAccountMissingDepartment: [403, 'Useraccount'],
  UserAlreadyLoggedIn: [404, 'Useraccount'],
  AuthKeyFound: [200, 'Useraccount'],
  WorkstationAlreadyAssigned: [200, 'Workstation'],
  WorkstationAccessFailed: [404, 'Workstation'],
  WorkstationHasCalledProcess: [428, 'Workstation'],
  DeadLockFound: [500, 'Pdo'],
  LockTimeout: [500, 'Pdo'],
  /** `BO\Mellon\Failure\Exception`: the body was empty or no JSON. */
  Exception: [500, 'Mellon'],
} as const;

export type ZmsExceptionName = keyof typeof TABLE;

export const ZMS_EXCEPTIONS = Object.keys(TABLE) as ZmsExceptionName[];

export class ZmsException extends Error {
  readonly exception: ZmsExceptionName;
  readonly data: unknown;

  constructor(exception: ZmsExceptionName, data: unknown = null) {
    super(`${exception} (contract fake)`);
    this.name = 'ZmsException';
    this.exception = exception;
    this.data = data;
  }
}

export const statusOf = (name: ZmsExceptionName): number => TABLE[name][0];

/** Installations before 2026-06 have other namespaces, so only the last segment counts. */
export function classOf(name: ZmsExceptionName, isOld: boolean): string {
  const [, area] = TABLE[name];
  if (area === 'Mellon') return 'BO\\Mellon\\Failure\\Exception';
  return isOld
    ? `BO\\Zmsapi\\Exception\\${area}\\${name}`
    : `BO\\Zmsbackend\\${area}\\Exception\\${name}`;
}
