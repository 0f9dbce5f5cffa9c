import type { QueueEntry, WaitRange } from '../../contract/queue.ts';
import type { QueueConfiguration } from '../../contract/queue-configuration.ts';
import { waitingOf } from '../../contract/queue-order.ts';
import type { Database } from '../database/database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { peopleWaiting } from './ahead.ts';
import { readConfiguration } from './configuration.ts';
import { presentEntries } from './entry-changes.ts';
import {
  estimateWaits,
  type OpenCounter,
  type Person,
  rangeOf,
  type Situation,
} from './estimate.ts';
import { type Handling, type HandlingTimes, measureHandlings } from './handling-times.ts';
import type { StoredEntry } from './stored-entry.ts';

/** The estimate on what a branch has measured, and on who waits there now. */

const MEASURED_DAYS = 42;
const HANDLINGS_MAX = 20_000;
const DAY_MS = 24 * 60 * 60_000;
/** Measurements of weeks change little in this time, and reading them takes long. */
const MEASUREMENTS_KEPT_MS = 15 * 60_000;
/** Nobody forgets to sign out for longer; without a request the counter is not open. */
const COUNTER_SEEN_MS = 60 * 60_000;
/** Until enough appointments were seen. */
const USUAL_SHOW_UP = 0.9;
const APPOINTMENTS_ENOUGH = 30;

export interface Waits {
  /** By the ids of those asked for; who has an entry is not counted among those before them. */
  of(
    place: { branchId: string; configuration: QueueConfiguration; now: number },
    asked: readonly Person[],
  ): Promise<ReadonlyMap<string, WaitRange>>;
}

interface Measured {
  readonly at: number;
  readonly times: HandlingTimes;
  readonly showUp: number;
}

export function createWaits(database: Database, random: () => number): Waits {
  const kept = new Map<string, Measured>();
  const measured = async (
    branchId: string,
    configuration: QueueConfiguration,
    now: number,
  ): Promise<Measured> => {
    const known = kept.get(branchId);
    if (known && Math.abs(now - known.at) < MEASUREMENTS_KEPT_MS) return known;
    const handlings = await readHandlings(database, branchId, now);
    const usual = new Map(configuration.services.map(({ id, usualMinutes }) => [id, usualMinutes]));
    const showUp = await readShowUp(database, branchId, now);
    const fresh = { at: now, times: measureHandlings(handlings, usual), showUp };
    kept.set(branchId, fresh);
    return fresh;
  };
  return {
    of: async ({ branchId, configuration, now }, asked) => {
      const { times, showUp } = await measured(branchId, configuration, now);
      const day = dayInBranch(now);
      const present = (await presentEntries(database, branchId)).filter((it) => it.day === day);
      const ids = new Set(asked.map(({ id }) => id));
      const situation: Situation = {
        now,
        showUp,
        waiting: peopleWaiting(present, day).filter(({ id }) => !ids.has(id)),
        expected: await readExpected(database, branchId, now),
        counters: await readCounters(database, { branchId, configuration, now }, present),
      };
      const waits = estimateWaits(situation, asked, { times, random });
      return new Map(asked.map(({ id }) => [id, rangeOf(waits.get(id))]));
    },
  };
}

/** Of somebody who has a ticket; null also for whoever waits no more. */
export async function waitOf(
  { database, waits }: { readonly database: Database; readonly waits: Waits },
  branchId: string,
  entry: QueueEntry,
  now: number,
): Promise<WaitRange> {
  if (entry.state !== 'waiting') return null;
  const configuration = await readConfiguration(database, branchId);
  const asked = { ...waitingOf(entry), serviceId: entry.serviceId };
  const ranges = await waits.of({ branchId, configuration, now }, [asked]);
  return ranges.get(entry.id) ?? null;
}

async function readHandlings(database: Database, branchId: string, now: number) {
  const rows = await database.query<{
    service_id: string;
    counter_id: string;
    started_at: Date;
    ended_at: Date;
  }>(
    `SELECT service_id, counter_id, started_at, ended_at FROM queue_handlings
     WHERE branch_id = $1 AND ended_at > $2 AND ended_by <> 'lapse'
     ORDER BY ended_at DESC LIMIT $3`,
    [branchId, new Date(now - MEASURED_DAYS * DAY_MS).toISOString(), HANDLINGS_MAX],
  );
  return rows.map(
    (row): Handling => ({
      serviceId: row.service_id,
      counterId: row.counter_id,
      startedAt: row.started_at.getTime(),
      endedAt: row.ended_at.getTime(),
    }),
  );
}

async function readShowUp(database: Database, branchId: string, now: number): Promise<number> {
  const [row] = await database.query<{ booked: number; came: number }>(
    `SELECT count(*)::integer AS booked, count(e.id)::integer AS came
     FROM queue_appointments a LEFT JOIN queue_entries e ON e.appointment_id = a.id
     WHERE a.branch_id = $1 AND a.day < $2 AND a.at > $3`,
    [branchId, dayInBranch(now), new Date(now - MEASURED_DAYS * DAY_MS).toISOString()],
  );
  if (!row || row.booked < APPOINTMENTS_ENOUGH) return USUAL_SHOW_UP;
  return row.came / row.booked;
}

async function readExpected(database: Database, branchId: string, now: number): Promise<Person[]> {
  const rows = await database.query<{ id: string; service_id: string; at: Date }>(
    `SELECT a.id, a.service_id, a.at FROM queue_appointments a
     WHERE a.branch_id = $1 AND a.day = $2
       AND NOT EXISTS (SELECT 1 FROM queue_entries e WHERE e.appointment_id = a.id)`,
    [branchId, dayInBranch(now)],
  );
  return rows.map(({ id, service_id: serviceId, at }) => ({
    id,
    kind: 'appointment',
    serviceId,
    queuedAt: at.getTime(),
    appointmentAt: at.getTime(),
    preferred: false,
  }));
}

async function readCounters(
  database: Database,
  place: { branchId: string; configuration: QueueConfiguration; now: number },
  present: readonly StoredEntry[],
): Promise<OpenCounter[]> {
  const { branchId, configuration, now } = place;
  const open = await database.query<{ id: string }>(
    `SELECT c.id FROM counters c WHERE c.branch_id = $1
       AND NOT EXISTS (SELECT 1 FROM queue_pauses p WHERE p.counter_id = c.id)
       AND EXISTS (SELECT 1 FROM staff_sessions s WHERE s.counter_id = c.id AND s.seen_at > $2)`,
    [branchId, new Date(now - COUNTER_SEEN_MS).toISOString()],
  );
  const ids = new Set(open.map(({ id }) => id));
  return configuration.counters
    .filter(({ counterId }) => ids.has(counterId))
    .map(({ counterId, serviceIds }): OpenCounter => {
      const held = present.find(
        ({ entry, heldSince }) => heldSince !== null && entry.counter?.id === counterId,
      );
      const since = held?.heldSince ?? null;
      return {
        serviceIds: new Set(serviceIds),
        busy:
          held && since !== null
            ? { serviceId: held.entry.serviceId, since: Date.parse(since) }
            : null,
      };
    });
}
