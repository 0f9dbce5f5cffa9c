/**
 * The wait estimate of ZMS (it-at-m/eappointment, `QueueList::withEstimatedWaitingTime`), written
 * anew from its description: for the contract fake, and for comparison. Times are seconds.
 */

export interface ZmsEntry {
  readonly number: string;
  readonly withAppointment: boolean;
  readonly arrival: number;
  /** 1 goes first; left out: 2 with an appointment, 3 without. */
  readonly priority?: 1 | 2 | 3;
}

export interface ZmsWait<Entry extends ZmsEntry = ZmsEntry> {
  readonly entry: Entry;
  readonly estimateMinutes: number;
  readonly optimisticMinutes: number;
}

export interface ZmsBranch {
  readonly now: number;
  /** Of the whole branch, as its configuration says. */
  readonly averageMinutes: number;
  /** Null: none is signed in. */
  readonly counters: number | null;
}

const FIRST_TICK_SECONDS = 120;
const OPTIMISM = 0.8;

/** In the order in which ZMS would call them. */
export function zmsEstimate<Entry extends ZmsEntry>(
  { now, averageMinutes, counters }: ZmsBranch,
  entries: readonly Entry[],
): ZmsWait<Entry>[] {
  const sorted = entries.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const withAppointment = sorted.filter((entry) => entry.withAppointment);
  const without = sorted.filter((entry) => !entry.withAppointment);
  const slot = (averageMinutes * 60) / (counters ?? 1);
  let current = now + FIRST_TICK_SECONDS;
  let optimistic = now;
  let pessimistic = now + slot;
  let skip = Math.ceil(counters ?? 0);
  const waits: ZmsWait<Entry>[] = [];
  while (withAppointment.length + without.length > 0) {
    const [booked] = withAppointment;
    const [walkIn] = without;
    const usual = {
      estimateMinutes: wholeMinutes(pessimistic - now),
      optimisticMinutes: wholeMinutes(optimistic - now),
    };
    if (walkIn && goesFirst(walkIn, booked)) {
      waits.push({ entry: walkIn, ...usual });
      without.shift();
    } else if (booked && current >= booked.arrival) {
      const isDue = optimistic >= booked.arrival;
      // Before the first tick ZMS starts from zero.
      const elapsed = current === now + FIRST_TICK_SECONDS ? 0 : Math.ceil((current - now) / 60);
      const early = {
        estimateMinutes: elapsed + 1,
        optimisticMinutes: wholeMinutes(booked.arrival - now),
      };
      waits.push({ entry: booked, ...(isDue ? usual : early) });
      withAppointment.shift();
    } else if (walkIn) {
      waits.push({ entry: walkIn, ...usual });
      without.shift();
    }
    skip -= 1;
    if (skip <= 0) optimistic += slot * OPTIMISM;
    pessimistic += slot;
    current += slot;
  }
  return waits;
}

function goesFirst(walkIn: ZmsEntry, booked: ZmsEntry | undefined): boolean {
  if (walkIn.priority === 1) return true;
  return walkIn.priority === 2 && booked !== undefined && walkIn.arrival < booked.arrival;
}

function keyOf({ priority, withAppointment, arrival, number }: ZmsEntry): string {
  const digit = priority ?? (withAppointment ? 2 : 3);
  return `${digit}${String(arrival).padStart(11, '0')}${number.padStart(11, '0')}`;
}

const wholeMinutes = (seconds: number): number => Math.floor(seconds / 60);
