import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf } from '../testing/body-of.ts';
import {
  addAppointment,
  clear,
  inMinutes,
  startTestZms,
  TECHNICAL_USER,
  type TestZms,
} from './testing/test-zms.ts';
import type { ZmsFault } from './testing/zms-fault.ts';

let zms: TestZms;
beforeAll(async () => {
  zms = await startTestZms();
});
beforeEach(() => clear(zms));
afterAll(() => zms.close());

const LOOK_UP = 'GET /process/{id}/{authKey}/';
const QUEUED = 'POST /process/status/queued/';

const asked = (route: string) => zms.server.asked.filter((each) => each === route).length;
const checkInWith = (code: string) => zms.queue.checkIn({ id: randomUUID(), code });
const checkIn = ({ id, authKey }: { id: number; authKey: string }) =>
  checkInWith(`${id}-${authKey}`);
const refused = (code: string) => ({ kind: 'refused', code, mendedBy: 'it' });

describe('ZMS puts who has an appointment among the queued', () => {
  it('at the place of the appointment, once', async () => {
    const booked = addAppointment(zms, 10);
    const first = bodyOf(await checkIn(booked));
    expect(first).toMatchObject({
      kind: 'given',
      entry: { ticket: 'A0001', kind: 'appointment', serviceId: 'identity-card' },
      place: 'Bürgerservice',
    });
    expect(booked).toMatchObject({ status: 'queued', arrivalTime: booked.appointmentAt });
    expect(bodyOf(await checkIn(booked))).toMatchObject({ kind: 'given' });
    expect(asked(QUEUED)).toBe(1);
  });

  it('leaves somebody who is called already with the counter', async () => {
    const booked = addAppointment(zms, -5);
    await zms.station('Schalter 1').next();
    expect(bodyOf(await checkIn(booked))).toMatchObject({ entry: { state: 'called' } });
    expect(booked.callCount).toBe(1);
  });

  it.each([
    [0, 'another secret', '100003-0000', { kind: 'unknown-code' }],
    [0, 'no code at all', 'K7MR4W2P', { kind: 'unknown-code' }],
    [24 * 60, 'tomorrow', null, { kind: 'too-early', opensAt: '2026-12-01T23:00:00.000Z' }],
    [-24 * 60, 'yesterday', null, { kind: 'over', at: '2026-11-30T09:00:00.000Z' }],
  ])('not with %i minutes and %s', async (minutes, _, code, expected) => {
    const booked = addAppointment(zms, minutes);
    const answer = code === null ? await checkIn(booked) : await checkInWith(code);
    expect(bodyOf(answer)).toEqual(expected);
    expect(booked.status).toBe('confirmed');
  });

  it.each<ZmsFault['kind']>(['lost-after', 'torn'])('also where the answer is %s', async (kind) => {
    const booked = addAppointment(zms, 0);
    zms.server.fail(QUEUED, { kind } as ZmsFault);
    expect(bodyOf(await checkIn(booked))).toMatchObject({ kind: 'given' });
    expect(asked(QUEUED)).toBe(1);
  });

  it('and says that it does not know where it does not', async () => {
    const booked = addAppointment(zms, 0);
    zms.server.fail(QUEUED, { kind: 'lost-before' });
    expect(await checkIn(booked)).toEqual({ kind: 'unknown' });
  });

  it('never sends back what was trimmed', async () => {
    const booked = addAppointment(zms, 0);
    zms.server.fail(LOOK_UP, { kind: 'reduced' });
    expect(await checkIn(booked)).toEqual(refused('reduced-data'));
    expect(asked(QUEUED)).toBe(0);
  });
});

describe('a terminal signs in to ZMS', () => {
  it('again when the session has ended', async () => {
    await checkIn(addAppointment(zms, 0));
    for (const user of zms.server.state.users) user.authKey = null;
    expect(bodyOf(await checkIn(addAppointment(zms, 1)))).toMatchObject({ kind: 'given' });
    expect(asked('POST /workstation/login/')).toBe(2);
  });

  it('after it has ended another session of the same user', async () => {
    const queue = zms.reopen();
    const booked = addAppointment(zms, 0);
    const user = zms.server.state.users.find(({ name }) => name === TECHNICAL_USER.user);
    if (!user) throw new Error('no technical user');
    Object.assign(user, { authKey: 'of-before', lastLogin: inMinutes(zms, 0) });
    zms.server.fail('POST /workstation/login/', {
      ...{ kind: 'exception', name: 'UserAlreadyLoggedIn' },
      data: { authkey: 'of-before' },
    });
    const code = `${booked.id}-${booked.authKey}`;
    expect(bodyOf(await queue.checkIn({ id: randomUUID(), code }))).toMatchObject({
      kind: 'given',
    });
    expect(asked('DELETE /workstation/login/{loginname}/')).toBe(1);
  });

  it('and tells IT of a wrong password without telling it', async () => {
    const queue = zms.reopen({ credentials: { ...TECHNICAL_USER, password: 'Hund im Schnee' } });
    const { id, authKey } = addAppointment(zms, 0);
    const answer = await queue.checkIn({ id: randomUUID(), code: `${id}-${authKey}` });
    expect(answer).toEqual(refused('InvalidCredentials'));
    expect(zms.logged.join()).toContain('InvalidCredentials');
    expect(zms.logged.join()).not.toMatch(/Hund im Schnee|52ec/);
  });

  it('as nobody who serves, so that no estimate counts on the terminal', async () => {
    const [hall] = zms.server.state.scopes;
    if (hall) hall.ghostWorkstationCount = -1;
    await checkIn(addAppointment(zms, 0));
    expect(bodyOf(await zms.queue.readOffer()).services[0]?.wait).toBeNull();
  });
});
