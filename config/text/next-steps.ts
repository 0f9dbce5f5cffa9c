import type { Text } from './index.ts';

type Result = keyof Text['results'];

/** Nobody can call a visitor whose call sign may not have reached the counters. */
const TOLD_AT_THE_DESK: ReadonlySet<Result> = new Set<Result>(['central-unreachable']);

/**
 * What to do after a service ended so, on screen and receipt alike. Who has a call sign waits to be
 * called instead of going to the information desk.
 */
export function nextSteps(text: Text, result: Result, callSign?: string): readonly string[] {
  const { next } = text.results[result];
  if (callSign === undefined) return next;
  const { seat, called, patience, tellDesk } = text.receipt;
  return isCalled(result) ? [seat, called(callSign), patience] : [...next, tellDesk(callSign)];
}

/** Whether somebody calls whoever has a call sign after such an end. */
export function isCalled(result: Result): boolean {
  return !TOLD_AT_THE_DESK.has(result);
}
