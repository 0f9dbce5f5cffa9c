import { fromHex } from '../../kit/bytes.ts';
import type { CardState } from './card-memory.ts';
import { sameTrust, type Trust } from './trust-points.ts';

/** What a command changed in the card, in lines for the desk. The PIN itself is never in them. */
export function changeReport(before: CardState, now: CardState): readonly string[] {
  const lines: string[] = [];
  const newPin = now.pin !== before.pin;
  if (newPin || describePin(now) !== describePin(before)) {
    lines.push(`${newPin ? 'new PIN' : 'PIN state'}: ${describePin(now)}`);
  }
  if (now.trust !== undefined && !sameTrust(now.trust, before.trust)) {
    lines.push(describeTrust(now.trust));
  }
  return lines;
}

function describePin(state: CardState): string {
  return [
    `attempts ${state.retryCounter}`,
    `PUK uses ${state.pukCounter}`,
    state.pinActive ? 'function on' : 'function off',
    state.transportPin ? 'transport PIN' : 'PIN set by the holder',
  ].join(', ');
}

function describeTrust({ date, points }: Trust): string {
  const names = points.map(({ reference }) => String.fromCharCode(...fromHex(reference)));
  return `trust: ${names.join(', before it ')}; the chip's day is ${date}`;
}
