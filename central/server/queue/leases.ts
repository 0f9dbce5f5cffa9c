import type { z } from 'zod';
import type { LeasesAnswer, leasesQuestion, NumberLease } from '../../contract/queue.ts';
import type { QueueConfiguration, QueueService } from '../../contract/queue-configuration.ts';
import type { Database, Queries } from '../database/database.ts';
import { inBranch } from '../fast-lane/branch-changes.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readConfiguration } from './configuration.ts';
import { leaseSize } from './lease-size.ts';
import { numbersLeft, takeNumbers } from './numbers.ts';

/**
 * Blocks of numbers for kiosks without a network. A lease has no end by the clock: until its kiosk
 * returns it, or shows by a new ledger that it lost it, nobody else gives its numbers, on any day.
 */

/** The busiest hour of these days tells how many numbers are enough. */
const DEMAND_DAYS = 14;
const DAY_MS = 24 * 60 * 60_000;
/** Without it a kiosk that never returns any would take all numbers. */
const OPEN_LEASES_MAX = 4;

export interface LeaseKeeping {
  readonly kiosk: KioskIdentity;
  readonly question: z.infer<typeof leasesQuestion>;
  readonly now: number;
}

/** Throws a `ProblemError`: conflict, where the kiosk has had a newer ledger. */
export async function keepLeases(
  database: Database,
  { kiosk, question, now }: LeaseKeeping,
): Promise<LeasesAnswer> {
  const { branchId } = kiosk;
  return inBranch(database, branchId, async (queries) => {
    await closeLostLeases(queries, kiosk, { ledgerId: question.ledgerId, now });
    for (const id of question.returned) {
      await closeLeases(queries, { kioskId: kiosk.id, now, where: 'id = $4', value: id });
    }
    const configuration = await readConfiguration(queries, branchId);
    const sizes = await leaseSizes(queries, configuration, { kiosk, now });
    const leases: NumberLease[] = [];
    for (const wish of question.wishes) {
      const service = configuration.services.find(({ id }) => id === wish.serviceId);
      const lease =
        (await findLease(queries, wish.id, { kiosk, ledgerId: question.ledgerId })) ??
        (service &&
          (await grant(queries, {
            ...{ kiosk, ledgerId: question.ledgerId, now, id: wish.id, service },
            size: sizes.get(service.id) ?? 0,
          })));
      if (lease) leases.push(lease);
    }
    const advised = [...sizes].map(([serviceId, numbers]) => ({ serviceId, numbers }));
    return { leases, returned: question.returned, advised };
  });
}

/** A kiosk with a new ledger has lost what the older ones held, and does not know what it gave. */
async function closeLostLeases(
  queries: Queries,
  kiosk: KioskIdentity,
  { ledgerId, now }: { ledgerId: string; now: number },
): Promise<void> {
  await queries.query(
    `INSERT INTO kiosk_ledgers (kiosk_id, ledger_id, ordinal)
     SELECT $1::uuid, $2::uuid, coalesce(max(ordinal), 0) + 1
     FROM kiosk_ledgers WHERE kiosk_id = $1::uuid
     ON CONFLICT (kiosk_id, ledger_id) DO NOTHING`,
    [kiosk.id, ledgerId],
  );
  const [newest] = await queries.query<{ ledger_id: string }>(
    'SELECT ledger_id FROM kiosk_ledgers WHERE kiosk_id = $1 ORDER BY ordinal DESC LIMIT 1',
    [kiosk.id],
  );
  if (newest?.ledger_id !== ledgerId) {
    throw new ProblemError('conflict', 'This kiosk has had a newer ledger since.');
  }
  await closeLeases(queries, { kioskId: kiosk.id, now, where: 'ledger_id <> $4', value: ledgerId });
}

interface Closing {
  readonly kioskId: string;
  readonly now: number;
  readonly where: 'id = $4' | 'ledger_id <> $4';
  readonly value: string;
}

