import type { WaitRange } from '../../central/contract/queue.ts';
import { estimateWaits, rangeOf } from '../../central/server/queue/estimate.ts';
import { type HandlingTimes, measureHandlings } from '../../central/server/queue/handling-times.ts';
import { type ZmsEntry, zmsEstimate } from '../../main/sync/adapters/zms/testing/zms-estimate.ts';
import { drawDay, MINUTE_MS, seeded } from './branch-day.ts';
import { type ReplayedDay, replay, type TicketTaken } from './branch-replay.ts';
import type { Measurement, Row } from './row.ts';
import { median, percentile, sum } from './statistics.ts';

/**
 * How wrong the wait is that a visitor is told, beside what the formula of ZMS says at the same
 * moment of the same days. Both know the days before the measured ones; the seeds of the measured
 * days serve nothing else.
 */

const KNOWN_SEED = 11;
const MEASURED_SEEDS = [101, 102, 103, 104] as const;
const DAYS = 20;
const CHANCE_SEED = 7;

export const waitEstimate: Measurement = {
  name: 'wait-estimate',
  missing: () => [],
  run: async () => {
    const known = playDays(KNOWN_SEED);
    const handlings = known.flatMap((day) => day.handlings);
    const times = measureHandlings(handlings, new Map());
    const showUp = sum(known.map((day) => day.showUp)) / known.length;
    const averageMinutes = averageOf(known);
    const random = seeded(CHANCE_SEED);
    const guesses = MEASURED_SEEDS.flatMap((seed) => playDays(seed))
      .flatMap(({ tickets }) => tickets)
      .flatMap((ticket) => guessesAt(ticket, { times, showUp, averageMinutes, random }));
    return [rowOf(guesses)];
  },
};

interface Guess {
  readonly waitMs: number;
  readonly ours: number;
  readonly isInRange: boolean;
  readonly zms: number;
  readonly zmsMiddle: number;
}

function playDays(seed: number): ReplayedDay[] {
  return Array.from({ length: DAYS }, (_, index) =>
    replay(drawDay(seed, index), seeded(seed * 7_919 + index)),
  );
}

/** What somebody who measures would type into ZMS: the mean over all services, in whole minutes. */
function averageOf(days: readonly ReplayedDay[]): number {
  const durations = days.flatMap(({ handlings }) =>
    handlings.map(({ startedAt, endedAt }) => endedAt - startedAt),
  );
  return Math.round(sum(durations) / durations.length / MINUTE_MS);
}

function guessesAt(
  { person, situation, waitMs }: TicketTaken,
  known: {
    readonly times: HandlingTimes;
    readonly showUp: number;
    readonly averageMinutes: number;
    readonly random: () => number;
  },
): Guess[] {
  const ours = estimateWaits({ ...situation, showUp: known.showUp }, [person], known).get(
    person.id,
  );
  if (!ours) return [];
  const { now, waiting, expected, counters } = situation;
  const entries = [...waiting, ...expected].map(
    ({ id, queuedAt, appointmentAt }): ZmsEntry => ({
      number: id,
      withAppointment: appointmentAt !== null,
      arrival: Math.round((appointmentAt ?? queuedAt) / 1_000),
    }),
  );
  const fake = { number: 'fake', withAppointment: false, arrival: Math.round(now / 1_000) };
  const branch = {
    now: fake.arrival,
    averageMinutes: known.averageMinutes,
    counters: counters.length === 0 ? null : counters.length,
  };
  const zms = zmsEstimate(branch, [...entries, fake]).find(({ entry }) => entry === fake);
  if (!zms) return [];
  const { estimateMinutes, optimisticMinutes } = zms;
  return [
    {
      waitMs,
      ours: ours.medianMs,
      isInRange: isWithin(waitMs / MINUTE_MS, rangeOf(ours)),
      zms: estimateMinutes * MINUTE_MS,
      zmsMiddle: ((estimateMinutes + optimisticMinutes) / 2) * MINUTE_MS,
    },
  ];
}

function isWithin(minutes: number, range: WaitRange): boolean {
  return range !== null && minutes >= range.fromMinutes && minutes <= range.toMinutes;
}

function rowOf(guesses: readonly Guess[]): Row {
  const errorOf = (guessed: 'ours' | 'zms' | 'zmsMiddle'): number =>
    median(guesses.map((guess) => Math.abs(guess[guessed] - guess.waitMs)));
  const minutes = (ms: number): string => `${(ms / MINUTE_MS).toFixed(1)} min`;
  const [zms, middle] = [errorOf('zms'), errorOf('zmsMiddle')];
  const waits = guesses.map(({ waitMs }) => waitMs);
  const inRange = guesses.filter(({ isInRange }) => isInRange).length / guesses.length;
  return {
    name: 'error of the wait told, median',
    unit: 'min',
    ours: errorOf('ours') / MINUTE_MS,
    // Whichever of its two readings is nearer to the truth.
    reference: { name: 'ZMS', value: Math.min(zms, middle) / MINUTE_MS },
    target: 0.7,
    runs: guesses.length,
    note: `Ours ${minutes(errorOf('ours'))}, ZMS ${minutes(zms)} by its estimate and ${minutes(middle)} by the middle of its range; waits: median ${minutes(median(waits))}, 90th percentile ${minutes(percentile(waits, 90))}. ${(inRange * 100).toFixed(0)} % of the waits lie in the range we print. People are called in the order of our queue engine, and both know the same days before.`,
  };
}
