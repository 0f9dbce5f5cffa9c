import { compareWaiting, LATE_MS } from '../../central/contract/queue-order.ts';
import type { OpenCounter, Person, Situation } from '../../central/server/queue/estimate.ts';
import type { Handling } from '../../central/server/queue/handling-times.ts';
import {
  type BranchDay,
  type DayCounter,
  MINUTE_MS,
  type Random,
  type Visitor,
} from './branch-day.ts';

/**
 * Plays a day at the counters in the order of the queue engine, and notes what the engine would
 * have measured, what was to be seen whenever somebody took a ticket, and how long they then waited.
 */

export interface TicketTaken {
  readonly person: Person;
  /** As it was known then; `showUp` is for whoever estimates. */
  readonly situation: Omit<Situation, 'showUp'>;
  /** Until the first call. */
  readonly waitMs: number;
}

export interface ReplayedDay {
  readonly handlings: readonly Handling[];
  readonly tickets: readonly TicketTaken[];
  /** Of those who have an appointment, this part came. */
  readonly showUp: number;
}

/** Between two people; and until it is clear that nobody comes. */
const CHANGE_MS = { least: 0.3 * MINUTE_MS, spread: 0.9 * MINUTE_MS } as const;
const LEFT_MS = 1.2 * MINUTE_MS;

interface Place {
  readonly counter: DayCounter;
  readonly handling: { readonly serviceId: string; readonly since: number } | null;
  /** When it may call the next one. */
  freeAt: number;
  endsAt: number;
}

interface Seen {
  readonly visitor: Visitor;
  readonly situation: TicketTaken['situation'];
}

export function replay(day: BranchDay, random: Random): ReplayedDay {
  const handlings: Handling[] = [];
  const seen: Seen[] = [];
  const calledAt = new Map<string, number>();
  const waiting: Visitor[] = [];
  const arriving = [...day.visitors];
  let places = day.counters.map(
    (counter): Place => ({ counter, handling: null, freeAt: day.opensAt, endsAt: day.opensAt }),
  );

  const call = (place: Place, now: number): Place => {
    const { counter } = place;
    if (now >= counter.pause.from && now < counter.pause.to) {
      return { ...place, handling: null, freeAt: counter.pause.to };
    }
    const [first] = waiting
      .filter(({ serviceId }) => counter.serviceIds.has(serviceId))
      .map((visitor) => ({ visitor, person: personOf(visitor) }))
      .sort((a, b) => compareWaiting(now)(a.person, b.person));
    if (!first) return { ...place, handling: null, freeAt: nextChance(arriving, now) };
    const { visitor } = first;
    waiting.splice(waiting.indexOf(visitor), 1);
    calledAt.set(visitor.id, now);
    const endsAt = now + (visitor.leaves ? LEFT_MS : visitor.handlingMs * counter.pace);
    const { serviceId } = visitor;
    handlings.push({ serviceId, counterId: counter.id, startedAt: now, endedAt: endsAt });
    const freeAt = endsAt + CHANGE_MS.least + CHANGE_MS.spread * random();
    return { counter, handling: { serviceId, since: now }, freeAt, endsAt };
  };

  while (arriving.length + waiting.length > 0) {
    const place = places.reduce((first, each) => (each.freeAt < first.freeAt ? each : first));
    const next = arriving[0];
    if (next && next.arrivesAt <= place.freeAt) {
      arriving.shift();
      const now = Math.max(next.arrivesAt, day.opensAt);
      if (next.appointmentAt === null) {
        seen.push({ visitor: next, situation: situationAt(day, { now, waiting, places }) });
      }
      waiting.push(next);
      continue;
    }
    if (place.freeAt === Number.POSITIVE_INFINITY) break;
    const called = call(place, place.freeAt);
    places = places.map((each) => (each === place ? called : each));
  }
  const tickets = seen.flatMap(({ visitor, situation }): TicketTaken[] => {
    const called = calledAt.get(visitor.id);
    if (called === undefined) return [];
    return [{ person: personOf(visitor), situation, waitMs: called - situation.now }];
  });
  const came = day.visitors.filter(({ appointmentAt }) => appointmentAt !== null).length;
  return { handlings, tickets, showUp: came / day.appointments.length };
}

/** An idle counter looks again with the next person, just after they have come. */
function nextChance(arriving: readonly Visitor[], now: number): number {
  const next = arriving[0];
  return next ? Math.max(now, next.arrivesAt) + 1 : Number.POSITIVE_INFINITY;
}

function situationAt(
  day: BranchDay,
  { now, waiting, places }: { now: number; waiting: readonly Visitor[]; places: readonly Place[] },
): TicketTaken['situation'] {
  const here = new Set(day.visitors.filter((each) => each.arrivesAt <= now).map(({ id }) => id));
  return {
    now,
    waiting: waiting.map(personOf),
    expected: day.appointments
      .filter(({ id, at }) => !here.has(id) && now <= at + LATE_MS)
      .map(
        ({ id, serviceId, at }): Person => ({
          ...{ id, serviceId, queuedAt: at, appointmentAt: at },
          kind: 'appointment',
          preferred: false,
        }),
      ),
    counters: places
      .filter(({ counter, endsAt }) => {
        const pauses = now >= counter.pause.from && now < counter.pause.to;
        // Whoever is still serving at noon goes to lunch after.
        return !pauses || endsAt > now;
      })
      .map(({ counter, handling, endsAt }): OpenCounter => {
        const busy = handling !== null && endsAt > now ? handling : null;
        return { serviceIds: counter.serviceIds, busy };
      }),
  };
}

function personOf({ id, serviceId, arrivesAt, appointmentAt }: Visitor): Person {
  const kind = appointmentAt === null ? 'walk-in' : 'appointment';
  return { id, serviceId, kind, queuedAt: arrivesAt, appointmentAt, preferred: false };
}
