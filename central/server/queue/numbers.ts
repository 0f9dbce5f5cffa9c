import type { Queries } from '../database/database.ts';
import { type Block, nextBlock, ticketOf } from './number-blocks.ts';
import { type NumberPlace, type SeriesRow, seriesOf } from './series.ts';

/**
 * Number series. Every day a series begins anew, at its first number; during the day it only goes
 * up and never begins again. Numbers of a lease that is open, or was closed today, are skipped, on
 * whatever day it was granted: so a number that a kiosk may still give is nobody else's, whatever
 * the kiosk's clock says.
 */

interface SeriesBlock extends Block {
  readonly prefix: string;
  readonly digits: number;
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

/** Begins the series of today where it is not there; null where that is not possible. */
async function openSeries(queries: Queries, place: NumberPlace): Promise<SeriesRow | null> {
  const rows = await queries.query<{ row: SeriesRow }>(
    'SELECT to_jsonb(s) AS row FROM number_series s WHERE branch_id = $1 AND day = $2',
    [place.branchId, place.day],
  );
  const begun = rows.map(({ row }) => row);
  const series = seriesOf(begun, place);
  if (series !== null && !begun.includes(series)) {
    await queries.query(
      `INSERT INTO number_series
       SELECT * FROM jsonb_populate_record(NULL::number_series, $1::jsonb)`,
      [JSON.stringify(series)],
    );
  }
  return series;
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
