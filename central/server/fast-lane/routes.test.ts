import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsAnswer, openRequestAnswer } from '../../contract/kiosk.ts';
import { requestAnswer } from '../../contract/staff.ts';
import type { SignedInStaff } from '../testing/signed-in-staff.ts';
import type { SignedKiosk } from '../testing/signed-kiosk.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { DEFAULT_OFFERED_SERVICES } from './default-rights.ts';
import { fastLaneRoutes } from './routes.ts';
import { DATABASE_START_MS, QUESTION } from './testing/test-branch.ts';

const SEEN = ['person-matches-photo', 'card-valid', 'card-belongs-to-person'];
const NOBODY = randomUUID();

let central: TestCentral;
let kiosk: SignedKiosk;
let clerk: SignedInStaff;
let id: string;

beforeAll(async () => {
  central = await startTestCentral((parts) => [
    fastLaneRoutes({ ...parts, offered: DEFAULT_OFFERED_SERVICES }),
  ]);
  kiosk = await central.enrolKiosk('Terminal 1');
}, DATABASE_START_MS);
afterAll(() => central.close());
beforeEach(async () => {
  clerk = await central.signIn('clerk');
  id = randomUUID();
});

const open = () => kiosk.send('PUT', `/kiosk/fast-lane/${id}`, QUESTION);
const chooseCounter = (staff = clerk) =>
  staff.send('PUT', '/staff/session/counter', { counterId: central.counterIds[0] });
const answer = (way: string, body?: object, staff = clerk) =>
  staff.send('POST', `/staff/fast-lane/${id}/${way}`, body);
const close = () => ({
  id: randomUUID(),
  at: '2026-11-23T09:00:00Z',
  kind: 'transaction-closed',
  transactionId: QUESTION.transactionId,
  requestId: id,
  service: QUESTION.service,
  result: 'eid-activated',
  ticket: true,
});

describe('the fast lane over HTTP', () => {
  it('goes from the kiosk to the counter and back', async () => {
    const opened = await open();
    expect(openRequestAnswer.parse(opened.body)).toMatchObject({
      request: { id, state: 'open', kiosk: { name: 'Terminal 1' } },
      minimumAge: 16,
    });
    await chooseCounter();
    const taken = await answer('taking', { attempt: 1 });
    expect(requestAnswer.parse(taken.body).request).toMatchObject({
      state: 'taken',
      takenBy: { name: 'Frau clerk', counter: 'Schalter 1' },
    });
    const released = await answer('release', { attempt: 1 });
    expect(requestAnswer.parse(released.body).request.state).toBe('open');
    await answer('taking', { attempt: 1 });
    const alone = await answer('continues', { entryId: null });
    expect(requestAnswer.parse(alone.body).request).toMatchObject({ continues: null });
    const approved = await answer('approval', { attempt: 1, seen: SEEN });
    expect(requestAnswer.parse(approved.body).request).toMatchObject({
      state: 'approved',
      approvalEndsAt: '2026-11-23T09:05:00.000Z',
    });
    const event = close();
    const reported = await kiosk.send('POST', '/kiosk/events', { events: [event] });
    expect(eventsAnswer.parse(reported.body)).toEqual({ stored: [event.id] });
    const served = await answer('served');
    expect(requestAnswer.parse(served.body).request).toMatchObject({
      state: 'closed',
      result: 'eid-activated',
      ticket: 'served',
    });
  });

  it('refuses with a reason', async () => {
    await open();
    await chooseCounter();
    await answer('taking', { attempt: 1 });
    const refused = await answer('refusal', { attempt: 1, reason: 'card-not-valid' });
    expect(requestAnswer.parse(refused.body).request).toMatchObject({
      state: 'refused',
      refusal: 'card-not-valid',
      ticket: 'waiting',
    });
  });

  it.each<[string, string, object, number, string]>([
    ['nothing seen', 'approval', { attempt: 1, seen: [] }, 400, 'malformed'],
    [
      'the same thing seen three times',
      'approval',
      { attempt: 1, seen: ['card-valid', 'card-valid', 'card-valid'] },
      400,
      'malformed',
    ],
    ['another attempt', 'approval', { attempt: 2, seen: SEEN }, 409, 'conflict'],
    ['no attempt', 'taking', {}, 400, 'malformed'],
    ['an unknown reason', 'refusal', { attempt: 1, reason: 'no-mood' }, 400, 'malformed'],
    ['nobody to serve', 'served', {}, 409, 'conflict'],
    ['an entry that is not there', 'continues', { entryId: NOBODY }, 404, 'not-found'],
  ])('refuses an answer with %s', async (_, way, body, status, code) => {
    await open();
    await chooseCounter();
    await answer('taking', { attempt: 1 });
    expect(await answer(way, body)).toMatchObject({ status, body: { code } });
  });

  it('is answered by clerks and leads at a counter', async () => {
    await open();
    const it = await central.signIn('it');
    const lead = await central.signIn('lead');
    expect(await answer('taking', { attempt: 1 })).toMatchObject({
      status: 409,
      body: { code: 'counter-missing' },
    });
    await chooseCounter(it);
    expect(await answer('taking', { attempt: 1 }, it)).toMatchObject({
      status: 403,
      body: { code: 'role-missing' },
    });
    await chooseCounter(lead);
    expect(await answer('taking', { attempt: 1 }, lead)).toMatchObject({ status: 200 });
  });

  it('lets nobody in who is not known', async () => {
    const unsigned = await central.server.inject({
      method: 'PUT',
      url: `/kiosk/fast-lane/${id}`,
      payload: QUESTION,
    });
    expect(unsigned.json()).toMatchObject({ status: 401, code: 'signature-missing' });
    const signedOut = await central.server.inject({
      method: 'POST',
      url: `/staff/fast-lane/${id}/taking`,
      payload: { attempt: 1 },
    });
    expect([401, 403]).toContain(signedOut.statusCode);
  });

  it.each<[string, object]>([
    ['no attempt', { ...QUESTION, attempt: 0 }],
    ['too many attempts', { ...QUESTION, attempt: 21 }],
    ['an unknown service', { ...QUESTION, service: 'change-pin' }],
    ['more than was asked', { ...QUESTION, pin: '123456' }],
  ])('refuses to open with %s', async (_, question) => {
    const opened = await kiosk.send('PUT', `/kiosk/fast-lane/${id}`, question);
    expect(opened).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(JSON.stringify(opened.body)).not.toContain('123456');
  });
});
