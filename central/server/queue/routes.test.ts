import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followedTicket } from '../../contract/follow.ts';
import {
  checkInAnswer,
  entryAnswer,
  kioskQueue,
  leasesAnswer,
  nextAnswer,
  offlineTicketsAnswer,
  queueList,
  staffCheckInAnswer,
  ticketAnswer,
} from '../../contract/queue.ts';
import { appointmentList } from '../../contract/queue-configuration.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import type { SignedInStaff } from '../testing/signed-in-staff.ts';
import type { SignedKiosk } from '../testing/signed-kiosk.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { newFollowToken } from './new-entry.ts';
import { queueRoutes } from './routes.ts';
import { CONFIGURATION } from './testing/test-queue.ts';

const CODE = 'K7MR4W2P';
const MINUTE = 60_000;

let central: TestCentral;
let kiosk: SignedKiosk;
let clerk: SignedInStaff;
let lead: SignedInStaff;
let systems: SignedInStaff;

beforeAll(async () => {
  central = await startTestCentral((parts) => [queueRoutes({ ...parts, random: () => 0.5 })]);
  kiosk = await central.enrolKiosk('Terminal 1');
  clerk = await central.signIn('clerk');
  lead = await central.signIn('lead');
  systems = await central.signIn('it');
  const [counterId = ''] = central.counterIds;
  await clerk.send('PUT', '/staff/session/counter', { counterId });
  const serviceIds = ['identity-card', 'registration'];
  await lead.send('PUT', '/staff/queue/configuration', {
    ...CONFIGURATION,
    counters: [{ counterId, serviceIds, direction: 'links', arrow: 'left' }],
  });
}, DATABASE_START_MS);
afterAll(() => central.close());

const take = (id: string = randomUUID(), serviceId = 'identity-card') =>
  kiosk.send('PUT', `/kiosk/queue/tickets/${id}`, { serviceId });
const next = async () => nextAnswer.parse((await clerk.send('POST', '/staff/queue/next')).body);
const step = (id: string, body: object) =>
  clerk.send('POST', `/staff/queue/entries/${id}/steps`, body);

