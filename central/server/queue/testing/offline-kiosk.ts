import { randomUUID } from 'node:crypto';
import type { NumberLease, OfflineTicket } from '../../../contract/queue.ts';
import type { KioskIdentity } from '../../http/identities.ts';
import { giveTicket } from '../give-ticket.ts';
import { newFollowToken } from '../new-entry.ts';
import type { TestQueue } from './test-queue.ts';

/**
 * A kiosk as the contract asks for it: it writes down what it is going to do before it does it, and
 * its numbers never depend on its clock. Questions and answers may be lost.
 */
export type Network = 'fine' | 'no-question' | 'no-answer';

interface Ledger {
  readonly id: string;
  wish: string | null;
  leases: { readonly lease: NumberLease; next: number }[];
  outbox: OfflineTicket[];
}

export interface Printed {
  readonly ticket: string;
  /** The true day, not the kiosk's. */
  readonly day: string;
  readonly id: string;
}

class Lost extends Error {}

export class OfflineKiosk {
  readonly identity: KioskIdentity;
  readonly printed: Printed[] = [];
  private readonly queue: TestQueue;
  private ledger = freshLedger();
  /** How wrong its clock is. */
  clockErrorMs = 0;

  constructor(queue: TestQueue, identity: KioskIdentity) {
    this.queue = queue;
    this.identity = identity;
  }

  /** A visitor taps. @returns whether a ticket was printed */
  async give(network: Network, day: string): Promise<boolean> {
    const id = randomUUID();
    const { database, now } = this.queue;
    try {
      const giving = { kiosk: this.identity, entryId: id, serviceId: 'identity-card', now };
      const given = await over(network, () => giveTicket(database, giving));
      if (given.kind !== 'given') return false;
      this.printed.push({ ticket: given.entry.ticket, day, id });
      return true;
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      return this.giveAlone(id, day);
    }
  }

  async sync(network: Network): Promise<void> {
    const { ledger } = this;
    try {
      if (ledger.outbox.length > 0) {
        const report = await over(network, () => this.queue.report(ledger.outbox, this.identity));
        const settled = new Set([...report.stored, ...report.refused.map(({ id }) => id)]);
        ledger.outbox = ledger.outbox.filter(({ id }) => !settled.has(id));
      }
      const used = ledger.leases.filter(({ lease, next }) => next > lease.lastNumber);
      const returned = used.map(({ lease }) => lease.id);
      if (ledger.leases.length === used.length) ledger.wish ??= randomUUID();
      const wishes = ledger.wish === null ? [] : [{ id: ledger.wish, serviceId: 'identity-card' }];
      const question = { ledgerId: ledger.id, wishes, returned };
      const answer = await over(network, () => this.queue.leases(question, this.identity));
      ledger.leases = ledger.leases.filter(({ lease }) => !answer.returned.includes(lease.id));
      for (const lease of answer.leases) {
        ledger.leases.push({ lease, next: lease.firstNumber });
        ledger.wish = null;
      }
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
    }
  }

  /** The disk is replaced: the kiosk knows nothing of before. */
  loseLedger(): void {
    this.ledger = freshLedger();
  }

  /** Power is cut after a number was noted and before it was printed; the disk is all that stays. */
  restart(): void {
    this.ledger = structuredClone(this.ledger);
    const held = this.ledger.leases.find(({ lease, next }) => next <= lease.lastNumber);
    if (held) held.next += 1;
  }

  /** Ids of tickets that nobody else knows of. */
  get unsent(): readonly string[] {
    return this.ledger.outbox.map(({ id }) => id);
  }

  private giveAlone(id: string, day: string): boolean {
    const held = this.ledger.leases.find(({ lease, next }) => next <= lease.lastNumber);
    if (!held) return false;
    const number = held.next;
    held.next += 1;
    const at = new Date(this.queue.now + this.clockErrorMs).toISOString();
    const followToken = newFollowToken();
    this.ledger.outbox.push({ id, leaseId: held.lease.id, number, at, followToken });
    const { prefix, digits } = held.lease;
    this.printed.push({ ticket: `${prefix}${String(number).padStart(digits, '0')}`, day, id });
    return true;
  }
}

function freshLedger(): Ledger {
  return { id: randomUUID(), wish: null, leases: [], outbox: [] };
}

async function over<Answer>(network: Network, ask: () => Promise<Answer>): Promise<Answer> {
  if (network === 'no-question') throw new Lost();
  const answer = await ask();
  if (network === 'no-answer') throw new Lost();
  return answer;
}
