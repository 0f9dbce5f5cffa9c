import type { QueueService } from '../../contract/queue-configuration.ts';

/** The number series of a service on one day. Pure. */

export interface NumberPlace {
  readonly branchId: string;
  readonly day: string;
  readonly service: QueueService;
}

/** A row of `number_series`. */
export interface SeriesRow {
  readonly branch_id: string;
  readonly day: string;
  readonly service_id: string;
  readonly prefix: string;
  readonly first_number: number;
  readonly last_number: number;
  readonly next_number: number;
  /** Tickets without an appointment. */
  readonly given: number;
}

/**
 * The series of the day as it was with its first number: a changed range counts from the next day.
 * Null where another service has given numbers of this range on this day.
 * @param begun all series of the branch on this day
 */
export function seriesOf(
  begun: readonly SeriesRow[],
  { branchId, day, service }: NumberPlace,
): SeriesRow | null {
  const known = begun.find(({ service_id: id }) => id === service.id);
  if (known) return known;
  const { prefix, firstNumber, lastNumber } = service.series;
  const isTaken = begun.some(
    (other) =>
      other.prefix === prefix &&
      other.first_number <= lastNumber &&
      other.last_number >= firstNumber,
  );
  if (isTaken) return null;
  return {
    ...{ branch_id: branchId, day, service_id: service.id, prefix },
    ...{ first_number: firstNumber, last_number: lastNumber, next_number: firstNumber },
    given: 0,
  };
}
