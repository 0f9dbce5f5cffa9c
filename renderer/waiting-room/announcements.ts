import type { ShownCall } from '../../main/contract/waiting-room.ts';
import { callId } from './shown-calls.ts';

/**
 * What is said when: one announcement after the other, each call once and again when nobody else
 * waits to be announced. Nothing is said of a person who came meanwhile.
 */
export interface Announcements {
  /** The calls as they are now, latest first. */
  hear(called: readonly ShownCall[], nowMs: number): void;
  /** Takes what is to be said now. */
  next(nowMs: number): ShownCall | null;
}

/** Later than this it would only confuse. */
export const AGE_MAX_MS = 120_000;
/** A page that was opened again says only what is still in the air. */
export const FRESH_MS = 30_000;

interface Waiting {
  readonly call: ShownCall;
  /** By this page's clock: that of the central system may differ. */
  readonly heardAt: number;
}

/** @param rounds how often each is said */
export function createAnnouncements(rounds: 1 | 2): Announcements {
  let known: ReadonlySet<string> | null = null;
  let first: readonly Waiting[] = [];
  let again: readonly Waiting[] = [];
  return {
    hear(called, nowMs) {
      const isNew = (call: ShownCall): boolean =>
        known === null
          ? Math.abs(nowMs - Date.parse(call.calledAt)) < FRESH_MS
          : !known.has(callId(call));
      const awaited = called.filter(({ isCalling }) => isCalling);
      const added = awaited.filter(isNew).toReversed();
      known = new Set(called.map(callId));
      const current = new Set(awaited.map(callId));
      const isCurrent = ({ call }: Waiting): boolean => current.has(callId(call));
      first = [...first.filter(isCurrent), ...added.map((call) => ({ call, heardAt: nowMs }))];
      again = again.filter(isCurrent);
    },
    next(nowMs) {
      const isYoung = ({ heardAt }: Waiting): boolean => nowMs - heardAt < AGE_MAX_MS;
      first = first.filter(isYoung);
      again = again.filter(isYoung);
      const [waiting, ...others] = first;
      if (waiting) {
        first = others;
        if (rounds === 2) again = [...again, waiting];
        return waiting.call;
      }
      const [repeated, ...rest] = again;
      again = rest;
      return repeated?.call ?? null;
    },
  };
}
