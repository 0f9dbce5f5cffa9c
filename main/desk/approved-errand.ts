import { setTimeout as pause } from 'node:timers/promises';
import {
  type FastLaneService,
  fastLaneService,
  pinState,
} from '../../central/contract/fast-lane.ts';
import type { Errand, UseRight } from '../../devices/eid/cli-authority.ts';
import type { Outcome } from '../../devices/eid/cli-commands.ts';
import type { TerminalAuthority } from '../../devices/eid/terminal-authority.ts';
import type { Clock } from '../../devices/kit/clock.ts';
import type { OpenRequestInput } from '../../state-machines/parts/operations.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { unlessLedgerFails } from '../ledger/ledger-fault.ts';
import type { Log } from '../log/log.ts';
import type { Central } from '../sync/central.ts';
import { createTransactions, type Transactions } from '../transactions.ts';
import { awaitApproval } from './await-approval.ts';
import { endAfter, outcomeWithout } from './errand-end.ts';

/**
 * One command of a desk in the fast lane: request, approval, the operation under the lent right,
 * and the report of how it ended. The ledger holds that report until it has arrived.
 */

export interface FastLaneParts {
  readonly ledger: Ledger;
  readonly log: Log;
  readonly connect: () => Central;
  readonly clock: Clock;
  readonly tell: (sentence: string) => void;
}

type Request = Pick<OpenRequestInput, 'service' | 'pinState'>;

interface Lane extends FastLaneParts {
  readonly central: Central;
  readonly transactions: Transactions;
  /** Whoever sits at the desk has given up. */
  readonly signal: AbortSignal;
}

/** What does not arrive by then is told by the next command. */
const REPORT_DEADLINE_MS = 5_000;
const REPORT_LOOK_MS = 50;
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** For a card that has changed since nothing was to be done with it. */
const NOBODY: TerminalAuthority = {
  chainFor: async () => ({ kind: 'refused', reason: 'not-requested' }),
  sign: async () => ({ kind: 'refused', reason: 'not-requested' }),
};

export async function withFastLane(
  parts: FastLaneParts,
  errand: Errand,
  use: UseRight,
): Promise<Outcome> {
  const service = fastLaneService.parse(errand.command);
  const state = await errand.terminal.readState();
  const known = pinState.safeParse(state.kind);
  if (!known.success) return state;
  if (!needsRight(service, known.data)) {
    return use({ ...errand.terms, authority: NOBODY, rights: [] });
  }
  const givenUp = new AbortController();
  const giveUp = (): void => givenUp.abort();
  for (const name of ENDING_SIGNALS) process.once(name, giveUp);
  const central = parts.connect();
  const transactions = createTransactions({
    ...parts,
    onClosed() {
      central.forget();
      central.wake();
    },
  });
  try {
    const lane = { ...parts, central, transactions, signal: givenUp.signal };
    return await inTransaction(lane, { service, pinState: known.data }, errand, use);
  } finally {
    central.stop();
    for (const name of ENDING_SIGNALS) process.off(name, giveUp);
  }
}

/** The operation itself looks again, and does nothing to a card that is as wished. */
function needsRight(service: FastLaneService, state: Request['pinState']): boolean {
  return (service === 'activate-eid') === (state === 'deactivated');
}

async function inTransaction(
  lane: Lane,
  request: Request,
  errand: Errand,
  use: UseRight,
): Promise<Outcome> {
  const { transactions, ledger, tell } = lane;
  transactions.open(request.service);
  let end = endAfter({ kind: 'terminal-fault' });
  try {
    const outcome = await serve(lane, request, errand, use);
    end = endAfter(outcome);
    return outcome;
  } finally {
    transactions.close(end);
    if (!(await isReported(ledger))) {
      tell('The central system could not be told how this ended; the next command tells it.');
    }
  }
}

async function serve(
  lane: Lane,
  request: Request,
  errand: Errand,
  use: UseRight,
): Promise<Outcome> {
  const { central, transactions, signal, log, tell } = lane;
  const opening = { ...request, attempt: 1, activated: false };
  const opened = await central.open(transactions.currentId(), opening);
  if (opened.kind === 'unreachable') return { kind: 'authority-unreachable' };
  if (opened.kind === 'not-admitted') return { kind: 'right-refused', reason: 'not-admitted' };
  tell(`Request ${opened.callSign}: wait for the counter to approve it. Ctrl-C withdraws it.`);
  const answer = await awaitApproval({
    approval: opened.approval,
    watchApproval: central.watch,
    watchCard: errand.terminal.watch,
    onTaken: () => tell('A counter looks at it.'),
    signal,
    clock: lane.clock,
  });
  if (answer.kind !== 'approved') return outcomeWithout(answer, opened.callSign);
  const borrowed = central.borrow(errand.terms.today);
  if (!borrowed) return { kind: 'authority-unreachable' };
  tell('Approved. Leave the card where it is.');
  const outcome = await use(borrowed.right, { journal: transactions.currentJournal(), signal });
  unlessLedgerFails(log, () => noteFacts(lane, borrowed.transactionId, outcome));
  return signal.aborted && isUntouched(outcome) ? { kind: 'withdrawn' } : outcome;
}

function noteFacts({ ledger, log }: Lane, transactionId: string, outcome: Outcome): void {
  const { kind, evidence, notChecked, documentType } = outcome;
  if (kind === 'ok' && notChecked) {
    const type = documentType === undefined ? {} : { documentType };
    ledger.cardTold(transactionId, { notChecked, ...type });
    if (notChecked.length > 0) log('card.not-checked', { transactionId, notChecked });
  }
  if (kind === 'chip-not-genuine' && evidence) {
    log('card.not-genuine', { transactionId, evidence });
    ledger.chipNotGenuine(transactionId, evidence);
  }
}

/** An operation that was given up looks to itself like one whose card is gone. */
function isUntouched({ kind, newPin, eidFunction }: Outcome): boolean {
  return kind === 'card-removed' && newPin === 'not-set' && eidFunction === undefined;
}

async function isReported({ outbox }: Ledger): Promise<boolean> {
  const deadline = performance.now() + REPORT_DEADLINE_MS;
  while (outbox.waiting(1).length > 0) {
    if (performance.now() >= deadline) return false;
    await pause(REPORT_LOOK_MS);
  }
  return true;
}