async function closeLeases(queries: Queries, { kioskId, now, where, value }: Closing) {
  await queries.query(
    `UPDATE number_leases SET closed_at = $2, closed_day = $3
     WHERE kiosk_id = $1 AND closed_day IS NULL AND ${where}`,
    [kioskId, new Date(now).toISOString(), dayInBranch(now), value],
  );
}

async function findLease(
  queries: Queries,
  leaseId: string,
  { kiosk, ledgerId }: { kiosk: KioskIdentity; ledgerId: string },
): Promise<NumberLease | undefined> {
  const [row] = await queries.query<LeaseRow>('SELECT * FROM number_leases WHERE id = $1', [
    leaseId,
  ]);
  if (!row) return undefined;
  if (row.kiosk_id !== kiosk.id || row.ledger_id !== ledgerId || row.closed_day !== null) {
    throw new ProblemError('conflict', 'A lease with this id has ended, or is not of this kiosk.');
  }
  return leaseOf(row);
}

interface Granting {
  readonly kiosk: KioskIdentity;
  readonly ledgerId: string;
  readonly id: string;
  readonly service: QueueService;
  readonly size: number;
  readonly now: number;
}

async function grant(
  queries: Queries,
  { kiosk, ledgerId, id, service, size, now }: Granting,
): Promise<NumberLease | undefined> {
  const open = await queries.query(
    `SELECT 1 FROM number_leases
     WHERE kiosk_id = $1 AND service_id = $2 AND closed_day IS NULL`,
    [kiosk.id, service.id],
  );
  if (open.length >= OPEN_LEASES_MAX) return undefined;
  const day = dayInBranch(now);
  const block = await takeNumbers(queries, { branchId: kiosk.branchId, day, service }, size);
  if (block === null) return undefined;
  const [row] = await queries.query<LeaseRow>(
    `INSERT INTO number_leases (id, branch_id, kiosk_id, ledger_id, service_id, prefix, digits,
       first_number, last_number, granted_at, granted_day)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING *`,
    [
      ...[id, kiosk.branchId, kiosk.id, ledgerId, service.id, block.prefix, block.digits],
      ...[block.first, block.last, new Date(now).toISOString(), day],
    ],
  );
  return row && leaseOf(row);
}

async function leaseSizes(
  queries: Queries,
  { services }: QueueConfiguration,
  { kiosk, now }: { kiosk: KioskIdentity; now: number },
): Promise<ReadonlyMap<string, number>> {
  const { branchId } = kiosk;
  const busiest = await queries.query<{ service_id: string; tickets: number }>(
    `SELECT service_id, max(tickets)::integer AS tickets FROM (
       SELECT service_id, count(*) AS tickets FROM queue_entries
       WHERE kiosk_id = $1 AND queued_at > $2
       GROUP BY service_id, date_trunc('hour', queued_at)
     ) hours GROUP BY service_id`,
    [kiosk.id, new Date(now - DEMAND_DAYS * DAY_MS).toISOString()],
  );
  const [count] = await queries.query<{ kiosks: number }>(
    'SELECT count(*)::integer AS kiosks FROM kiosks WHERE branch_id = $1',
    [branchId],
  );
  const day = dayInBranch(now);
  const sizes = new Map<string, number>();
  for (const service of services) {
    const demand = {
      busiestHour: busiest.find(({ service_id: id }) => id === service.id)?.tickets ?? 0,
      numbersLeft: await numbersLeft(queries, { branchId, day, service }),
      kiosks: count?.kiosks ?? 1,
    };
    sizes.set(service.id, leaseSize(demand));
  }
  return sizes;
}

export interface LeaseRow {
  readonly id: string;
  readonly branch_id: string;
  readonly kiosk_id: string;
  readonly ledger_id: string;
  readonly service_id: string;
  readonly prefix: string;
  readonly digits: number;
  readonly first_number: number;
  readonly last_number: number;
  readonly granted_at: Date;
  readonly closed_at: Date | null;
  readonly closed_day: unknown;
}

function leaseOf(row: LeaseRow): NumberLease {
  return {
    id: row.id,
    serviceId: row.service_id,
    prefix: row.prefix,
    digits: row.digits,
    firstNumber: row.first_number,
    lastNumber: row.last_number,
  };
}
