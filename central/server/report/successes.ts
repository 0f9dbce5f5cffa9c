/** Results with which a transaction at a kiosk ends well, and whether a counter was spared by it. */

const SUCCESSES: Readonly<Record<string, 'frees' | 'informs'>> = {
  'eid-activated': 'frees',
  'pin-set': 'frees',
  'pin-changed': 'frees',
  'pin-unblocked': 'frees',
  // To look something up, nobody would have made an appointment.
  'pin-verified': 'informs',
  'transport-pin-verified': 'informs',
  'card-checked': 'informs',
};

/** @returns null where the visitor did not get what they came for, or got something else */
export function successOf(result: string): 'frees' | 'informs' | null {
  return Object.hasOwn(SUCCESSES, result) ? (SUCCESSES[result] ?? null) : null;
}
