/** From day to day, both included; the time of day does not count. */
export interface Validity {
  readonly from: Date;
  readonly to: Date;
}

/** Days around a day, counted in UTC. */
export function daysAround(today: Date, from: number, to: number): Validity {
  return { from: addDays(today, from), to: addDays(today, to) };
}

function addDays(day: Date, days: number): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + days));
}
