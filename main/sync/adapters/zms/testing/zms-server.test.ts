import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clear, inMinutes, startTestZms, TECHNICAL_USER, type TestZms } from './test-zms.ts';
import { classOf, statusOf, ZMS_EXCEPTIONS } from './zms-exceptions.ts';
import { addProcess, scopeOf } from './zms-state.ts';

let zms: TestZms;
beforeAll(async () => {
  zms = await startTestZms();
});
beforeEach(() => {
  clear(zms);
  zms.server.state.printers = [];
});
afterAll(() => zms.close());

interface Said {
  readonly status: number;
  readonly meta: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: of every shape there is
  readonly data: any;
}

async function ask(method: string, path: string, body?: unknown, key = ''): Promise<Said> {
  const response = await fetch(`${zms.server.address}${path}`, {
    method,
    headers: { 'x-authkey': key },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Said, 'status'>) };
}

const hall = () => scopeOf(zms.server.state, 141);
const HASH = '71abcdefghijklmnopqrstuvwxyz';
const issue = (scopeId = 141) => ask('GET', `/scope/${scopeId}/waitingnumber/${HASH}/`);

/** In the second of a ticket the next person would still come before it. */
function passSecond(): void {
  zms.server.state.now += 1_000;
}

async function logIn(name: string = TECHNICAL_USER.user, password = TECHNICAL_USER.password) {
  const said = await ask('POST', '/workstation/login/', { id: name, password, departments: [] });
  return said.data.authkey as string;
}

