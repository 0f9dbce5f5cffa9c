import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { KioskPush } from '../../contract/kiosk.ts';
import type { CalledTicket } from '../../contract/queue.ts';
import type { CounterPush } from '../../contract/staff.ts';
import { forKiosk } from '../fast-lane/stored-request.ts';
import type { BranchSnapshot, Change } from './branch-reading.ts';

/** The messages of both links as text, each made once for all who get it. */

const counterText = (push: CounterPush): string => JSON.stringify(push);
const kioskText = (push: KioskPush): string => JSON.stringify(push);

/** @param at the central system's clock */
export function changeText(change: Change, at: string): string {
  return change.kind === 'request'
    ? counterText({ kind: 'change', version: change.version, request: change.request, at })
    : counterText({ ...change, at });
}

export function snapshotText(
  { version, requests, alarms, entries, switches }: BranchSnapshot,
  at: string,
): string {
  return counterText({
    ...{ kind: 'snapshot', version, switches, at },
    requests: [...requests],
    alarms: [...alarms],
    entries: [...entries],
  });
}

export function counterBeatText(version: number, at: string): string {
  return counterText({ kind: 'beat', version, at });
}

export const SIGNED_OUT_TEXT = counterText({ kind: 'signed-out' });
export const KIOSK_BEAT_TEXT = kioskText({ kind: 'beat' });

export function requestText(request: FastLaneRequest | null): string {
  return kioskText({ kind: 'request', request: request && forKiosk(request) });
}

export function calledText(called: readonly CalledTicket[]): string {
  return kioskText({ kind: 'called', called: [...called] });
}