describe('the queue over HTTP', () => {
  it('goes from the kiosk to the counter and through a whole visit', async () => {
    const before = kioskQueue.parse((await kiosk.send('GET', '/kiosk/queue')).body);
    expect(before).toMatchObject({
      day: '2026-11-23',
      services: [
        { id: 'identity-card', open: { kind: 'open' }, ticketsLeft: null, waiting: 0 },
        { id: 'registration', ticketsLeft: 3 },
      ],
    });
    const first = ticketAnswer.parse((await take()).body);
    expect(first).toMatchObject({
      kind: 'given',
      entry: { ticket: 'A001' },
      place: 'Wartebereich 1',
      wait: { fromMinutes: 0, toMinutes: 5 },
    });
    central.clock.now += MINUTE;
    // One before them, for the ten minutes that the configuration says.
    expect(ticketAnswer.parse((await take()).body)).toMatchObject({
      wait: { fromMinutes: 10, toMinutes: 10 },
    });
    const called = await next();
    if (called.kind !== 'called') throw new Error('nobody was called');
    const { id } = called.entry;
    const shown = await clerk.send('GET', '/staff/queue/called');
    expect(shown.body).toMatchObject({
      called: [
        {
          ...{ ticket: 'A001', queueId: 'hall', direction: 'links', arrow: 'left' },
          ...{ calls: 1, isCalling: true },
        },
      ],
    });
    await step(id, { kind: 'recall' });
    await step(id, { kind: 'serve' });
    const forwarded = await step(id, {
      ...{ kind: 'forward', serviceId: 'registration', note: 'Foto fehlt' },
    });
    expect(entryAnswer.parse(forwarded.body).entry).toMatchObject({
      ...{ ticket: 'A001', serviceId: 'registration', state: 'waiting', note: 'Foto fehlt' },
    });
    const again = await next();
    expect(again).toMatchObject({ entry: { id } });
    await step(id, { kind: 'serve' });
    await step(id, { kind: 'finish' });
    const listed = await clerk.send('GET', '/staff/queue/entries?search=a001');
    expect(queueList.parse(listed.body).entries).toMatchObject([{ id, state: 'done' }]);
    expect((await step(id, { kind: 'cancel' })).status).toBe(409);
    await clerk.send('PUT', '/staff/queue/pause', { pauses: true });
    expect((await clerk.send('POST', '/staff/queue/next')).status).toBe(409);
    const paused = kioskQueue.parse((await kiosk.send('GET', '/kiosk/queue')).body);
    expect(paused.services.map(({ wait }) => wait)).toEqual([null, null]);
    await clerk.send('PUT', '/staff/queue/pause', { pauses: false });
  });

  it('checks in for an appointment', async () => {
    const at = new Date(central.clock.now + 10 * MINUTE).toISOString();
    const appointments = [{ id: randomUUID(), code: CODE, serviceId: 'registration', at }];
    const stored = await lead.send('PUT', '/staff/queue/appointments', { appointments });
    expect(stored.body).toEqual({ stored: [appointments[0]?.id] });
    const answer = await kiosk.send('PUT', `/kiosk/queue/check-ins/${randomUUID()}`, {
      code: CODE,
    });
    expect(checkInAnswer.parse(answer.body)).toMatchObject({
      entry: { kind: 'appointment', ticket: 'B01' },
    });
  });

  it('lets counters see who is expected, and check them in much too early', async () => {
    const at = new Date(central.clock.now + 240 * MINUTE).toISOString();
    const appointments = [{ id: randomUUID(), code: 'AAAAAAAA', serviceId: 'identity-card', at }];
    await lead.send('PUT', '/staff/queue/appointments', { appointments });
    const entryId = randomUUID();
    const path = `/staff/queue/check-ins/${entryId}`;
    const given = await clerk.send('PUT', path, { code: 'AAAAAAAA' });
    expect(staffCheckInAnswer.parse(given.body)).toMatchObject({ entry: { appointmentAt: at } });
    const listed = appointmentList.parse(
      (await clerk.send('GET', '/staff/queue/appointments')).body,
    );
    expect(listed.appointments.at(-1)).toMatchObject({ code: 'AAAAAAAA', at, entryId });
    await step(entryId, { kind: 'cancel' });
  });

  it('lets staff give tickets, and a phone follow them', async () => {
    const given = ticketAnswer.parse((await giveByHand(lead)).body);
    if (given.kind !== 'given') throw new Error('no ticket was given');
    const { status, body } = await followed(given.followToken);
    expect(status).toBe(200);
    expect(followedTicket.parse(body)).toMatchObject({
      ...{ ticket: given.entry.ticket, state: 'waiting', branchName: 'Musterstadt' },
    });
  });

  it('lets staff switch a service off and on', async () => {
    expect(await issue('registration')).toMatchObject({
      ...{ status: 200, body: { issues: false, text: null } },
    });
    const { services } = kioskQueue.parse((await kiosk.send('GET', '/kiosk/queue')).body);
    expect(services[1]).toMatchObject({ id: 'registration', open: { kind: 'switched-off' } });
    expect(services[1]?.hours[0]).toMatchObject({ day: '2026-11-23' });
    expect(services[1]?.slipText).toBe('Bitte halten Sie Ihren Ausweis bereit.');
    await issue('registration', true);
  });

  it('takes back an appointment until its visitor is here', async () => {
    const book = async (code: string): Promise<string> => {
      const at = new Date(central.clock.now).toISOString();
      const one = { id: randomUUID(), code, serviceId: 'registration', at };
      await lead.send('PUT', '/staff/queue/appointments', { appointments: [one] });
      return one.id;
    };
    const away = await book('AAAA2222');
    expect((await cancel(lead, away)).status).toBe(204);
    expect((await checkInWith('AAAA2222')).body).toEqual({ kind: 'unknown-code' });
    const here = await book('BBBB2222');
    await checkInWith('BBBB2222');
    expect(await cancel(lead, here)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('leases numbers and takes the tickets given with them', async () => {
    const wishes = [{ id: randomUUID(), serviceId: 'identity-card' }];
    const asked = { ledgerId: randomUUID(), wishes, returned: [] };
    const leased = await kiosk.send('POST', '/kiosk/queue/leases', asked);
    const [lease] = leasesAnswer.parse(leased.body).leases;
    if (!lease) throw new Error('no lease was granted');
    const at = new Date(central.clock.now).toISOString();
    const followToken = newFollowToken();
    const tickets = [
      { id: randomUUID(), leaseId: lease.id, number: lease.firstNumber, at, followToken },
    ];
    const reported = await kiosk.send('POST', '/kiosk/queue/tickets', { tickets });
    expect(offlineTicketsAnswer.parse(reported.body)).toEqual({
      stored: [tickets[0]?.id],
      refused: [],
    });
  });

  it.each<[string, string, () => Promise<{ status: number; body: unknown }>, number]>([
    ['an unknown service', 'service-not-offered', () => take(undefined, 'nothing'), 403],
    ['a service that is no name', 'malformed', () => take(undefined, '../x'), 400],
    ['a code that cannot be', 'malformed', () => checkInWith('k7mr4w2p'), 400],
    ['a step nobody knows', 'malformed', () => step(randomUUID(), { kind: 'renumber' }), 400],
    ['an entry nobody knows', 'not-found', () => step(randomUUID(), { kind: 'miss' }), 404],
    ['a lead without a counter', 'counter-missing', () => lead.send('POST', NEXT), 409],
    ['a clerk who sets up', 'role-missing', () => clerk.send('PUT', SET_UP, CONFIGURATION), 403],
    ['series that meet', 'malformed', () => lead.send('PUT', SET_UP, meeting()), 400],
    ['staff tickets of nothing', 'service-not-offered', () => giveByHand(clerk, 'nothing'), 403],
    ['staff tickets of another’s id', 'conflict', takenByKiosk, 409],
    ['staff tickets by IT', 'role-missing', () => giveByHand(systems), 403],
    ['to switch nothing off', 'service-not-offered', () => issue('nothing'), 403],
    ['to cancel no appointment', 'not-found', () => cancel(lead), 404],
    ['a clerk who cancels one', 'role-missing', () => cancel(clerk), 403],
    ['a token nobody has', 'not-found', () => followed('q3v0cX9jT2mB7sWfLr8yNA'), 404],
    ['a token that cannot be', 'malformed', () => followed('short'), 400],
  ])('refuses %s', async (_, code, ask, status) => {
    expect(await ask()).toMatchObject({ status, body: { code } });
  });

  it('is for known kiosks and staff only', async () => {
    const url = `/kiosk/queue/tickets/${randomUUID()}`;
    const payload = { serviceId: 'identity-card' };
    const unsigned = await central.server.inject({ method: 'PUT', url, payload });
    expect(unsigned.statusCode).toBe(401);
    const nobody = await central.server.inject({ method: 'POST', url: NEXT });
    expect(nobody.statusCode).toBe(401);
  });
});

const giveByHand = (staff: SignedInStaff, serviceId = 'identity-card', id: string = randomUUID()) =>
  staff.send('PUT', `/staff/queue/tickets/${id}`, { serviceId, preferred: false, note: null });
const takenByKiosk = async () => {
  const id = randomUUID();
  await take(id);
  return giveByHand(clerk, 'identity-card', id);
};
const issue = (serviceId: string, issues = false) =>
  clerk.send('PUT', '/staff/queue/issuing', { serviceId, issues });
const cancel = (staff: SignedInStaff, id: string = randomUUID()) =>
  staff.send('DELETE', `/staff/queue/appointments/${id}`);
const followed = async (token: string) => {
  const response = await central.server.inject({ url: `/follow/tickets/${token}` });
  return { status: response.statusCode, body: response.json<unknown>() };
};
const NEXT = '/staff/queue/next';
const SET_UP = '/staff/queue/configuration';
const checkInWith = (code: string) =>
  kiosk.send('PUT', `/kiosk/queue/check-ins/${randomUUID()}`, { code });
const meeting = () => ({
  ...CONFIGURATION,
  services: CONFIGURATION.services.map((each) => ({
    ...each,
    series: { prefix: 'A', firstNumber: 1, lastNumber: 9 },
  })),
});
