import type { KioskQueue } from '../../contract/queue.ts';
import type { Database } from '../database/database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { aheadOf, peopleWaiting } from './ahead.ts';
import { readConfiguration } from './configuration.ts';
import { presentEntries } from './entry-changes.ts';
import type { Person } from './estimate.ts';
import { placeOf } from './names.ts';
import { givenToday } from './numbers.ts';
import { hoursAhead, openStateOf, ticketsLeft } from './opening.ts';
import { readSwitchedOff } from './switches.ts';
import type { Waits } from './waits.ts';

/** What a kiosk shows before anybody takes a ticket: what is open, how many wait, and how long. */
export async function readKioskQueue(
  { database, waits }: { database: Database; waits: Waits },
  branchId: string,
  now: number,
): Promise<KioskQueue> {
  const configuration = await readConfiguration(database, branchId);
  const day = dayInBranch(now);
  const given = await givenToday(database, branchId, day);
  const people = peopleWaiting(await presentEntries(database, branchId), day);
  // Whoever came now.
  const asked = configuration.services.map(
    ({ id }): Person => ({
      id,
      serviceId: id,
      kind: 'walk-in',
      queuedAt: now,
      appointmentAt: null,
      preferred: false,
    }),
  );
  const { counters } = configuration;
  const ahead = new Map(asked.map((each) => [each.id, aheadOf(each, people, { counters, now })]));
  const ranges = await waits.of({ branchId, configuration, now }, asked);
  const switchedOff = await readSwitchedOff(database, branchId);
  const slipTexts = new Map(configuration.queues.map(({ id, slipText }) => [id, slipText]));
  return {
    day,
    services: configuration.services.map((service) => ({
      id: service.id,
      name: service.name,
      place: placeOf(configuration, service.id),
      open: openStateOf(configuration, service, { now, switchedOff }),
      ticketsLeft: ticketsLeft(service, given.get(service.id) ?? 0),
      waiting: ahead.get(service.id) ?? 0,
      wait: ranges.get(service.id) ?? null,
      hours: hoursAhead(configuration, service, now),
      slipText: slipTexts.get(service.queueId) ?? null,
    })),
  };
}
