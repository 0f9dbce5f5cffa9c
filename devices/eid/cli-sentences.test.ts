import { expect, it } from 'vitest';
import type {
  ResumePinOutcome,
  SetPinByRightOutcome,
  SwitchFunctionOutcome,
  UnblockPinOutcome,
} from '../../state-machines/ports/card.ts';
import { sentenceFor } from './cli-sentences.ts';

type Kind = (
  | ResumePinOutcome
  | UnblockPinOutcome
  | SetPinByRightOutcome
  | SwitchFunctionOutcome
)['kind'];

/** The compiler asks for every outcome of the port. */
const KINDS: Readonly<Record<Kind, object>> = {
  ok: {},
  'wrong-pin': { triesLeft: 2 },
  'wrong-can': {},
  'wrong-puk': {},
  'puk-spent': {},
  suspended: { triesLeft: 1 },
  blocked: { triesLeft: 0 },
  deactivated: {},
  'not-suspended': { triesLeft: 3 },
  'not-blocked': { triesLeft: 3 },
  'not-proven': { activated: true },
  'right-refused': { reason: 'certificates-expired' },
  'authority-unreachable': {},
  'document-expired': {},
  'holder-too-young': {},
  'chip-not-genuine': { evidence: 'chip-authentication' },
  'terminal-not-accepted': { step: 'verify-certificate', statusWord: 0x6984 },
  'card-removed': { newPin: 'not-set' },
  'reader-fault': { newPin: 'not-set', cause: 'unplugged' },
  'protocol-violation': { newPin: 'not-set', step: 'set-pin', statusWord: 0x6f00 },
  'not-an-id-card': {},
};

it.each(Object.entries(KINDS))('has whole sentences for %s', (kind, details) => {
  const sentence = sentenceFor({ kind, ...details });
  expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(sentence).not.toMatch(/undefined|NaN|\.\./);
});

it.each([
  [{ kind: 'terminal-not-accepted', step: 's', statusWord: 0x6984 }, /at s \(6984\)/],
  [{ kind: 'ok', notChecked: ['card-security-issuer'] }, /Not checked: .*issue identity cards/],
  [
    { kind: 'ok', activated: true, notChecked: [] },
    /^Done\. The online function was switched on\.$/,
  ],
  [{ kind: 'ok', was: 'off', notChecked: [] }, /was off before/],
  [{ kind: 'right-refused', reason: 'approval-ended' }, /refused: approval-ended\./],
  [
    { kind: 'right-refused', reason: 'person-differs', callSign: 'F12' },
    /refused: staff .*\. Nothing was changed\. A counter .* F12\.$/,
  ],
  [{ kind: 'withdrawn' }, /^The request was withdrawn\. Nothing/],
  [{ kind: 'invalid-input', cause: 'no such folder' }, /^no such folder\.$/],
  [{ kind: 'invalid-input', cause: 'Enrol it first.' }, /^Enrol it first\.$/],
  [{ kind: 'card-removed', newPin: 'not-set' }, /Nothing was changed/],
  [{ kind: 'card-removed', newPin: 'unknown' }, /verify the new PIN first\.$/],
  [{ kind: 'card-removed', newPin: 'not-set', eidFunction: 'activated' }, /is on now/],
  [{ kind: 'reader-fault', cause: 'c', eidFunction: 'unknown' }, /read the state first/],
] as const)('%o', (outcome, sentence) => {
  expect(sentenceFor(outcome)).toMatch(sentence);
});

it('does not say that nothing changed where something may have', () => {
  for (const doubt of [
    { newPin: 'unknown' },
    { eidFunction: 'activated' },
    { eidFunction: 'unknown' },
  ] as const) {
    const outcome = { kind: 'card-removed', newPin: 'not-set', ...doubt } as const;
    expect(sentenceFor(outcome)).not.toMatch(/Nothing was changed/);
  }
});