describe('the contract fake of ZMS', () => {
  it('goes through what a ticket printer of ZMS asks for from start to slip', async () => {
    const organisation = await ask('GET', '/scope/141/organisation/?resolveReferences=2');
    expect(organisation.data).toMatchObject({
      id: 71,
      preferences: { ticketPrinterActivation: false },
    });
    const missing = await ask('GET', `/ticketprinter/${HASH}/`);
    expect([missing.status, missing.meta]).toEqual([
      404,
      expect.objectContaining({
        error: true,
        exception: 'BO\\Zmsbackend\\Ticketprinter\\Exception\\TicketprinterNotFound',
      }),
    ]);
    const made = await ask('GET', '/organisation/71/hash/');
    expect(made.data).toMatchObject({ hash: HASH, enabled: false });
    const buttons = await ask('POST', '/ticketprinter/', {
      hash: HASH,
      buttonlist: 'r141-111,r141-222',
    });
    expect(buttons.data.buttons).toMatchObject([
      { type: 'request', requestId: '111', name: 'Personalausweis', enabled: true },
      { type: 'request', requestId: '222', name: 'An- und Abmeldung', enabled: true },
    ]);
    const given = await ask('GET', `/scope/141/waitingnumber/${HASH}/?requestId=111`);
    expect(given.data).toMatchObject({
      status: 'queued',
      displayNumber: '',
      queue: { number: 1 },
      requests: [{ id: '111', source: 'dldb' }],
    });
    expect(given.data.authKey).toMatch(/^[0-9a-f]{64}$/);
    expect((await ask('GET', '/scope/141/department/')).data).toMatchObject({ id: 74 });
    passSecond();
    const queue = await ask('GET', '/scope/141/queue/');
    expect(queue.data.map((entry: { number: number }) => entry.number)).toEqual([1, -1]);
  });

  it('goes through what a call display asks for', async () => {
    const { data: given } = await issue();
    const key = await logIn();
    const workstation = await ask('GET', '/workstation/', undefined, key);
    const there = { ...workstation.data, name: '12', scope: { id: 141 } };
    await ask('POST', '/workstation/', there, key);
    await ask('POST', '/workstation/process/called/', given, key);
    const scopes = { scopes: [{ id: 141 }, { id: 140 }, { id: 9 }] };
    const display = await ask('POST', '/calldisplay/?resolveReferences=1', scopes);
    expect(display.data.scopes.map(({ id }: { id: number }) => id)).toEqual([141, 140]);
    const called = await ask('POST', '/calldisplay/queue/?statusList[]=called', scopes);
    expect(called.data).toMatchObject([{ displayNumber: '1', destination: '12', callCount: 1 }]);
    const state = await ask('GET', '/scope/141/?keepLessData[]=status');
    expect(state.data.status.queue).toMatchObject({ lastGivenNumber: 1, givenNumberCount: 1 });
    expect((await ask('GET', '/scope/141/')).data.status).toBeUndefined();
  });

  describe('gives numbers', () => {
    it('from the first to the last, and then from the first again on the same day', async () => {
      Object.assign(hall(), { firstNumber: 98, lastNumber: 99 });
      const numbers = [];
      for (let each = 0; each < 3; each += 1) numbers.push((await issue()).data.queue.number);
      expect(numbers).toEqual([98, 99, 98]);
    });

    it('from the first on every day', async () => {
      await issue();
      await issue();
      zms.server.state.now += 24 * 60 * 60_000;
      expect((await issue()).data.queue.number).toBe(1);
    });

    it.each([
      [true, 'GivenNumberCountExceeded'],
      [false, undefined],
    ])('and with a contingent that outlives its day: %s', async (outlives, refusal) => {
      hall().maxNumberContingent = 1;
      zms.server.state.contingentOutlivesDay = outlives;
      await issue();
      expect((await issue()).meta['exception']).toMatch(/GivenNumberCountExceeded$/);
      zms.server.state.now += 24 * 60 * 60_000;
      const next = await issue();
      expect(String(next.meta['exception']).split('\\').at(-1)).toBe(refusal ?? 'undefined');
    });

    it('to staff also beyond the contingent', async () => {
      hall().maxNumberContingent = 1;
      await issue();
      const key = await logIn();
      const given = await ask(
        'POST',
        '/workstation/process/waitingnumber/',
        { scope: { id: 141 } },
        key,
      );
      expect(given.data.queue.number).toBe(2);
    });
  });

  it('of a cluster from the location where the wait is shortest', async () => {
    await issue(141);
    const given = await ask('GET', `/cluster/110/waitingnumber/${HASH}/`);
    expect(given.data.scope.id).toBe(140);
    for (const each of zms.server.state.scopes) each.ghostWorkstationCount = 0;
    const none = await ask('GET', `/cluster/110/waitingnumber/${HASH}/`);
    expect(none.meta['exception']).toMatch(/ScopesWithoutWorkstationCount$/);
  });

  it('calls nobody again within five minutes, and nobody who is excluded', async () => {
    const add = (number: number, lastCallTime: number) =>
      addProcess(zms.server.state, { scopeId: 141, status: 'queued', number, lastCallTime });
    add(1, inMinutes(zms, -4));
    add(2, inMinutes(zms, -5));
    add(3, 0);
    const key = await logIn();
    const next = async (query = '') =>
      (await ask('GET', `/scope/141/queue/next/${query}`, undefined, key)).data.queue?.number;
    expect(await next()).toBe(2);
    expect(await next('?exclude=2,1')).toBe(3);
    expect(await next('?exclude=2,3')).toBeUndefined();
  });

  describe('speaks as installations do', () => {
    it('with lists as objects and numbers as digits', async () => {
      await issue();
      passSecond();
      Object.assign(zms.server.rendering, { listsAsObjects: true, numbersAsStrings: true });
      const { data } = await ask('GET', '/scope/141/queue/');
      Object.assign(zms.server.rendering, { listsAsObjects: false, numbersAsStrings: false });
      expect(data).toMatchObject({ 0: { number: '1', withAppointment: '0' }, 1: { number: '-1' } });
    });

    it('without what has its default, where that is asked for', async () => {
      await issue();
      passSecond();
      const response = await fetch(`${zms.server.address}/scope/141/queue`, {
        headers: { 'x-jsoncompresslevel': '1' },
      });
      const { data } = (await response.json()) as { data: object[] };
      expect(data[0]).not.toHaveProperty('callCount');
      expect(data[0]).toHaveProperty('number', 1);
    });

    it.each(ZMS_EXCEPTIONS)('with %s as its source has it', async (name) => {
      zms.server.fail('GET /scope/{id}/queue/', { kind: 'exception', name });
      const said = await ask('GET', '/scope/141/queue/');
      expect(said.status).toBe(statusOf(name));
      expect(said.meta).toMatchObject({ error: true, exception: classOf(name, false) });
    });

    it.each([
      ['GET', '/nowhere/', undefined, 404, null, 'Could not find a resource'],
      ['POST', '/ticketprinter/', '', 500, 'BO\\Mellon\\Failure\\Exception', ''],
      ['POST', '/ticketprinter/', { buttonlist: 's141' }, 400, 'SchemaValidation', ''],
      ['POST', '/ticketprinter/', { hash: 'x' }, 404, 'TicketprinterNotFound', ''],
      ['GET', '/workstation/', undefined, 401, 'UserAccountMissingLogin', ''],
      ['GET', '/process/100003/abcd/', undefined, 404, 'ProcessNotFound', ''],
      ['GET', '/scope/9/queue/', undefined, 404, 'ScopeNotFound', ''],
      ['POST', '/calldisplay/', {}, 404, 'ScopeAndClusterNotFound', ''],
    ])('to %s %s', async (method, path, body, status, exception, message) => {
      const said = await ask(method, path, body);
      expect(said.status).toBe(status);
      if (exception === null) expect(said.meta['exception']).toBeNull();
      else expect(said.meta['exception']).toContain(exception);
      expect(said.meta['message']).toContain(message);
    });

    it('of too many buttons, of unknown locations and of clusters', async () => {
      await ask('GET', '/organisation/71/hash/');
      const refusal = async (buttonlist: string) =>
        (await ask('POST', '/ticketprinter/', { hash: HASH, buttonlist })).meta['exception'];
      expect(await refusal(Array(7).fill('s141').join(','))).toMatch(/TooManyButtons$/);
      expect(await refusal('s999')).toMatch(/UnvalidButtonList$/);
      expect(await refusal('c110')).toMatch(/TicketprinterUnvalidButton$/);
    });

    it('of a session that has ended', async () => {
      const key = await logIn();
      zms.server.state.now += 10 * 60 * 60_000 + 1_000;
      const late = await ask('GET', '/workstation/', undefined, key);
      expect(late.status).toBe(401);
    });
  });
});
