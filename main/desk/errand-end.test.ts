import { describe, expect, it } from 'vitest';
import { REFUSAL_REASONS } from '../../central/contract/fast-lane.ts';
import { sentenceFor } from '../../devices/eid/cli-sentences.ts';
import type {
  SetPinByRightOutcome,
  SwitchFunctionOutcome,
} from '../../state-machines/ports/card.ts';
import { endAfter, outcomeWithout } from './errand-end.ts';

type CardOutcome = SetPinByRightOutcome | SwitchFunctionOutcome;

const BROKEN = { newPin: 'not-set' } as const;

describe('the end of a command', () => {
  it.each<[CardOutcome | { readonly kind: 'withdrawn' }, string]>([
    [{ kind: 'ok', activated: false, notChecked: [] }, 'pin-set'],
    [{ kind: 'ok', was: 'off', notChecked: [] }, 'activated-without-pin'],
    [{ kind: 'ok', was: 'on', notChecked: [] }, 'card-checked'],
    [{ kind: 'not-proven', activated: false }, 'pin-not-proven'],
    [{ kind: 'deactivated' }, 'function-off'],
    [{ kind: 'wrong-can' }, 'cancelled'],
    [{ kind: 'withdrawn' }, 'cancelled'],
    [{ kind: 'authority-unreachable' }, 'central-unreachable'],
    [{ kind: 'right-refused', reason: 'no-approval' }, 'terminal-fault'],
    [{ kind: 'right-refused', reason: 'toString' }, 'terminal-fault'],
    [{ kind: 'right-refused', reason: 'not-admitted' }, 'not-admitted'],
    [{ kind: 'document-expired' }, 'document-expired'],
    [{ kind: 'holder-too-young' }, 'holder-too-young'],
    [{ kind: 'chip-not-genuine', evidence: 'chip-authentication' }, 'chip-not-genuine'],
    [{ kind: 'terminal-not-accepted', step: 's', statusWord: 0x6984 }, 'terminal-not-accepted'],
    [{ kind: 'card-removed', ...BROKEN }, 'card-removed'],
    [{ kind: 'card-removed', newPin: 'unknown' }, 'card-removed-while-setting-pin'],
    [{ kind: 'card-removed', ...BROKEN, eidFunction: 'activated' }, 'activated-without-pin'],
    [{ kind: 'reader-fault', ...BROKEN, cause: 'c' }, 'reader-lost'],
    [
      { kind: 'reader-fault', ...BROKEN, cause: 'c', eidFunction: 'unknown' },
      'activated-without-pin',
    ],
    [{ kind: 'protocol-violation', ...BROKEN, step: 's' }, 'card-fault'],
    [{ kind: 'not-an-id-card' }, 'card-fault'],
  ])('%o is %s, and nobody waits', (outcome, result) => {
    expect(endAfter(outcome)).toEqual({ result, ticket: false });
  });

  it.each(REFUSAL_REASONS)('refused, %s: a counter goes on', (reason) => {
    const outcome = outcomeWithout({ kind: 'refused', reason }, 'F12');
    expect(outcome).toEqual({ kind: 'right-refused', reason, callSign: 'F12' });
    expect(sentenceFor(outcome)).toMatch(/staff .* F12\.$/);
    expect(endAfter(outcome)).toEqual({ result: `refused-${reason}`, ticket: true });
  });

  it.each([
    [{ kind: 'unanswered' }, 'unanswered', true],
    [{ kind: 'expired' }, 'expired', false],
    [{ kind: 'used' }, 'expired', false],
    [{ kind: 'withdrawn' }, 'cancelled', false],
    [{ kind: 'silence' }, 'central-unreachable', false],
    [{ kind: 'card-away', presence: 'no-card' }, 'card-removed', false],
    [{ kind: 'card-away', presence: 'no-reader' }, 'reader-lost', false],
  ] as const)('%o: %s', (answer, result, ticket) => {
    const outcome = outcomeWithout(answer, 'F12');
    expect(endAfter(outcome)).toEqual({ result, ticket });
    expect(sentenceFor(outcome)).toMatch(/^[A-Z].*\.$/);
  });
});
