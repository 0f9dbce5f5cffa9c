import type { KioskQueue, OpenState } from '../../central/contract/queue.ts';
import type { QueueOffer } from '../../state-machines/ports/queue.ts';
import type { RememberedOffer } from '../ledger/offer-table.ts';

/** What a terminal may offer by what it remembers, while the queue system is away. Pure. */

export interface OfflineReading {
  readonly remembered: RememberedOffer;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly timeZone: string;
  /** Tickets that this terminal gave from leases since the offer was read, by service. */
  readonly givenSince: ReadonlyMap<string, number>;
}

type Service = KioskQueue['services'][number];

export function offlineOffer({
  remembered: { offer },
  now,
  timeZone,
  givenSince,
}: OfflineReading): QueueOffer {
  const clock = clockAt(now, timeZone);
  const isSameDay = clock.day === offer.day;
  const services = offer.services.map((service) => ({
    id: service.id,
    place: service.place,
    open: openAt(service, clock, isSameDay),
    // What is left of another day's limit nobody here knows.
    ticketsLeft:
      service.ticketsLeft === null || !isSameDay
        ? null
        : Math.max(0, service.ticketsLeft - (givenSince.get(service.id) ?? 0)),
    waiting: service.waiting,
    wait: null,
  }));
  return {
    reading: 'remembered',
    services: Object.fromEntries(services.map((service) => [service.id, service])),
  };
}

interface BranchClock {
  /** e.g. `2026-11-23` */
  readonly day: string;
  /** e.g. `09:05` */
  readonly time: string;
}

function clockAt(now: number, timeZone: string): BranchClock {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(now);
  const [day = '', time = ''] = shown.split(' ');
  return { day, time };
}

function openAt(
  { open, hours }: Service,
  { day, time }: BranchClock,
  isSameDay: boolean,
): OpenState {
  // Staff alone end it, so it does not end with the day.
  if (open.kind === 'switched-off') return open;
  if (open.kind === 'closed-day' && isSameDay) return open;
  const period = hours
    .find((each) => each.day === day)
    ?.periods.find(({ closes }) => time < closes);
  if (!period) return { kind: 'closed' };
  const { opens, closes } = period;
  return time < opens ? { kind: 'not-yet', opensAt: opens } : { kind: 'open', closesAt: closes };
}
