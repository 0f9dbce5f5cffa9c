import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OfflineTicket } from '../../../../central/contract/queue.ts';
import { clear, inMinutes, startTestZms, type TestZms } from './testing/test-zms.ts';

let zms: TestZms;
let leaseId: string;
let firstNumber: number;
const ledgerId = randomUUID();

beforeAll(async () => {
  zms = await startTestZms();
});
beforeEach(async () => {
  clear(zms);
  leaseId = randomUUID();
  const asked = await zms.queue.keepLeases({
    ...{ ledgerId: randomUUID(), returned: [] },
    wishes: [{ id: leaseId, serviceId: 'identity-card' }],
  });
  if (asked.kind !== 'answered') throw new Error(asked.kind);
  firstNumber = asked.body.leases[0]?.firstNumber ?? 0;
});
afterAll(() => zms.close());

function given(changed: Partial<OfflineTicket> = {}): OfflineTicket {
  return {
    ...{ id: randomUUID(), leaseId, number: firstNumber, followToken: 'A'.repeat(22) },
    at: new Date(inMinutes(zms, -30) * 1000).toISOString(),
    ...changed,
  };
}

const enter = (...tickets: OfflineTicket[]) => zms.queue.enterOfflineTickets(tickets);
const stored = ({ id }: OfflineTicket) => ({
  kind: 'answered',
  body: { stored: [id], refused: [] },
});
const entries = () => zms.server.state.processes;

const MAKE = 'POST /workstation/process/waitingnumber/';
const PLACE = 'POST /process/status/queued/';
const FIND = 'GET /process/externaluserid/{externalUserId}/';
const STEPS = [
  'POST /workstation/login/',
  FIND,
  'GET /workstation/',
  'POST /workstation/',
  MAKE,
  PLACE,
];

describe('tickets given without ZMS', () => {
  it('are entered with their number, their service and their place', async () => {
    const ticket = given();
    expect(await enter(ticket)).toEqual(stored(ticket));
    expect(zms.server.asked).toEqual(STEPS);
    expect(entries()).toMatchObject([
      {
        displayNumber: `K${firstNumber}`,
        requests: ['111'],
        arrivalTime: inMinutes(zms, -30),
        externalUserId: `2026-12-01:K${firstNumber}:${ticket.id}`,
        amendment: 'Kiosk offline 09:30',
        status: 'queued',
      },
    ]);
  });

  it.each(
    STEPS.flatMap((step) =>
      (['lost-before', 'lost-after', 'torn'] as const).map((kind) => [step, kind] as const),
    ),
  )('are there once, whatever is lost: %s %s', async (step, kind) => {
    const ticket = given();
    zms.server.fail(step, { kind });
    expect(await enter(ticket)).toEqual({ kind: 'unreachable' });
    expect(await enter(ticket)).toEqual(stored(ticket));
    expect(await enter(ticket)).toEqual(stored(ticket));
    expect(entries().map(({ displayNumber, arrivalTime }) => [displayNumber, arrivalTime])).toEqual(
      [[`K${firstNumber}`, inMinutes(zms, -30)]],
    );
  });

  it('are left alone where staff have already called them', async () => {
    const ticket = given();
    zms.server.fail(PLACE, { kind: 'lost-before' });
    await enter(ticket);
    const station = zms.station('Schalter 1');
    expect(await station.next()).toMatchObject({ body: { kind: 'called' } });
    expect(await enter(ticket)).toEqual(stored(ticket));
    expect(entries()).toMatchObject([{ status: 'called', callCount: 1 }]);
  });

  it('are not entered again once they are done', async () => {
    const ticket = given();
    zms.server.fail(PLACE, { kind: 'lost-before' });
    await enter(ticket);
    const station = zms.station('Schalter 1');
    const next = await station.next();
    if (next.kind !== 'answered' || next.body.kind !== 'called') throw new Error(next.kind);
    await station.step(next.body.entry.id, { kind: 'finish' });
    expect(await enter(ticket)).toEqual(stored(ticket));
    expect(entries()).toHaveLength(1);
  });

  it('are acknowledged as far as they were entered', async () => {
    const [first, second] = [given(), given({ number: firstNumber + 1 })];
    zms.server.fail(MAKE, { kind: 'lost-before' }, { passes: 1 });
    expect(await enter(first, second)).toEqual(stored(first));
    expect(await enter(second)).toEqual(stored(second));
    expect(entries().map(({ displayNumber }) => displayNumber)).toEqual([
      `K${firstNumber}`,
      `K${firstNumber + 1}`,
    ]);
  });

  it('are refused for good where they cannot be: yesterday’s, and of no lease', async () => {
    const yesterday = given({ at: '2026-11-30T09:00:00.000Z' });
    const unknown = given({ leaseId: ledgerId });
    const beyond = given({ number: firstNumber + 5 });
    expect(await enter(yesterday, unknown, beyond)).toEqual({
      kind: 'answered',
      body: {
        stored: [],
        refused: [
          { id: yesterday.id, reason: 'lease-unknown' },
          { id: unknown.id, reason: 'lease-unknown' },
          { id: beyond.id, reason: 'number-not-leased' },
        ],
      },
    });
    expect(entries()).toEqual([]);
  });
});
