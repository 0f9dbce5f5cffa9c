/** What an outcome means to somebody at a desk, and what to do next. */

interface Outcome {
  readonly kind: string;
  readonly triesLeft?: number;
  readonly newPin?: string;
  readonly cause?: string;
  readonly step?: string;
  readonly statusWord?: number;
}

const SENTENCES: Readonly<Record<string, (outcome: Outcome) => string>> = {
  ok: () => 'Done.',
  operational: ({ triesLeft }) => `The PIN can be used. Tries left: ${triesLeft}.`,
  suspended: () => 'The PIN is suspended: one try is left, and it needs the CAN first.',
  blocked: () => 'The PIN is blocked. Unblock it with the PUK, or set a new one at a counter.',
  deactivated: () => 'The online function is switched off. It can be switched on at a counter.',
  'wrong-pin': ({ triesLeft }) => `The PIN was wrong. Tries left: ${triesLeft}.`,
  'wrong-can': () => 'The CAN was wrong. Nothing was tried; read it from the card again.',
  'wrong-puk': () => 'The PUK was wrong. Read it from the PIN letter again.',
  'puk-spent': () => 'The PUK has been used up. A new PIN can be set at a counter.',
  'not-blocked': ({ triesLeft }) => `The PIN is not blocked. Tries left: ${triesLeft}.`,
  'not-suspended': ({ triesLeft }) => `The PIN is not suspended. Tries left: ${triesLeft}.`,
  'invalid-input': ({ cause }) => `${cause}.`,
  'no-card': () => 'There is no card on the reader. Put one on it and try again.',
  'not-an-id-card': () => 'This is not a German card with an online function. Try another card.',
  'card-removed': ({ newPin }) => `The card was taken away. ${retry(newPin)}`,
  'reader-fault': ({ newPin, cause }) => `The card reader failed: ${cause}. ${retry(newPin)}`,
  'protocol-violation': ({ step, statusWord, newPin }) =>
    `The card did not keep to the protocol at ${step}${word(statusWord)}. ${retry(newPin)}`,
};

export function sentenceFor(outcome: Outcome): string {
  return SENTENCES[outcome.kind]?.(outcome) ?? outcome.kind;
}

function retry(newPin: string | undefined): string {
  return newPin === 'unknown'
    ? 'Whether it took the new PIN is not known: verify the new PIN first.'
    : 'Nothing was changed; try again.';
}

function word(statusWord: number | undefined): string {
  return statusWord === undefined ? '' : ` (${statusWord.toString(16).toUpperCase()})`;
}
