import type { QueueService } from '../../contract/queue-configuration.ts';
import type { Queries } from '../database/database.ts';
import { type Block, nextBlock, ticketOf } from './number-blocks.ts';

/**
 * Number series. Every day a series begins anew, at its first number; during the day it only goes
 * up and never begins again. Numbers of a lease that is open, or was closed today, are skipped, on
 * whatever day it was granted: so a number that a kiosk may still give is nobody else's, whatever
 * the kiosk's clock says.
 */

export interface NumberPlace {
  readonly branchId: string;
  readonly day: string;
  readonly service: QueueService;
}

export interface SeriesBlock extends Block {
  readonly prefix: string;
  readonly digits: number;
}

interface SeriesRow {
  readonly prefix: string;
  readonly first_number: number;
  readonly last_number: number;
  readonly next_number: number;
  readonly given: number;
}

/** Takes up to `count` numbers in a row. The branch must be locked. Null: none is left today. */
export async function takeNumbers(
  queries: Queries,
  place: NumberPlace,
  count: number,
): Promise<SeriesBlock | null> {
  const series = await openSeries(queries, place);
  if (series === null) return null;
  const left = { first: series.next_number, last: series.last_number };
  const held = await heldNumbers(queries, place, series.prefix);
  const block = nextBlock(left, held, count);
  if (block === null) return null;
  await queries.query(
    `UPDATE number_series SET next_number = $4
     WHERE branch_id = $1 AND day = $2 AND service_id = $3`,
    [place.branchId, place.day, place.service.id, block.last + 1],
  );
  return { ...block, prefix: series.prefix, digits: String(series.last_number).length };
}

/** The next single number, as it stands on paper. */
export async function takeTicketNumber(
  queries: Queries,
  place: NumberPlace,
): Promise<string | null> {
  const block = await takeNumbers(queries, place, 1);
  return block === null ? null : ticketOf(block.prefix, block.first, block.digits);
}

export async function numbersLeft(queries: Queries, place: NumberPlace): Promise<number> {
  const series = await openSeries(queries, place);
  return series === null ? 0 : Math.max(0, series.last_number - series.next_number + 1);
}

/** Counts a ticket without an appointment against the day's limit. */
export async function countTicket(queries: Queries, place: NumberPlace): Promise<void> {
  await openSeries(queries, place);
  await queries.query(
    `UPDATE number_series SET given = given + 1
     WHERE branch_id = $1 AND day = $2 AND service_id = $3`,
    [place.branchId, place.day, place.service.id],
  );
}

/** Tickets without an appointment, by service. */
export async function givenToday(
  queries: Queries,
  branchId: string,
  day: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await queries.query<{ service_id: string; given: number }>(
    'SELECT service_id, given FROM number_series WHERE branch_id = $1 AND day = $2',
    [branchId, day],
  );
  return new Map(rows.map(({ service_id: serviceId, given }) => [serviceId, given]));
}

/**
 * The series of today as it was with its first number: a changed range counts from the next day.
 * Null where another service has given numbers of this range today.
 */
async function openSeries(
  queries: Queries,
  { branchId, day, service }: NumberPlace,
): Promise<SeriesRow | null> {
  const key = [branchId, day, service.id];
  const [known] = await queries.query<SeriesRow>(
    'SELECT * FROM number_series WHERE branch_id = $1 AND day = $2 AND service_id = $3',
    key,
  );
  if (known) return known;
  const { prefix, firstNumber, lastNumber } = service.series;
  const [begun] = await queries.query<SeriesRow>(
    `INSERT INTO number_series
       (branch_id, day, service_id, prefix, first_number, last_number, next_number)
     SELECT $1::uuid, $2::date, $3::text, $4::text, $5::integer, $6::integer, $5::integer
     WHERE NOT EXISTS (
       SELECT 1 FROM number_series WHERE branch_id = $1::uuid AND day = $2::date
         AND prefix = $4::text AND first_number <= $6::integer AND last_number >= $5::integer)
     RETURNING *`,
    [...key, prefix, firstNumber, lastNumber],
  );
  return begun ?? null;
}

async function heldNumbers(
  queries: Queries,
  { branchId, day }: NumberPlace,
  prefix: string,
): Promise<Block[]> {
  return queries.query<{ first: number; last: number }>(
    `SELECT first_number AS first, last_number AS last FROM number_leases
     WHERE branch_id = $1 AND prefix = $3
       AND (closed_day IS NULL OR (closed_day >= $2::date AND granted_day < $2::date))`,
    [branchId, day, prefix],
  );
}
