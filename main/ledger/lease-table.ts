import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { NumberLease } from '../../central/contract/queue.ts';

/**
 * Numbers that nobody but this terminal gives. What is asked of the queue system is stored before
 * it is asked, so that a lost answer is asked for again.
 */
export interface LeaseTable {
  /** Made with the ledger: a terminal that lost its ledger has another. */
  ledgerId(): string;
  /** Another `ledgerId`, and no number of before is given any more. */
  renew(): void;
  /** Makes a wish for each of these services that has none. @returns all that are not granted */
  wish(serviceIds: readonly string[]): LeaseWish[];
  /** Those among them that are known already stay as they are. */
  add(leases: readonly NumberLease[]): void;
  /** Numbers not given yet, by service. */
  held(): ReadonlyMap<string, number>;
  /** Gives no more numbers of other services. */
  keepOnly(serviceIds: readonly string[]): void;
  /** Used up, with every ticket reported. */
  returnable(): string[];
  close(ids: readonly string[]): void;
  /** Uses up the next number of the oldest lease. Null where none is left. */
  takeNumber(serviceId: string): LeasedNumber | null;
}

export interface LeaseWish {
  readonly id: string;
  readonly serviceId: string;
}

export interface LeasedNumber {
  readonly leaseId: string;
  readonly number: number;
  /** As it is printed. */
  readonly ticket: string;
}

interface LeaseRow {
  readonly id: string;
  readonly prefix: string;
  readonly digits: number;
  readonly next_number: number;
}

const STATEMENTS = {
  begin: 'INSERT INTO queue_ledger (only, id) VALUES (1, ?) ON CONFLICT (only) DO NOTHING',
  ledgerId: 'SELECT id FROM queue_ledger',
  renew: 'UPDATE queue_ledger SET id = ?',
  wish: 'INSERT INTO lease_wishes (service_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  wishes: 'SELECT id, service_id AS serviceId FROM lease_wishes ORDER BY service_id',
  endWish: 'DELETE FROM lease_wishes WHERE id = ?',
  endWishes: 'DELETE FROM lease_wishes',
  add: `INSERT INTO number_leases (id, service_id, prefix, digits, next_number, last_number)
        VALUES (@id, @serviceId, @prefix, @digits, @firstNumber, @lastNumber)
        ON CONFLICT (id) DO NOTHING`,
  held: `SELECT service_id AS serviceId, sum(last_number + 1 - next_number) AS numbers
         FROM number_leases WHERE closed_at IS NULL GROUP BY service_id`,
  next: `SELECT id, prefix, digits, next_number FROM number_leases
         WHERE service_id = ? AND closed_at IS NULL AND next_number <= last_number
         ORDER BY sequence LIMIT 1`,
  take: 'UPDATE number_leases SET next_number = next_number + 1 WHERE id = ?',
  giveUp: 'UPDATE number_leases SET next_number = last_number + 1 WHERE service_id = ?',
  returnable: `SELECT id FROM number_leases AS lease
               WHERE closed_at IS NULL AND next_number > last_number AND NOT EXISTS (
                 SELECT 1 FROM queue_tickets WHERE lease_id = lease.id AND report = 'waiting')
               ORDER BY sequence`,
  close: 'UPDATE number_leases SET closed_at = ? WHERE id = ? AND closed_at IS NULL',
  closeAll: 'UPDATE number_leases SET closed_at = ? WHERE closed_at IS NULL',
} as const;

export function createLeaseTable(database: Database.Database, timestamp: () => string): LeaseTable {
  const run = (name: keyof typeof STATEMENTS, ...values: unknown[]): void => {
    prepared[name].run(...values);
  };
  const all = <Row>(name: keyof typeof STATEMENTS, ...values: unknown[]): Row[] =>
    prepared[name].all(...values) as Row[];
  const prepared = Object.fromEntries(
    Object.entries(STATEMENTS).map(([name, sql]) => [name, database.prepare(sql)]),
  ) as Record<keyof typeof STATEMENTS, Database.Statement>;
  const held = (): ReadonlyMap<string, number> =>
    new Map(
      all<{ serviceId: string; numbers: number }>('held').map(({ serviceId, numbers }) => [
        serviceId,
        numbers,
      ]),
    );
  run('begin', randomUUID());
  return {
    ledgerId() {
      const [row] = all<{ id: string }>('ledgerId');
      if (!row) throw new Error('the ledger has no id');
      return row.id;
    },
    renew: database.transaction(() => {
      run('renew', randomUUID());
      run('endWishes');
      run('closeAll', timestamp());
    }),
    wish: database.transaction((serviceIds: readonly string[]) => {
      for (const serviceId of serviceIds) run('wish', serviceId, randomUUID());
      return all<LeaseWish>('wishes');
    }),
    add: database.transaction((leases: readonly NumberLease[]) => {
      for (const lease of leases) {
        run('add', lease);
        run('endWish', lease.id);
      }
    }),
    held,
    keepOnly: database.transaction((serviceIds: readonly string[]) => {
      for (const [serviceId, numbers] of held()) {
        if (numbers > 0 && !serviceIds.includes(serviceId)) run('giveUp', serviceId);
      }
    }),
    returnable: () => all<{ id: string }>('returnable').map(({ id }) => id),
    close: database.transaction((ids: readonly string[]) => {
      for (const id of ids) run('close', timestamp(), id);
    }),
    takeNumber(serviceId) {
      const [lease] = all<LeaseRow>('next', serviceId);
      if (!lease) return null;
      run('take', lease.id);
      const { id: leaseId, prefix, digits, next_number: number } = lease;
      return { leaseId, number, ticket: `${prefix}${String(number).padStart(digits, '0')}` };
    },
  };
}
