import { EARLY_MS } from '../../central/contract/queue-order.ts';

/**
 * Days in a citizen centre, drawn from a seed: when people come and for what, how long each takes,
 * which counters are there and when they pause. Shapes and shares are those that centres publish;
 * no recorded day is among them.
 */

export interface Visitor {
  readonly id: string;
  readonly serviceId: string;
  /** Milliseconds since the epoch, as all times here. */
  readonly arrivesAt: number;
  readonly appointmentAt: number | null;
  /** Whoever left before being called keeps a counter busy for a moment only. */
  readonly leaves: boolean;
  /** At a counter of usual speed. */
  readonly handlingMs: number;
}

export interface DayCounter {
  readonly id: string;
  readonly serviceIds: ReadonlySet<string>;
  /** Above 1: slower than usual. */
  readonly pace: number;
  readonly pause: { readonly from: number; readonly to: number };
}

export interface BranchDay {
  readonly opensAt: number;
  readonly visitors: readonly Visitor[];
  /** Booked, and whether they come. */
  readonly appointments: readonly { readonly id: string; serviceId: string; at: number }[];
  readonly counters: readonly DayCounter[];
}

export const MINUTE_MS = 60_000;
/** Monday, 8 o'clock in Berlin. */
const FIRST_OPENING = Date.parse('2026-09-07T06:00:00Z');
const DAY_MS = 24 * 60 * MINUTE_MS;
const OPEN_HOURS = 8;

/** Median minutes and spread of a log-normal time; share of those without an appointment. */
const SERVICES = [
  { id: 'collection', minutes: 4, spread: 0.45, share: 0.22 },
  { id: 'identity-card', minutes: 12, spread: 0.4, share: 0.28 },
  { id: 'registration', minutes: 16, spread: 0.5, share: 0.22 },
  { id: 'certificate', minutes: 7, spread: 0.5, share: 0.18 },
  { id: 'other', minutes: 10, spread: 0.8, share: 0.1 },
] as const;
const BOOKED_SERVICES = ['identity-card', 'registration'] as const;
const WALK_INS = 150;
/** How many come in each hour, 1 being the mean: most at opening, few at noon. */
const HOURS = [1.55, 1.25, 1.15, 1, 0.65, 0.9, 0.95, 0.55] as const;
const WEEKDAYS = [1.15, 1, 0.85, 1.1, 0.9] as const;
const DAY_SPREAD = 0.12;
const BOOKED_EVERY_MS = 15 * MINUTE_MS;
const SHOW_UP = 0.87;
const LEAVE = 0.05;
/** People in the morning bring more: handling takes longer, and less after noon. */
const MORNING_PACE = 1.08;
const AFTERNOON_PACE = 0.9;
const COUNTERS = [
  { id: 'c1', serviceIds: ['collection', 'certificate'], pauseHour: 4 },
  { id: 'c2', serviceIds: SERVICES.map(({ id }) => id), pauseHour: 3.5 },
  { id: 'c3', serviceIds: SERVICES.map(({ id }) => id), pauseHour: 4.25 },
  { id: 'c4', serviceIds: SERVICES.map(({ id }) => id), pauseHour: 5 },
  { id: 'c5', serviceIds: SERVICES.map(({ id }) => id), pauseHour: 3.5 },
  { id: 'c6', serviceIds: SERVICES.map(({ id }) => id).slice(0, 3), pauseHour: 4.25 },
] as const;
const PAUSE_MS = 40 * MINUTE_MS;
const ABSENT = 0.08;

export type Random = () => number;

/** mulberry32: the same numbers from the same seed, on every machine. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param index the how many-th working day, Monday first */
export function drawDay(seed: number, index: number): BranchDay {
  const random = seeded(seed * 1_000 + index);
  const weeks = Math.floor(index / WEEKDAYS.length);
  const weekday = index % WEEKDAYS.length;
  const opensAt = FIRST_OPENING + (weeks * 7 + weekday) * DAY_MS;
  const counters = COUNTERS.map(
    ({ id, serviceIds, pauseHour }): DayCounter => ({
      id,
      serviceIds: new Set<string>(serviceIds),
      pace: 0.88 + 0.24 * random(),
      pause: {
        from: opensAt + pauseHour * 60 * MINUTE_MS,
        to: opensAt + pauseHour * 60 * MINUTE_MS + PAUSE_MS,
      },
    }),
  ).filter((_, position) => position < 2 || random() >= ABSENT);
  const busy = (WEEKDAYS[weekday] ?? 1) * Math.exp(DAY_SPREAD * normal(random));
  const { booked, coming } = drawAppointments(opensAt, random);
  const visitors = [...drawWalkIns(opensAt, busy, random), ...coming];
  visitors.sort((a, b) => a.arrivesAt - b.arrivesAt);
  return { opensAt, visitors, appointments: booked, counters };
}

function drawWalkIns(opensAt: number, busy: number, random: Random): Visitor[] {
  return HOURS.flatMap((weight, hour) => {
    const count = poisson(((WALK_INS * busy) / OPEN_HOURS) * weight, random);
    return Array.from({ length: count }, (_, index): Visitor => {
      const arrivesAt = opensAt + Math.floor((hour + random()) * 60 * MINUTE_MS);
      const service = serviceAt(random());
      return {
        id: `w-${String(hour)}-${String(index).padStart(3, '0')}`,
        serviceId: service.id,
        arrivesAt,
        appointmentAt: null,
        leaves: random() < LEAVE,
        handlingMs: handlingOf(service, arrivesAt - opensAt, random),
      };
    });
  });
}

function drawAppointments(opensAt: number, random: Random) {
  const booked: { id: string; serviceId: string; at: number }[] = [];
  const coming: Visitor[] = [];
  const slots = (OPEN_HOURS * 60 * MINUTE_MS) / BOOKED_EVERY_MS;
  for (let slot = 0; slot < slots; slot += 1) {
    const at = opensAt + slot * BOOKED_EVERY_MS;
    const serviceId = BOOKED_SERVICES[slot % 3 === 0 ? 1 : 0];
    const id = `a-${String(slot).padStart(3, '0')}`;
    booked.push({ id, serviceId, at });
    if (random() >= SHOW_UP) continue;
    const service = SERVICES.find((each) => each.id === serviceId) ?? SERVICES[1];
    coming.push({
      id,
      serviceId,
      arrivesAt: Math.round(at - EARLY_MS - (4 * normal(random) + 2) * MINUTE_MS),
      appointmentAt: at,
      leaves: false,
      handlingMs: handlingOf(service, at - opensAt, random),
    });
  }
  return { booked, coming };
}

type Service = (typeof SERVICES)[number];

function serviceAt(share: number): Service {
  let sum = 0;
  for (const service of SERVICES) {
    sum += service.share;
    if (share < sum) return service;
  }
  return SERVICES[4];
}

function handlingOf({ minutes, spread }: Service, sinceOpening: number, random: Random): number {
  const pace = sinceOpening < 4 * 60 * MINUTE_MS ? MORNING_PACE : AFTERNOON_PACE;
  return minutes * MINUTE_MS * pace * Math.exp(spread * normal(random));
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}
