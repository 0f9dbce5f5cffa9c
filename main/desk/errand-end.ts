import { refusalReason } from '../../central/contract/fast-lane.ts';
import type { Outcome } from '../../devices/eid/cli-commands.ts';
import type { ServiceResult } from '../../state-machines/views.ts';
import type { TransactionEnd } from '../ledger/ledger.ts';
import type { Answer } from './await-approval.ts';

/** What a desk's command comes to: for whoever sits there, for the ledger and for the counters. */

type Unapproved = Exclude<Answer, { kind: 'approved' }>;

export function outcomeWithout(answer: Unapproved, callSign: string): Outcome {
  switch (answer.kind) {
    case 'refused':
      return { kind: 'right-refused', reason: answer.reason, callSign };
    case 'unanswered':
      return { kind: 'right-refused', reason: 'unanswered', callSign };
    case 'expired':
    case 'used':
      return { kind: 'right-refused', reason: 'approval-expired' };
    case 'withdrawn':
      return { kind: 'withdrawn' };
    case 'silence':
      return { kind: 'authority-unreachable' };
    case 'card-away':
      return answer.presence === 'no-card'
        ? { kind: 'card-removed', newPin: 'not-set' }
        : { kind: 'reader-fault', newPin: 'not-set', cause: 'it went away' };
  }
}

const RESULTS: Readonly<Record<string, ServiceResult>> = {
  withdrawn: 'cancelled',
  // One try, and the command is over; nobody was helped three times.
  'wrong-can': 'cancelled',
  deactivated: 'function-off',
  'authority-unreachable': 'central-unreachable',
  'document-expired': 'document-expired',
  'holder-too-young': 'holder-too-young',
  'chip-not-genuine': 'chip-not-genuine',
  'terminal-not-accepted': 'terminal-not-accepted',
  'not-proven': 'pin-not-proven',
  'card-removed': 'card-removed',
  'reader-fault': 'reader-lost',
  'protocol-violation': 'card-fault',
  'not-an-id-card': 'card-fault',
};

const REFUSALS: ReadonlyMap<string | undefined, ServiceResult> = new Map([
  ['unanswered', 'unanswered'],
  ['approval-expired', 'expired'],
  ['not-admitted', 'not-admitted'],
]);

/** Counters get a ticket only from what they left open themselves: at a desk somebody is there. */
export function endAfter(outcome: Outcome): TransactionEnd {
  return { result: resultOf(outcome), ticket: outcome.callSign !== undefined };
}

function resultOf({ kind, was, newPin, eidFunction, reason }: Outcome): ServiceResult {
  // The desk's activate-eid sets no PIN, and one that was on already has nothing done to it.
  if (kind === 'ok' && was !== undefined) {
    return was === 'off' ? 'activated-without-pin' : 'card-checked';
  }
  if (kind === 'ok') return 'pin-set';
  if (kind === 'right-refused') return refusedAs(reason);
  if (eidFunction === 'activated' || eidFunction === 'unknown') return 'activated-without-pin';
  if (newPin === 'unknown') return 'card-removed-while-setting-pin';
  return RESULTS[kind] ?? 'terminal-fault';
}

function refusedAs(reason: string | undefined): ServiceResult {
  const byStaff = refusalReason.safeParse(reason);
  if (byStaff.success) return `refused-${byStaff.data}`;
  return REFUSALS.get(reason) ?? 'terminal-fault';
}
