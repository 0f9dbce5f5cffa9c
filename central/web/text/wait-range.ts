/** How long a wait will be, in the same words on the slip and on the phone. */

export function waitRangeDe(from: number, to: number): string {
  if (from === 0) return `höchstens ${to}\u00a0Minuten`;
  return from === to ? `etwa ${to}\u00a0Minuten` : `${from} bis ${to}\u00a0Minuten`;
}

export function waitRangeEn(from: number, to: number): string {
  if (from === 0) return `at most ${to}\u00a0minutes`;
  return from === to ? `about ${to}\u00a0minutes` : `${from} to ${to}\u00a0minutes`;
}
