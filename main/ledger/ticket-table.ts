import type Database from 'better-sqlite3';
import type { OfflineTicket } from '../../central/contract/queue.ts';
import type { PrintOutcome } from '../../state-machines/ports/printer.ts';
import type { LeasedNumber, LeaseTable } from './lease-table.ts';

/**
 * Visitors' tickets, each under one id for ever: stored before the queue system is asked, with its
 * number before anybody is told it, and with what became of its paper.
 */
export interface TicketTable {
  wish(wish: TicketWish): void;
  /** By the queue system. */
  given(id: string, ticket: { readonly number: string; readonly serviceId: string }): void;
  /** From a lease, to be reported. Null where no number is left. */
  giveLeased(giving: LeasedGiving): LeasedNumber | null;
  end(id: string, ending: TicketEnding): void;
  /** Oldest first. */
  unreported(limit: number): OfflineTicket[];
  reported(ids: readonly string[], how: 'stored' | 'refused' | 'unknown'): void;
  numberOf(id: string): string | null;
  /** Given from leases since then, by service. */
  leasedSince(at: string): ReadonlyMap<string, number>;
  /** Ends tickets of which a dead process left open whether they came out. @returns those */
  endInterrupted(): InterruptedTicket[];
}

export interface TicketWish {
  readonly id: string;
  readonly transactionId: string;
  /** Null: a check-in, whose service the appointment tells. */
  readonly serviceId: string | null;
}

export interface LeasedGiving {
  readonly id: string;
  readonly serviceId: string;
  readonly followToken: string;
}

/** `not-given`: the visitor was told so. Left out in the table: still under way. */
export type TicketEnding = PrintOutcome['kind'] | 'not-given' | 'interrupted';

export interface InterruptedTicket {
  readonly id: string;
  readonly transactionId: string;
  /** Null: nobody knows whether the queue system gave one. */
  readonly number: string | null;
}

const STATEMENTS = {
  wish: `INSERT INTO queue_tickets (id, transaction_id, service_id, wished_at)
         VALUES (@id, @transactionId, @serviceId, @at)`,
  given: `UPDATE queue_tickets SET number = @number, service_id = @serviceId, given_at = @at,
            ending = NULL
          WHERE id = @id AND number IS NULL`,
  giveLeased: `UPDATE queue_tickets SET number = @ticket, given_at = @at, ending = NULL,
                 lease_id = @leaseId, lease_number = @number, follow_token = @followToken,
                 report = 'waiting'
               WHERE id = @id AND number IS NULL`,
  end: 'UPDATE queue_tickets SET ending = ? WHERE id = ? AND ending IS NULL',
  unreported: `SELECT id, lease_id AS leaseId, lease_number AS number, given_at AS at,
                 follow_token AS followToken
               FROM queue_tickets WHERE report = 'waiting' ORDER BY sequence LIMIT ?`,
  // The token stands on the visitor's paper, and is not needed here any more.
  reported: `UPDATE queue_tickets SET report = ?, follow_token = NULL
             WHERE id = ? AND report = 'waiting'`,
  numberOf: 'SELECT number FROM queue_tickets WHERE id = ?',
  leasedSince: `SELECT service_id AS serviceId, count(*) AS tickets FROM queue_tickets
                WHERE lease_id IS NOT NULL AND given_at >= ? GROUP BY service_id`,
  underWay: `SELECT id, transaction_id AS transactionId, number
             FROM queue_tickets WHERE ending IS NULL ORDER BY sequence`,
} as const;

export function createTicketTable(
  database: Database.Database,
  timestamp: () => string,
  leases: Pick<LeaseTable, 'takeNumber'>,
): TicketTable {
  const prepared = Object.fromEntries(
    Object.entries(STATEMENTS).map(([name, sql]) => [name, database.prepare(sql)]),
  ) as Record<keyof typeof STATEMENTS, Database.Statement>;
  const takeLeased = database.transaction((giving: LeasedGiving): LeasedNumber | null => {
    const taken = leases.takeNumber(giving.serviceId);
    if (!taken) return null;
    const { changes } = prepared.giveLeased.run({ ...giving, ...taken, at: timestamp() });
    if (changes !== 1) throw new Error('the ticket has a number already');
    return taken;
  });
  const endInterrupted = database.transaction(() => {
    const found = prepared.underWay.all() as InterruptedTicket[];
    for (const { id } of found) prepared.end.run('interrupted', id);
    return found;
  });
  return {
    wish: (wish) => void prepared.wish.run({ ...wish, at: timestamp() }),
    given: (id, ticket) => void prepared.given.run({ id, ...ticket, at: timestamp() }),
    giveLeased: (giving) => takeLeased.immediate(giving),
    end: (id, ending) => void prepared.end.run(ending, id),
    unreported: (limit) => prepared.unreported.all(limit) as OfflineTicket[],
    reported: database.transaction((ids: readonly string[], how: string) => {
      for (const id of ids) prepared.reported.run(how, id);
    }),
    numberOf(id) {
      const row = prepared.numberOf.get(id) as { number: string | null } | undefined;
      return row?.number ?? null;
    },
    leasedSince(at) {
      const rows = prepared.leasedSince.all(at) as { serviceId: string; tickets: number }[];
      return new Map(rows.map(({ serviceId, tickets }) => [serviceId, tickets]));
    },
    endInterrupted,
  };
}
