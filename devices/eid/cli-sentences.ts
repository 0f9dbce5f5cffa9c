import type { Outcome } from './cli-commands.ts';

/** What an outcome means to somebody at a desk, and what to do next. */

const SENTENCES: Readonly<Record<string, (outcome: Outcome) => string>> = {
  ok: (outcome) => `Done.${details(outcome)}`,
  operational: ({ triesLeft }) => `The PIN can be used. Tries left: ${triesLeft}.`,
  suspended: () => 'The PIN is suspended: one try is left, and it needs the CAN first.',
  blocked: () => 'The PIN is blocked. Unblock it with the PUK, or set a new one at a counter.',
  deactivated: () =>
    'The online function is switched off. Switch it on with activate-eid, or at a counter.',
  'wrong-pin': ({ triesLeft }) => `The PIN was wrong. Tries left: ${triesLeft}.`,
  'wrong-can': () => 'The CAN was wrong. Nothing was tried; read it from the card again.',
  'wrong-puk': () => 'The PUK was wrong. Read it from the PIN letter again.',
  'puk-spent': () => 'The PUK has been used up. A new PIN can be set at a counter.',
  'not-blocked': ({ triesLeft }) => `The PIN is not blocked. Tries left: ${triesLeft}.`,
  'not-suspended': ({ triesLeft }) => `The PIN is not suspended. Tries left: ${triesLeft}.`,
  'not-proven': () =>
    'The card took the new PIN, but the proof of it failed. Verify the new PIN before you go on.',
  'right-refused': ({ reason = '', callSign }) =>
    `The right was refused: ${refusal(reason)}${ticket(callSign)}`,
  'authority-unreachable': () =>
    'The authority that lends the right did not answer. Nothing was changed; try again later.',
  'document-expired': () =>
    'The document has expired. Nothing was changed; its holder needs a new one.',
  'holder-too-young': () => 'The holder is younger than the service allows. Nothing was changed.',
  'chip-not-genuine': ({ evidence }) =>
    `The chip is not genuine (${evidence}). Nothing was changed; keep the card and report it.`,
  'terminal-not-accepted': ({ step, statusWord }) =>
    `The card did not accept this terminal at ${step}${word(statusWord)}. Nothing was changed; ` +
    'see that the certificates are for its trust point, in date, and grant what is needed.',
  withdrawn: () => 'The request was withdrawn. Nothing was changed.',
  'invalid-input': ({ cause = '' }) => (cause.endsWith('.') ? cause : `${cause}.`),
  'no-card': () => 'There is no card on the reader. Put one on it and try again.',
  'not-an-id-card': () => 'This is not a German card with an online function. Try another card.',
  'card-removed': (outcome) => `The card was taken away. ${retry(outcome)}`,
  'reader-fault': (outcome) => `The card reader failed: ${outcome.cause}. ${retry(outcome)}`,
  'protocol-violation': (outcome) =>
    `The card did not keep to the protocol at ${outcome.step}${word(outcome.statusWord)}. ` +
    retry(outcome),
};

const REFUSALS: Readonly<Record<string, string>> = {
  'no-chain': 'there are no certificates for the trust point of this card.',
  'certificates-malformed': 'a certificate cannot be read.',
  'certificates-no-path': 'the certificates do not lead from this card to the terminal.',
  'certificates-roles': 'the certificates are not for a terminal of this kind.',
  'certificates-signature': 'a certificate was not signed by the one above it.',
  'certificates-not-yet-valid':
    'a certificate is not valid yet. Is the date of this machine right?',
  'certificates-expired': 'a certificate has expired. Have it renewed.',
  'certificates-issuer-expired': 'a certificate was issued after its issuer had expired.',
  'certificates-rights': 'the certificates do not grant all that is needed.',
  'person-differs': 'staff do not see the holder of this card before them.',
  'card-not-valid': 'staff hold this card not to be valid.',
  'card-of-another': 'staff hold this card to be somebody else’s.',
  'not-possible-now': 'staff cannot approve it now.',
  unanswered: 'nobody of the staff has answered.',
  'approval-expired': 'the approval was not used in time.',
  'not-admitted': 'the central system does not know this desk, or does not offer it the service.',
};

/** What was left out of the proof that the chip is genuine. */
const NOT_CHECKED: Readonly<Record<string, string>> = {
  'card-security-signature': "the signature over the chip's key",
  'card-security-issuer': 'whether the one who signed it may issue identity cards',
};

const NEW_PIN_UNKNOWN = 'Whether it took the new PIN is not known: verify the new PIN first.';
const FUNCTION_NOW: Readonly<Record<string, string>> = {
  activated: 'The online function is on now; the same command finishes the rest.',
  deactivated: 'The online function is off now.',
  unknown: 'Whether the online function was switched is not known: read the state first.',
};

export function sentenceFor(outcome: Outcome): string {
  return SENTENCES[outcome.kind]?.(outcome) ?? outcome.kind;
}

function details({ was, activated, notChecked = [] }: Outcome): string {
  const before = was === undefined ? '' : ` The online function was ${was} before.`;
  const switched = activated ? ' The online function was switched on.' : '';
  const open = notChecked.map((part) => NOT_CHECKED[part] ?? part).join('; ');
  return `${before}${switched}${open && ` Not checked: ${open}.`}`;
}

function refusal(reason: string): string {
  return `${REFUSALS[reason] ?? `${reason}.`} Nothing was changed.`;
}

function ticket(callSign: string | undefined): string {
  return callSign === undefined ? '' : ` A counter goes on with it under ${callSign}.`;
}

function retry({ newPin, eidFunction }: Outcome): string {
  const known = [
    FUNCTION_NOW[eidFunction ?? ''],
    newPin === 'unknown' ? NEW_PIN_UNKNOWN : undefined,
  ];
  return known.filter(Boolean).join(' ') || 'Nothing was changed; try again.';
}

function word(statusWord: number | undefined): string {
  return statusWord === undefined ? '' : ` (${statusWord.toString(16).toUpperCase()})`;
}
