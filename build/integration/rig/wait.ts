import { setTimeout as sleep } from 'node:timers/promises';
import { RigError } from './rig-error.ts';

/** Often enough to cost no noticeable time, rarely enough to leave two cores to the real parts. */
const PROBE_INTERVAL_MS = 20;

/** Probes until a value appears. An error from the probe ends the wait at once. */
export async function waitUntil<Value>(
  what: string,
  deadlineMs: number,
  probe: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value> {
  const end = performance.now() + deadlineMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (performance.now() >= end) throw deadlinePassed(what, deadlineMs);
    await sleep(PROBE_INTERVAL_MS);
  }
}

export async function withDeadline<Value>(
  what: string,
  deadlineMs: number,
  promise: Promise<Value>,
): Promise<Value> {
  const timer = new AbortController();
  const late = sleep(deadlineMs, undefined, { signal: timer.signal }).then(() => {
    throw deadlinePassed(what, deadlineMs);
  });
  // The race below handles it; without this an aborted timer counts as an unhandled rejection.
  late.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}

function deadlinePassed(what: string, deadlineMs: number): RigError {
  return new RigError('deadline-passed', `no ${what} within ${deadlineMs} ms`);
}
