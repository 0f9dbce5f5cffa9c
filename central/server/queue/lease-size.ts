/** How many numbers a kiosk should hold of a service, for hours without a network. Pure. */

/** A network is seldom away for longer; the busiest hour stands for each of them. */
const AWAY_HOURS = 3;
const NUMBERS_MIN = 5;
const NUMBERS_MAX = 120;

export interface LeaseDemand {
  /** Tickets that this kiosk gave of the service in its busiest hour of late. */
  readonly busiestHour: number;
  /** Of the series, today. */
  readonly numbersLeft: number;
  readonly kiosks: number;
}

/** Never more than a fair part of half of what is left: the network may be away for one kiosk. */
export function leaseSize({ busiestHour, numbersLeft, kiosks }: LeaseDemand): number {
  const wanted = Math.min(NUMBERS_MAX, Math.max(NUMBERS_MIN, busiestHour * AWAY_HOURS));
  const fair = Math.ceil(numbersLeft / (2 * Math.max(1, kiosks)));
  return Math.min(wanted, fair);
}
