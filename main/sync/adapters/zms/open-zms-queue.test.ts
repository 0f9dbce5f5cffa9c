import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Asked } from '../queue-system.ts';
import { bodyOf } from '../testing/body-of.ts';
import { addAppointment, clear, startTestZms, type TestZms } from './testing/test-zms.ts';
import { ZMS_EXCEPTIONS, type ZmsExceptionName } from './testing/zms-exceptions.ts';
import type { ZmsFault } from './testing/zms-fault.ts';
import { AS_DOCUMENTED } from './testing/zms-rendering.ts';
import { deleteOldPrinters } from './testing/zms-state.ts';

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

const take = (id: string = randomUUID(), queue = zms.queue) =>
  queue.giveTicket({ id, serviceId: 'identity-card' });
const numbersUsed = () => zms.server.state.processes.length;
const asked = (route: string) => zms.server.asked.filter((each) => each === route).length;

const checkIn = (code: string) => zms.queue.checkIn({ id: randomUUID(), code });

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
        { kind: 'switched-off', text: 'Heute keine Nummern mehr' },
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
      const { id, authKey } = addAppointment(zms, 5);
      expect(bodyOf(await checkIn(`${id}-${authKey}`))).toMatchObject({ kind: 'given' });
    });
  });

  describe('issues a number', () => {
    it.each<[string, ZmsFault]>([
      ['is lost', { kind: 'lost-after' }],
      ['breaks off', { kind: 'torn' }],
      ['comes too late', { kind: 'slow', ms: 10_000 }],
      ['may have been lost before', { kind: 'lost-before' }],
      ['is that of a proxy', { kind: 'html', status: 502 }],
      ['is that of a proxy that says all is well', { kind: 'html', status: 200 }],
    ])('once, also where the answer %s: nobody asks again', async (_, fault) => {
      const queue = zms.reopen({ answerMs: { toReads: 9_000, toChanges: 300 } });
      zms.server.fail(ISSUE, fault);
      const id = randomUUID();
      expect(await take(id, queue)).toEqual({ kind: 'unknown' });
      expect(await take(id, queue)).toEqual({ kind: 'unknown' });
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
    const { id, authKey } = addAppointment(zms, 0);
    await checkIn(`${id}-0${authKey.slice(1)}`);
    expect(zms.logged.map((line) => JSON.parse(line))).toEqual([
      { name: 'zms.refused', exception: 'ScopeNotFound', path: '/calldisplay/queue/' },
      { name: 'zms.refused', exception: 'AuthKeyMatchFailed', path: '/process/' },
    ]);
  });

  it('tells IT when the address is wrong', async () => {
    const queue = zms.reopen({ config: { ...zms.config, address: `${zms.server.address}/wrong` } });
    expect(await queue.readOffer()).toEqual(refused('unknown-address', 'it'));
  });
});

function refused(code: string, mendedBy: 'it' | 'staff' | 'nobody'): Asked<never> {
  return { kind: 'refused', code, mendedBy };
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
