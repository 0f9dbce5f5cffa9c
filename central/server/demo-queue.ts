import { randomUUID } from 'node:crypto';
import { type QueueConfiguration, queueConfiguration } from '../contract/queue-configuration.ts';
import { listCounters } from './branches/branches.ts';
import type { Database } from './database/database.ts';
import { readConfiguration, writeConfiguration } from './queue/configuration.ts';

/** A queue to try things out in: open day and night, and every counter serves everything. */

const HALL = 'hall';
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const SERVICES = [
  { id: 'identity-card', name: 'Ausweise und Pässe', prefix: 'A', usualMinutes: 12 },
  { id: 'registration', name: 'An- und Ummeldung', prefix: 'B', usualMinutes: 15 },
  { id: 'parking', name: 'Bewohnerparken', prefix: 'C', usualMinutes: 8 },
  { id: 'certificate', name: 'Bescheinigungen', prefix: 'D', usualMinutes: 6 },
];

export interface DemoQueuePlace {
  readonly branchId: string;
  /** In whose name it is set up. */
  readonly account: { readonly id: string; readonly displayName: string };
  readonly now: number;
}

/** Leaves a queue that is there as it is. */
export async function setUpDemoQueue(
  database: Database,
  { branchId, account, now }: DemoQueuePlace,
): Promise<void> {
  const { services } = await readConfiguration(database, branchId);
  if (services.length > 0) return;
  const { id: accountId, displayName } = account;
  const counters = await listCounters(database, branchId);
  await writeConfiguration(database, {
    staff: {
      ...{ sessionId: randomUUID(), accountId, displayName, role: 'it', branchId, counter: null },
    },
    configuration: demoQueue(counters),
    now,
  });
}

function demoQueue(counters: readonly { readonly id: string }[]): QueueConfiguration {
  return queueConfiguration.parse({
    queues: [
      {
        id: HALL,
        name: 'Bürgerservice',
        place: 'Wartebereich Erdgeschoss',
        openingHours: WEEKDAYS.map((weekday) => ({ weekday, opens: '00:00', closes: '23:59' })),
        slipText: null,
      },
    ],
    services: SERVICES.map(({ prefix, ...service }) => ({
      ...service,
      queueId: HALL,
      series: { prefix, firstNumber: 1, lastNumber: 999 },
      dailyLimit: null,
    })),
    counters: counters.map(({ id: counterId }) => ({
      counterId,
      serviceIds: SERVICES.map(({ id }) => id),
      direction: null,
      arrow: null,
    })),
    closedDays: [],
    specialDays: [],
    fastLaneServiceId: 'identity-card',
  });
}
