import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Asked } from '../queue-system.ts';
import {
  ANSWER_MS,
  clear,
  inMinutes,
  startTestZms,
  TECHNICAL_USER,
  type TestZms,
} from './testing/test-zms.ts';
import { ZMS_EXCEPTIONS, type ZmsExceptionName } from './testing/zms-exceptions.ts';
import type { ZmsFault } from './testing/zms-fault.ts';
import { AS_DOCUMENTED } from './testing/zms-rendering.ts';
import { addProcess, deleteOldPrinters } from './testing/zms-state.ts';

let zms: TestZms;
beforeAll(async () => {
  zms = await startTestZms();
});
beforeEach(() => {
  clear(zms);
  Object.assign(zms.server.rendering, AS_DOCUMENTED);
});
afterAll(() => zms.close());

const ISSUE = 'GET /scope/{id}/waitingnumber/{hash}/';
const LOOK_UP = 'GET /process/{id}/{authKey}/';
const QUEUED = 'POST /process/status/queued/';

const take = (id: string = randomUUID(), queue = zms.queue) =>
  queue.giveTicket({ id, serviceId: 'identity-card' });
const numbersUsed = () => zms.server.state.processes.length;
const asked = (route: string) => zms.server.asked.filter((each) => each === route).length;
const bodyOf = <Body>(answer: Asked<Body>): Body => {
  if (answer.kind !== 'answered') throw new Error(JSON.stringify(answer));
  return answer.body;
};

function appointment(minutes: number, authKey = '52ec') {
  return addProcess(zms.server.state, {
    scopeId: 141,
    status: 'confirmed',
    number: 0,
    displayNumber: 'A0001',
    arrivalTime: inMinutes(zms, minutes),
    appointmentAt: inMinutes(zms, minutes),
    requests: ['111'],
    authKey,
  });
}

const checkIn = ({ id, authKey }: { id: number; authKey: string }) =>
  zms.queue.checkIn({ id: randomUUID(), code: `${id}-${authKey}` });

/** What issuing answers to each exception; those not named here: IT has to act. */
const EXPECTED: Partial<Record<ZmsExceptionName, Asked<unknown>>> = {
  GivenNumberCountExceeded: { kind: 'answered', body: { kind: 'no-tickets-left' } },
  ScopesWithoutWorkstationCount: refused('ScopesWithoutWorkstationCount', 'staff'),
  ProcessCreateFailed: { kind: 'unreachable' },
  ProcessUpdateFailed: { kind: 'unreachable' },
  DeadLockFound: { kind: 'unreachable' },
  LockTimeout: { kind: 'unreachable' },
  ...refusedAll('nobody', [
    ...(['ProcessNotFound', 'ProcessByQueueNumberNotFound', 'AuthKeyMatchFailed'] as const),
    ...(['ProcessInvalid', 'SchemaValidation', 'BadRequest', 'EmailRequired'] as const),
    ...(['MoreThanAllowedAppointmentsPerMail', 'Exception'] as const),
  ]),
  ...refusedAll('staff', [
    ...(['ProcessAlreadyCalled', 'ProcessReservedNotCallable', 'ProcessNotCurrentDate'] as const),
    ...(['WorkstationHasAssignedProcess', 'WorkstationHasCalledProcess'] as const),
    'WorkstationAlreadyAssigned',
  ]),
};

function refusedAll(mendedBy: 'staff' | 'nobody', names: readonly ZmsExceptionName[]) {
  return Object.fromEntries(names.map((name) => [name, refused(name, mendedBy)]));
}

