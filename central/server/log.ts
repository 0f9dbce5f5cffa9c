import pino, { type DestinationStream } from 'pino';
import type { ProblemCode } from '../contract/problem.ts';

/**
 * Every event that the server may log, with the only fields it may carry. There is no free text
 * and no body, so no password, PIN or code can reach a log.
 */
export interface LogEvents {
  'server.fault': {
    /** The route's pattern or the job's name. */
    readonly where: string;
    readonly error: string;
    readonly code: string | null;
    readonly frames: readonly string[];
  };
  'request.refused': { readonly where: string; readonly code: ProblemCode };
  'kiosk.code-made': { readonly branchId: string; readonly accountId: string };
  'kiosk.enrolled': { readonly kioskId: string; readonly branchId: string };
  'staff.signed-in': { readonly accountId: string };
  'staff.signed-out': { readonly accountId: string };
  /** The certificate is the holder reference. */
  'authority.ready': { readonly certificate: string; readonly lastDay: string };
  'authority.certificate-ends': { readonly certificate: string; readonly lastDay: string };
  'authority.key-missing': { readonly certificate: string };
  'authority.key-in-file': Readonly<Record<never, never>>;
  'authority.key-unavailable': { readonly code: string };
}

/** Who should read it: `error` IT today, `warn` IT soon, `info` nobody in particular. */
const LEVELS: { readonly [Name in keyof LogEvents]: 'info' | 'warn' | 'error' } = {
  'server.fault': 'error',
  'request.refused': 'warn',
  'kiosk.code-made': 'info',
  'kiosk.enrolled': 'info',
  'staff.signed-in': 'info',
  'staff.signed-out': 'info',
  'authority.ready': 'info',
  'authority.certificate-ends': 'warn',
  'authority.key-missing': 'warn',
  'authority.key-in-file': 'warn',
  'authority.key-unavailable': 'error',
};

export type Log = <Name extends keyof LogEvents>(name: Name, fields: LogEvents[Name]) => void;

/** One JSON line an event, synchronous, so that the line before a crash is there. */
export function createLog(destination: DestinationStream): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return (name, fields) => logger[LEVELS[name]]({ event: name, ...fields });
}

/** What may be logged of an error: messages may quote what somebody sent, so none is among it. */
export function faultFields(where: string, error: unknown): LogEvents['server.fault'] {
  if (!(error instanceof Error)) return { where, error: typeof error, code: null, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { where, error: error.name, code, frames: frames.map((line) => line.trim()).slice(0, 8) };
}
