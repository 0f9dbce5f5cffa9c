import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { CardState } from './card-memory.ts';
import { FULL_RETRY_COUNTER, PUK_USES } from './pin-rules.ts';
import { isTrust } from './trust-points.ts';

/** The card's memory as a JSON file that is whole at every moment. */

export type StoredState =
  | { readonly kind: 'found'; readonly state: CardState }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export function readStateFile(path: string): StoredState {
  if (!existsSync(path)) return { kind: 'absent' };
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isCardState(value)
      ? { kind: 'found', state: pickState(value) }
      : { kind: 'unreadable', reason: 'it does not hold the state of a card' };
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Written aside and renamed: a reader sees the old state or the new one, never a part. */
export function writeStateFile(path: string, state: CardState): void {
  const aside = `${path}.${process.pid}.new`;
  writeFileSync(aside, `${JSON.stringify(pickState(state), undefined, 2)}\n`, { mode: 0o600 });
  renameSync(aside, path);
}

function pickState(state: CardState): CardState {
  const { pin, pinActive, retryCounter, pukCounter, transportPin, trust } = state;
  return { pin, pinActive, retryCounter, pukCounter, transportPin, ...(trust && { trust }) };
}

function isCardState(value: unknown): value is CardState {
  if (typeof value !== 'object' || value === null) return false;
  const { pin, pinActive, retryCounter, pukCounter, transportPin, trust }: Partial<CardState> =
    value;
  return (
    typeof pin === 'string' &&
    /^\d{5,6}$/.test(pin) &&
    typeof pinActive === 'boolean' &&
    typeof transportPin === 'boolean' &&
    isCount(retryCounter, FULL_RETRY_COUNTER) &&
    isCount(pukCounter, PUK_USES) &&
    (trust === undefined || isTrust(trust))
  );
}

function isCount(value: unknown, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}
