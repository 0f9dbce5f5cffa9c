import type { WaitRange } from '../../contract/queue.ts';
import { compareWaiting, EARLY_MS, LATE_MS, type Waiting } from '../../contract/queue-order.ts';
import type { HandlingTimes } from './handling-times.ts';

/**
 * How long somebody will wait: the rest of the day is played several times with handling times drawn
 * from those measured, by the same order in which people are called. Pure; chance comes from
 * outside.
 */

export interface Person extends Waiting {
  readonly serviceId: string;
}

export interface OpenCounter {
  readonly serviceIds: ReadonlySet<string>;
  /** Whom it has, and since when. */
  readonly busy: { readonly serviceId: string; readonly since: number } | null;
}

export interface Situation {
  readonly now: number;
  readonly waiting: readonly Person[];
  /** Appointments of today whose visitors are not here yet. */
  readonly expected: readonly Person[];
  /** Of the people who have an appointment, this part comes. */
  readonly showUp: number;
  readonly counters: readonly OpenCounter[];
}

export interface Wait {
  readonly fromMs: number;
  readonly medianMs: number;
  readonly toMs: number;
}

const PLAYS = 48;
/** Of ten people, six wait as long as the range says, two shorter and two longer. */
const RANGE = { from: 0.2, to: 0.8 } as const;
/** No play goes further; whoever is not called until then is not called today. */
const HORIZON_MS = 10 * 60 * 60_000;
const MINUTE_MS = 60_000;
/** A range to the minute would promise more than anybody knows. */
const STEP_MINUTES = 5;

/**
 * Waits of those asked for, by their ids; they are not among the waiting, and each is asked for as
 * if the others were not. Whom no open counter serves is not in the answer.
 */
export function estimateWaits(
  situation: Situation,
  asked: readonly Person[],
  { times, random }: { readonly times: HandlingTimes; readonly random: () => number },
): ReadonlyMap<string, Wait> {
  const waits = new Map(asked.map(({ id }): [string, number[]] => [id, []]));
  for (let play = 0; play < PLAYS; play += 1) {
    for (const [id, wait] of playOnce(situation, asked, { times, random })) {
      waits.get(id)?.push(wait);
    }
  }
  return new Map(
    [...waits].flatMap(([id, played]): [string, Wait][] =>
      // In most plays nobody is there for them: no number would be true.
      played.length * 2 < PLAYS ? [] : [[id, waitOf(played.sort((a, b) => a - b))]],
    ),
  );
}

/** What is told and printed. */
export function rangeOf(wait: Wait | undefined): WaitRange {
  if (wait === undefined) return null;
  const step = STEP_MINUTES * MINUTE_MS;
  const fromMinutes = Math.floor(wait.fromMs / step) * STEP_MINUTES;
  const toMinutes = Math.max(STEP_MINUTES, Math.ceil(wait.toMs / step) * STEP_MINUTES);
  return { fromMinutes, toMinutes };
}

interface Chance {
  readonly times: HandlingTimes;
  readonly random: () => number;
}

interface Arriving {
  readonly person: Person;
  readonly arrivesAt: number;
}

interface PlayedCounter {
  readonly serviceIds: ReadonlySet<string>;
  freeAt: number;
}

function playOnce(
  situation: Situation,
  asked: readonly Person[],
  { times, random }: Chance,
): Map<string, number> {
  const { now } = situation;
  const coming = comingIn(situation, random);
  const unresolved = new Set(asked);
  const waits = new Map<string, number>();
  let counters = situation.counters.map(({ serviceIds, busy }): PlayedCounter => {
    const remaining = busy ? times.remaining(busy.serviceId, now - busy.since, random()) : 0;
    return { serviceIds, freeAt: now + remaining };
  });
  while (unresolved.size > 0 && counters.length > 0) {
    const counter = counters.reduce((first, each) => (each.freeAt < first.freeAt ? each : first));
    const at = counter.freeAt;
    const first = firstFor(counter, coming, at);
    const compare = compareWaiting(at);
    for (const person of unresolved) {
      if (!counter.serviceIds.has(person.serviceId)) continue;
      if (first && compare(first.person, person) < 0) continue;
      waits.set(person.id, at - now);
      unresolved.delete(person);
    }
    if (first) {
      coming.delete(first);
      counter.freeAt = at + times.at(first.person.serviceId, at, random());
    } else {
      counter.freeAt = nextArrival(counter, coming, at);
    }
    if (counter.freeAt > now + HORIZON_MS) counters = counters.filter((each) => each !== counter);
  }
  return waits;
}

function comingIn({ now, waiting, expected, showUp }: Situation, random: () => number) {
  const coming = new Set(waiting.map((person): Arriving => ({ person, arrivesAt: now })));
  for (const person of expected) {
    const { appointmentAt } = person;
    if (appointmentAt === null || now > appointmentAt + LATE_MS || random() >= showUp) continue;
    const arrivesAt = Math.max(now, appointmentAt - EARLY_MS);
    coming.add({ person: { ...person, queuedAt: arrivesAt }, arrivesAt });
  }
  return coming;
}

function firstFor(
  { serviceIds }: PlayedCounter,
  coming: ReadonlySet<Arriving>,
  at: number,
): Arriving | null {
  const compare = compareWaiting(at);
  let first: Arriving | null = null;
  for (const each of coming) {
    if (each.arrivesAt > at || !serviceIds.has(each.person.serviceId)) continue;
    if (first === null || compare(each.person, first.person) < 0) first = each;
  }
  return first;
}

function nextArrival(
  { serviceIds }: PlayedCounter,
  coming: ReadonlySet<Arriving>,
  at: number,
): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { person, arrivesAt } of coming) {
    if (arrivesAt > at && serviceIds.has(person.serviceId)) next = Math.min(next, arrivesAt);
  }
  return next;
}

function waitOf(sorted: readonly number[]): Wait {
  const at = (quantile: number): number => sorted[Math.round(quantile * (sorted.length - 1))] ?? 0;
  return { fromMs: at(RANGE.from), medianMs: at(0.5), toMs: at(RANGE.to) };
}
