import { randomInt, randomUUID } from 'node:crypto';
import { CODE_ALPHABET } from '../contract/codes.ts';
import { type QueueConfiguration, queueConfiguration } from '../contract/queue-configuration.ts';
import { listCounters } from './branches/branches.ts';
import type { Database } from './database/database.ts';
import { dayInBranch } from './fast-lane/call-signs.ts';
import { storeAppointments } from './queue/appointments.ts';
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

/** Where the counters are, seen from the waiting room; of more counters, from the first on again. */
const WAYS = [
  { direction: 'Flur links', arrow: 'left' },
  { direction: 'Geradeaus', arrow: 'ahead' },
  { direction: 'Flur rechts', arrow: 'right' },
] as const;

const CODE_LENGTH = 8;
/** Somebody can check in at once, and for nearly two hours. */
const APPOINTMENT_IN_MS = 59 * 60_000;
const APPOINTMENT_STEP_MS = 5 * 60_000;

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

/** @returns the code of an appointment today, for which somebody can check in now */
export async function bookDemoAppointment(
  database: Database,
  { branchId, now }: Pick<DemoQueuePlace, 'branchId' | 'now'>,
): Promise<string> {
  const { services } = await readConfiguration(database, branchId);
  const code = Array.from({ length: CODE_LENGTH }, () =>
    CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length)),
  ).join('');
  const soon = now + APPOINTMENT_IN_MS;
  const wanted = dayInBranch(soon) === dayInBranch(now) ? soon : now;
  const at = Math.floor(wanted / APPOINTMENT_STEP_MS) * APPOINTMENT_STEP_MS;
  const appointments = services.slice(0, 1).map(({ id: serviceId }) => ({
    ...{ id: randomUUID(), code, serviceId, at: new Date(at).toISOString() },
  }));
  const staff = { branchId, accountId: null, displayName: 'Demo' };
  await storeAppointments(database, { staff, appointments, now });
  return code;
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
    counters: counters.map(({ id: counterId }, index) => ({
      counterId,
      serviceIds: SERVICES.map(({ id }) => id),
      ...{ direction: null, arrow: null },
      ...WAYS[index % WAYS.length],
    })),
    closedDays: [],
    specialDays: [],
    fastLaneServiceId: 'identity-card',
  });
}
