import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS, MORNING } from '../fast-lane/testing/test-branch.ts';
import { cancelAppointment, listAppointments, storeAppointments } from './appointments.ts';
import { checkInByStaff } from './check-in.ts';
import { TestQueue } from './testing/test-queue.ts';

const MINUTE = 60_000;
const CODE = 'K7MR4W2P';

let database: Database;
let queue: TestQueue;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  queue = await TestQueue.create(database);
});

describe('checking in', () => {
  it('gives a number that is called at the time of the appointment', async () => {
    await queue.book(MORNING + 20 * MINUTE, CODE);
    expect(await queue.checkIn(CODE)).toMatchObject({
      kind: 'given',
      entry: {
        kind: 'appointment',
        ticket: 'A001',
        appointmentAt: '2026-11-23T09:20:00.000Z',
        queuedAt: '2026-11-23T09:00:00.000Z',
      },
    });
  });

  it('again shows the number, at whatever kiosk and however often at once', async () => {
    await queue.book(MORNING, CODE);
    const answers = await Promise.all(Array.from({ length: 10 }, () => queue.checkIn(CODE)));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it.each<[string, number, object]>([
    ['more than an hour early', 61, { kind: 'too-early', opensAt: '2026-11-23T09:01:00.000Z' }],
    ['an hour early', 60, { kind: 'given' }],
    ['an hour late', -60, { kind: 'given' }],
    ['later', -61, { kind: 'over', at: '2026-11-23T07:59:00.000Z' }],
  ])('%s', async (_, minutes, expected) => {
    await queue.book(MORNING + minutes * MINUTE, CODE);
    expect(await queue.checkIn(CODE)).toMatchObject(expected);
  });

  it('needs the code, in the right branch', async () => {
    await queue.book(MORNING, CODE);
    expect(await queue.checkIn('AAAAAAAA')).toEqual({ kind: 'unknown-code' });
    const other = await TestQueue.create(database);
    expect(await other.checkIn(CODE)).toEqual({ kind: 'unknown-code' });
  });

  it('does not count against the limit for those without an appointment', async () => {
    for (let given = 0; given < 3; given += 1) await queue.ticket('registration');
    await queue.book(MORNING, CODE, 'registration');
    expect(await queue.checkIn(CODE)).toMatchObject({ entry: { ticket: 'B04' } });
  });

  it('leaves an id that is another ticket’s', async () => {
    const { id } = await queue.ticket();
    await queue.book(MORNING, CODE);
    await expect(queue.checkIn(CODE, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await queue.checkIn(CODE, randomUUID())).toMatchObject({ kind: 'given' });
  });
});

describe('checked in by staff', () => {
  const byStaff = (entryId: string = randomUUID()) =>
    checkInByStaff(database, { staff: queue.lead, entryId, code: CODE, now: queue.now });

  it.each([
    ['much too early', 300],
    ['much too late', -300],
    ['on the wrong day', 24 * 60],
  ])('somebody comes %s', async (_, minutes) => {
    const appointmentId = await queue.book(MORNING + minutes * MINUTE, CODE);
    const given = await byStaff();
    expect(given).toMatchObject({ kind: 'given', entry: { kind: 'appointment', ticket: 'A001' } });
    expect(await byStaff()).toEqual(given);
    expect(await queue.checkIn(CODE)).toEqual(given);
    const [event] = await database.query(
      `SELECT actor_kind, actor_name, detail ->> 'appointmentId' AS appointment_id
       FROM branch_events WHERE branch_id = $1 AND kind = 'queue-enter'`,
      [queue.branch.id],
    );
    expect(event).toEqual({
      ...{ actor_kind: 'staff', actor_name: queue.lead.displayName },
      appointment_id: appointmentId,
    });
  });

  it('needs the code', async () => {
    expect(await byStaff()).toEqual({ kind: 'unknown-code' });
  });
});

describe('appointments', () => {
  it('are listed by their times, with who has come', async () => {
    const later = await queue.book(MORNING + 30 * MINUTE, CODE);
    const sooner = await queue.book(MORNING + 10 * MINUTE, 'AAAAAAAA', 'registration');
    await queue.book(MORNING + 24 * 60 * MINUTE, 'BBBBBBBB');
    const entryId = randomUUID();
    await queue.checkIn('AAAAAAAA', entryId);
    expect(await listAppointments(database, queue.branch.id, queue.now)).toEqual([
      {
        ...{ id: sooner, code: 'AAAAAAAA', serviceId: 'registration' },
        ...{ at: '2026-11-23T09:10:00.000Z', entryId, ticket: 'B01' },
      },
      {
        ...{ id: later, code: CODE, serviceId: 'identity-card' },
        ...{ at: '2026-11-23T09:30:00.000Z', entryId: null, ticket: null },
      },
    ]);
  });

  it('stand in the log of the branch once changed, without their codes', async () => {
    const id = randomUUID();
    const at = new Date(MORNING).toISOString();
    const appointments = [{ id, code: CODE, serviceId: 'identity-card', at }];
    const store = () =>
      storeAppointments(database, { staff: queue.lead, appointments, now: queue.now });
    await store();
    await store();
    await cancelAppointment(database, { staff: queue.lead, appointmentId: id, now: queue.now });
    const events = await database.query(
      `SELECT kind, actor_name, detail FROM branch_events
       WHERE branch_id = $1 AND kind LIKE 'queue-appointment%' ORDER BY version`,
      [queue.branch.id],
    );
    const { displayName } = queue.lead;
    expect(events).toEqual([
      {
        ...{ kind: 'queue-appointments', actor_name: displayName },
        detail: { appointments: [{ id, serviceId: 'identity-card', at }] },
      },
      {
        ...{ kind: 'queue-appointment-cancel', actor_name: displayName },
        detail: { appointmentId: id, serviceId: 'identity-card', at },
      },
    ]);
  });

  it('have codes of their own in a branch', async () => {
    await queue.book(MORNING, CODE);
    await expect(queue.book(MORNING, CODE)).rejects.toMatchObject({ code: 'conflict' });
    const other = await TestQueue.create(database);
    await other.book(MORNING, CODE);
    expect(await other.checkIn(CODE)).toMatchObject({ kind: 'given' });
  });
});
