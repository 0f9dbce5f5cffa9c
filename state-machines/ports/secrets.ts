/**
 * Where typed digits live while a flow needs them. Flows know secrets by name only; the digits
 * pass from the keypad to the card without ever entering a machine.
 */

export const SECRET_NAMES = ['can', 'pin', 'new-pin', 'new-pin-again', 'puk'] as const;

export type SecretName = (typeof SECRET_NAMES)[number];

/** What a flow may ask about a new PIN. Only the holder of the digits can tell. */
export type NewPinStrength = 'good' | 'weak';
export type NewPinComparison = 'same' | 'different';