describe('a queue that ZMS keeps', () => {
  describe('offers', () => {
    it('what its locations are open for, how many wait, and how long', async () => {
      await take();
      zms.server.state.now += 60_000;
      const offer = bodyOf(await zms.queue.readOffer());
      expect(offer.day).toBe('2026-12-01');
      expect(offer.services.map(({ id, name, place }) => [id, name, place])).toEqual([
        ['identity-card', 'Personalausweis', 'Bürgerservice'],
        ['registration', 'An- und Abmeldung', 'Bürgerservice'],
        ['passport', 'Passstelle', 'Passstelle'],
      ]);
      expect(offer.services[0]).toMatchObject({
        open: { kind: 'open', closesAt: '12:00' },
        ticketsLeft: null,
        waiting: 1,
        wait: { fromMinutes: 0, toMinutes: 10 },
        slipText: 'Nr. wird aufgerufen',
      });
      const { hours = [] } = offer.services[0] ?? {};
      expect(hours).toHaveLength(14);
      expect(hours.slice(0, 7).map(({ day, periods }) => [day, periods.length])).toEqual([
        ['2026-12-01', 2],
        ['2026-12-02', 2],
        ['2026-12-03', 2],
        ['2026-12-04', 2],
        ['2026-12-05', 0],
        ['2026-12-06', 0],
        ['2026-12-07', 2],
      ]);
    });

    it('no wait where no counter serves', async () => {
      for (const scope of zms.server.state.scopes) scope.ghostWorkstationCount = 0;
      const { services } = bodyOf(await zms.queue.readOffer());
      expect(services.map(({ wait }) => wait)).toEqual([null, null, null]);
    });

    it('a location whose tickets are used up', async () => {
      for (const scope of zms.server.state.scopes) scope.maxNumberContingent = 1;
      await take();
      const { services } = bodyOf(await zms.queue.readOffer());
      expect(services.map(({ ticketsLeft }) => ticketsLeft)).toEqual([0, 0, 1]);
    });

    it.each([
      ['2026-12-01T06:59:00Z', { kind: 'not-yet', opensAt: '08:00' }],
      ['2026-12-01T11:30:00Z', { kind: 'not-yet', opensAt: '13:00' }],
      ['2026-12-01T17:00:00Z', { kind: 'closed' }],
      ['2026-12-05T09:00:00Z', { kind: 'closed' }],
    ])('and gives tickets by their hours, at %s', async (now, open) => {
      zms.server.state.now = Date.parse(now);
      expect(bodyOf(await zms.queue.readOffer()).services[0]?.open).toEqual(open);
      expect(bodyOf(await take())).toEqual({ kind: 'not-open', open });
      expect(numbersUsed()).toBe(0);
    });

    it('nothing on a day off, nor what staff have switched off', async () => {
      const [hall, passes] = zms.server.state.scopes;
      if (!hall || !passes) throw new Error('no locations');
      hall.dayOffs = [{ day: '2026-12-01', name: 'Personalversammlung' }];
      passes.deactivated = true;
      const { services } = bodyOf(await zms.queue.readOffer());
      expect(services.map(({ open }) => open)).toEqual([
        { kind: 'closed-day', name: 'Personalversammlung' },
        { kind: 'closed-day', name: 'Personalversammlung' },
        { kind: 'switched-off' },
      ]);
    });
  });

  describe('in whatever way an installation writes its answers', () => {
    it.each(
      Object.keys(AS_DOCUMENTED).map((name) => [name as keyof typeof AS_DOCUMENTED] as const),
    )('%s', async (name) => {
      zms.server.rendering[name] = true;
      const ticket = bodyOf(await take());
      zms.server.state.now += 1_000;
      expect(ticket).toMatchObject({ kind: 'given', entry: { ticket: '1', state: 'waiting' } });
      expect(bodyOf(await zms.queue.readOffer()).services[0]).toMatchObject({
        open: { kind: 'open', closesAt: '12:00' },
        waiting: 1,
      });
      const station = zms.station('Schalter 1');
      expect(bodyOf(await station.next())).toMatchObject({ kind: 'called', entry: { calls: 1 } });
      expect(bodyOf(await zms.queue.readCalled())).toMatchObject([
        { ticket: '1', counter: 'Schalter 1', calls: 1, isCalling: true },
      ]);
      expect(bodyOf(await checkIn(appointment(5)))).toMatchObject({ kind: 'given' });
    });
  });

  describe('issues a number', () => {
    it.each<[string, ZmsFault]>([
      ['is lost', { kind: 'lost-after' }],
      ['breaks off', { kind: 'torn' }],
      ['comes too late', { kind: 'slow', ms: ANSWER_MS.toChanges + 2_000 }],
      ['may have been lost before', { kind: 'lost-before' }],
      ['is that of a proxy', { kind: 'html', status: 502 }],
      ['is that of a proxy that says all is well', { kind: 'html', status: 200 }],
    ])('once, also where the answer %s: nobody asks again', async (_, fault) => {
      zms.server.fail(ISSUE, fault);
      const id = randomUUID();
      expect(await take(id)).toEqual({ kind: 'unknown' });
      expect(await take(id)).toEqual({ kind: 'unknown' });
      expect(asked(ISSUE)).toBe(1);
    });

    it('once for one wish, tapped twice or asked for again (it-at-m/eappointment #420, #659)', async () => {
      const id = randomUUID();
      const [first, second] = await Promise.all([take(id), take(id)]);
      expect(second).toEqual(first);
      expect(await take(id)).toEqual(first);
      expect(numbersUsed()).toBe(1);
    });

    it.each(['DeadLockFound', 'LockTimeout'] as const)(
      'again after %s, which was rolled back, and after 1 to 3 seconds',
      async (name) => {
        zms.server.fail(ISSUE, { kind: 'exception', name }, { times: 2 });
        expect(bodyOf(await take())).toMatchObject({ kind: 'given', entry: { ticket: '1' } });
        expect(zms.pauses).toHaveLength(2);
        expect(zms.pauses.every((ms) => ms >= 1_000 && ms <= 3_000)).toBe(true);
      },
    );

    it('no more often than ZMS’s own client, and then has no number', async () => {
      zms.server.fail(ISSUE, { kind: 'exception', name: 'DeadLockFound' }, { times: 9 });
      expect(await take()).toEqual({ kind: 'unreachable' });
      expect(asked(ISSUE)).toBe(4);
    });

    it('not at all where nobody answers: then nothing was asked', async () => {
      const port = await closedPort();
      const queue = zms.reopen({
        config: { ...zms.config, address: `http://127.0.0.1:${port}/api/2` },
      });
      expect(await take(randomUUID(), queue)).toEqual({ kind: 'unreachable' });
      expect(await queue.readOffer()).toEqual({ kind: 'unreachable' });
      expect(await queue.readCalled()).toEqual({ kind: 'unreachable' });
      expect(await queue.checkIn({ id: randomUUID(), code: '100005-52ec' })).toEqual({
        kind: 'unreachable',
      });
    });

    it('only of an approved terminal, where the organisation asks for that', async () => {
      zms.server.state.organisation.printerActivation = true;
      const queue = zms.reopen();
      const refused = { kind: 'refused', code: 'TicketprinterNotEnabled', mendedBy: 'it' };
      expect(await take(randomUUID(), queue)).toEqual(refused);
      expect(await queue.readOffer()).toEqual(refused);
      expect(numbersUsed()).toBe(0);
      for (const printer of zms.server.state.printers) printer.enabled = true;
      expect(await take(randomUUID(), queue)).toMatchObject({ kind: 'answered' });
    });

    it('also after ZMS has deleted its printer, as it does after 30 days', async () => {
      const { state } = zms.server;
      state.printers = [];
      await take();
      state.now += 31 * 24 * 60 * 60_000;
      deleteOldPrinters(state);
      expect(state.printers).toEqual([]);
      expect(bodyOf(await take())).toMatchObject({ kind: 'given' });
      expect(state.printers).toHaveLength(1);
    });

    it('of a service of this branch only', async () => {
      const answer = await zms.queue.giveTicket({ id: randomUUID(), serviceId: 'fishing' });
      expect(answer).toEqual({ kind: 'refused', code: 'service-not-offered', mendedBy: 'it' });
    });
  });

  it.each<[ZmsExceptionName, Asked<unknown>]>(
    ZMS_EXCEPTIONS.map((name) => [name, EXPECTED[name] ?? refused(name, 'it')]),
  )('takes %s for what it means', async (name, expected) => {
    zms.server.fail(ISSUE, { kind: 'exception', name }, { times: 9 });
    expect(await take()).toEqual(expected);
    expect(numbersUsed()).toBe(0);
  });

  it('tells IT once of what is asked again and again, and not whose it is', async () => {
    const { config } = zms;
    const scopes = config.scopes.map((scope) => ({ ...scope, id: 999 }));
    const queue = zms.reopen({ config: { ...config, scopes } });
    expect(await queue.readCalled()).toEqual(refused('ScopeNotFound', 'it'));
    await queue.readCalled();
    const { id, authKey } = appointment(0);
    await checkInWith(`${id}-0${authKey.slice(1)}`);
    expect(zms.logged.map((line) => JSON.parse(line))).toEqual([
      { name: 'zms.refused', exception: 'ScopeNotFound', path: '/calldisplay/queue/' },
      { name: 'zms.refused', exception: 'AuthKeyMatchFailed', path: '/process/' },
    ]);
  });

  it('tells IT when the address is wrong', async () => {
    const queue = zms.reopen({ config: { ...zms.config, address: `${zms.server.address}/wrong` } });
    expect(await queue.readOffer()).toEqual(refused('unknown-address', 'it'));
  });

  describe('puts who has an appointment among the queued', () => {
    it('at the place of the appointment, once', async () => {
      const booked = appointment(10);
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
      const booked = appointment(-5);
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
      const booked = appointment(minutes);
      const answer = code === null ? await checkIn(booked) : await checkInWith(code);
      expect(bodyOf(answer)).toEqual(expected);
      expect(booked.status).toBe('confirmed');
    });

    it.each<ZmsFault['kind']>(['lost-after', 'torn'])(
      'also where the answer is %s',
      async (kind) => {
        const booked = appointment(0);
        zms.server.fail(QUEUED, { kind } as ZmsFault);
        expect(bodyOf(await checkIn(booked))).toMatchObject({ kind: 'given' });
        expect(asked(QUEUED)).toBe(1);
      },
    );

    it('and says that it does not know where it does not', async () => {
      const booked = appointment(0);
      zms.server.fail(QUEUED, { kind: 'lost-before' });
      expect(await checkIn(booked)).toEqual({ kind: 'unknown' });
    });

    it('never sends back what was trimmed', async () => {
      const booked = appointment(0);
      zms.server.fail(LOOK_UP, { kind: 'reduced' });
      expect(await checkIn(booked)).toEqual(refused('reduced-data', 'it'));
      expect(asked(QUEUED)).toBe(0);
    });
  });

  describe('signs in', () => {
    it('again when the session has ended', async () => {
      await checkIn(appointment(0));
      for (const user of zms.server.state.users) user.authKey = null;
      expect(bodyOf(await checkIn(appointment(1)))).toMatchObject({ kind: 'given' });
      expect(asked('POST /workstation/login/')).toBe(2);
    });

    it('after it has ended another session of the same user', async () => {
      const queue = zms.reopen();
      const booked = appointment(0);
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
      const { id, authKey } = appointment(0);
      const answer = await queue.checkIn({ id: randomUUID(), code: `${id}-${authKey}` });
      expect(answer).toEqual(refused('InvalidCredentials', 'it'));
      expect(zms.logged.join()).toContain('InvalidCredentials');
      expect(zms.logged.join()).not.toMatch(/Hund im Schnee|52ec/);
    });

    it('as nobody who serves, so that no estimate counts on the terminal', async () => {
      const [hall] = zms.server.state.scopes;
      if (hall) hall.ghostWorkstationCount = -1;
      await checkIn(appointment(0));
      expect(bodyOf(await zms.queue.readOffer()).services[0]?.wait).toBeNull();
    });
  });
});

function refused(code: string, mendedBy: 'it' | 'staff' | 'nobody'): Asked<never> {
  return { kind: 'refused', code, mendedBy };
}

function checkInWith(code: string) {
  return zms.queue.checkIn({ id: randomUUID(), code });
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
