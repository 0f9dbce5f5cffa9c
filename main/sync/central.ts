import type { CalledTicket } from '../../central/contract/queue.ts';
import type { PassiveAuthentication } from '../../devices/eid/card-security.ts';
import type { LentRight } from '../../devices/eid/unlock-chip.ts';
import type { Clock } from '../../devices/kit/clock.ts';
import type { OpenRequestInput } from '../../state-machines/parts/operations.ts';
import type { Approval, OpenRequestOutcome } from '../../state-machines/ports/fast-lane.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../log/log.ts';
import type { QueueAccess } from '../queue-desk.ts';
import { createOurQueue } from './adapters/ours.ts';
import { isAlive } from './approval.ts';
import { createCentralClient } from './central-client.ts';
import { openCentralLink } from './central-link.ts';
import { createFastLane } from './fast-lane.ts';
import type { KioskIdentity } from './kiosk-identity.ts';
import { startOutboxPump } from './outbox.ts';

/** The central system as the core sees it, whether or not this terminal is enrolled there. */
export interface Central {
  open(transactionId: string, facts: OpenRequestInput): Promise<OpenRequestOutcome>;
  watch(listener: (approval: Approval) => void): () => void;
  /** Null: this terminal is not enrolled. */
  readonly queue: QueueAccess | null;
  /** Tells that the central system answers, after it did not or for the first time. */
  watchFound(listener: () => void): () => void;
  /** Tells who is called, from now on, until the returned function is called. */
  watchCalled(listener: (news: CalledNews) => void): () => void;
  /** The right for the open request; null where there is none. */
  borrow(today: Date): BorrowedRight | null;
  /** The transaction is closed. */
  forget(): void;
  /** The ledger has something new to tell. */
  wake(): void;
  stop(): void;
}

export type CalledNews =
  /** Latest first. */
  | { readonly kind: 'called'; readonly called: readonly CalledTicket[] }
  /** Nothing can be heard until the next calls come. */
  | { readonly kind: 'lost' };

export interface BorrowedRight {
  readonly transactionId: string;
  readonly right: LentRight;
}

/** What a terminal needs that is enrolled. */
export interface CentralAccess {
  readonly identity: KioskIdentity;
  /** Signatures are dated by it, so it is the real one even where the terminal's can be moved. */
  readonly clock: Clock;
  readonly passiveAuthentication: PassiveAuthentication;
}

export interface CentralParts extends CentralAccess {
  readonly ledger: Ledger;
  readonly log: Log;
  readonly onLedgerFault: (error: unknown) => void;
}

export const NO_CENTRAL: Central = {
  open: async () => ({ kind: 'not-admitted' }),
  watch: () => () => {},
  queue: null,
  watchFound: () => () => {},
  watchCalled: () => () => {},
  borrow: () => null,
  forget: () => {},
  wake: () => {},
  stop: () => {},
};

export function connectCentral(parts: CentralParts): Central {
  const { identity, clock, passiveAuthentication, ledger, log, onLedgerFault } = parts;
  const client = createCentralClient({ identity, now: () => clock.now(), log });
  const lane = createFastLane(client, ledger);
  const pump = startOutboxPump({ outbox: ledger.outbox, client, clock, log, onLedgerFault });
  /** A request of a transaction that is over, e.g. because its opening came late. */
  const withdraw = (requestId: string): void => {
    try {
      ledger.withdraw(requestId);
      pump.wake();
    } catch (error) {
      onLedgerFault(error);
    }
  };
  const foundListeners = new Set<() => void>();
  const calledListeners = new Set<(news: CalledNews) => void>();
  let lastCalled: readonly CalledTicket[] | null = null;
  const tellCalled = (news: CalledNews): void => {
    lastCalled = news.kind === 'called' ? news.called : null;
    for (const listener of calledListeners) listener(news);
  };
  const link = openCentralLink({
    identity,
    clock,
    log,
    onRequest: (request) => {
      if (request && lane.pushed(request) === 'unknown' && isAlive(request)) withdraw(request.id);
    },
    onCalled: (called) => tellCalled({ kind: 'called', called }),
    onFound() {
      pump.wake();
      for (const listener of foundListeners) listener();
    },
    onLost: () => tellCalled({ kind: 'lost' }),
  });
  pump.wake();
  return {
    open: lane.open,
    watch: lane.watch,
    queue: {
      system: createOurQueue({ client, lastCalled: () => lastCalled }),
      followPage: new URL('/follow/', identity.central).href,
    },
    watchFound(listener) {
      foundListeners.add(listener);
      return () => foundListeners.delete(listener);
    },
    watchCalled(listener) {
      calledListeners.add(listener);
      return () => calledListeners.delete(listener);
    },
    borrow(today) {
      const borrowed = lane.borrow();
      if (!borrowed) return null;
      const { transactionId, authority, rights, minimumAge } = borrowed;
      const age = minimumAge === null ? {} : { minimumAge };
      return { transactionId, right: { authority, rights, passiveAuthentication, today, ...age } };
    },
    forget: lane.forget,
    wake: pump.wake,
    stop() {
      link.close();
      pump.stop();
    },
  };
}
