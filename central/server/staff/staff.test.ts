import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { session } from '../../contract/staff.ts';
import { createBranch, createCounter } from '../branches/branches.ts';
import { requireStaff, staffOf } from '../http/hooks.ts';
import { signIn, TEST_HOST, TEST_ORIGIN } from '../testing/signed-in-staff.ts';
import {
  startTestCentral,
  TEST_PASSWORD,
  TEST_TIME,
  type TestCentral,
} from '../testing/test-central.ts';
import { until } from '../testing/until.ts';
import { createAccount } from './accounts.ts';
import { liveSessions, SESSION_ENDED_CHANNEL } from './sessions.ts';

// A database in memory is set up from nothing, which takes a second or more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const HOUR_MS = 60 * 60_000;
const HEADERS = { host: TEST_HOST, origin: TEST_ORIGIN };

let central: TestCentral;

beforeAll(async () => {
  central = await startTestCentral(() => [
    async (fastify) => {
      const who = staffOf;
      fastify.post('/staff/any', { preValidation: requireStaff() }, who);
      fastify.get('/staff/any', { preValidation: requireStaff() }, who);
      fastify.post('/staff/lead', { preValidation: requireStaff({ roles: ['lead', 'it'] }) }, who);
      fastify.post('/staff/counter', { preValidation: requireStaff({ counter: 'needed' }) }, who);
    },
  ]);
});
afterAll(() => central?.close());

beforeEach(async () => {
  central.clock.now = TEST_TIME;
  await central.database.query('DELETE FROM wrong_tries');
  await central.database.query('DELETE FROM staff_sessions');
});

async function trySignIn(name: string, password: string, headers: object = HEADERS) {
  const response = await central.server.inject({
    method: 'POST',
    url: '/staff/session',
    headers: { ...headers },
    payload: { name, password },
  });
  return { status: response.statusCode, headers: response.headers, body: response.json() };
}

describe('signing in', () => {
  it('gives a cookie that no script reads and no other site sends, and a token', async () => {
    const { status, headers, body } = await trySignIn('clerk', TEST_PASSWORD);
    expect(status).toBe(200);
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^schnellspur=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const { account, branch, counters, counter, csrfToken } = session.parse(body);
    expect(account).toMatchObject({ name: 'clerk', displayName: 'Frau clerk', role: 'clerk' });
    expect(branch).toEqual({ id: central.branchId, name: 'Musterstadt' });
    expect(counters.map(({ name }) => name)).toEqual(['Schalter 1', 'Schalter 2', 'Schalter 3']);
    expect(counter).toBeNull();
    const token = /=([\w-]+);/.exec(cookie)?.[1] ?? '';
    expect(csrfToken).not.toBe(token);
    const stored = await central.database.query<{ hex: string }>(
      `SELECT encode(token_hash, 'hex') AS hex FROM staff_sessions`,
    );
    expect(stored).toHaveLength(1);
    expect(Buffer.from(stored[0]?.hex ?? '', 'hex').toString('base64url')).not.toBe(token);
  });

  it('does not care about capitals in a name', async () => {
    expect((await trySignIn('Clerk', TEST_PASSWORD)).status).toBe(200);
  });

  it.each([
    ['a wrong password', 'clerk', `${TEST_PASSWORD}.`],
    ['an unknown name', 'nobody', TEST_PASSWORD],
    ['SQL for a name', `clerk' OR '1'='1`, TEST_PASSWORD],
  ])('with %s is refused in the same words', async (_case, name, password) => {
    expect(await trySignIn(name, password)).toMatchObject({
      status: 401,
      body: { code: 'sign-in-wrong', title: 'The name or the password is wrong.' },
    });
  });

  it.each([
    ['no origin', { host: TEST_HOST }],
    ['another origin', { host: TEST_HOST, origin: 'http://elsewhere.test' }],
    ['an opaque origin', { host: TEST_HOST, origin: 'null' }],
    ['the origin by another scheme', { host: TEST_HOST, origin: `https://${TEST_HOST}` }],
  ])('with %s is refused', async (_case, headers) => {
    expect((await trySignIn('clerk', TEST_PASSWORD, headers)).body.code).toBe('csrf');
  });

  it('again ends the session before', async () => {
    const first = await central.signIn('clerk');
    await trySignIn('clerk', TEST_PASSWORD, { ...HEADERS, cookie: first.cookie });
    expect((await first.send('GET', '/staff/session')).status).toBe(401);
  });

  it('leaves at most ten sessions of an account', async () => {
    const sessions = [];
    for (let count = 0; count < 11; count++) {
      central.clock.now += 1_000;
      sessions.push(await central.signIn('clerk'));
    }
    const answers = await Promise.all(sessions.map(({ send }) => send('GET', '/staff/session')));
    expect(answers.map(({ status }) => status)).toEqual([401, ...Array(10).fill(200)]);
  });
});

describe('a session', () => {
  it.each([
    ['idle for just under 8 hours', [8 * HOUR_MS - 1], 200],
    ['idle for 8 hours', [8 * HOUR_MS], 401],
    ['used every 4 hours', [4 * HOUR_MS, 4 * HOUR_MS], 200],
    ['used up to its twelfth hour', [4 * HOUR_MS, 4 * HOUR_MS, 4 * HOUR_MS - 1], 200],
    ['used for 12 hours', [4 * HOUR_MS, 4 * HOUR_MS, 4 * HOUR_MS], 401],
  ])('%s', async (_case, steps, status) => {
    const clerk = await central.signIn('clerk');
    let last = 0;
    for (const step of steps) {
      central.clock.now += step;
      last = (await clerk.send('GET', '/staff/session')).status;
    }
    expect(last).toBe(status);
    const { database, clock } = central;
    const stored = await database.query<{ id: string }>('SELECT id FROM staff_sessions');
    const ids = stored.map(({ id }) => id);
    const live = await liveSessions(database, ids, clock.now);
    expect(live.size).toBe(status === 200 ? 1 : 0);
  });

  it('ends with signing out, which every node hears', async () => {
    const ended: string[] = [];
    await central.database.listen(
      SESSION_ENDED_CHANNEL,
      (sessionId) => ended.push(sessionId),
      () => undefined,
    );
    const clerk = await central.signIn('clerk');
    const { body } = await clerk.send('GET', '/staff/any');
    expect(await clerk.send('DELETE', '/staff/session')).toEqual({ status: 204, body: undefined });
    expect(await clerk.send('GET', '/staff/session')).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
    await until('the end of the session', () => ended.length > 0);
    expect(body).toMatchObject({ sessionId: ended[0] });
  });

  it.each(['', 'schnellspur=', 'schnellspur=wrong', '__Host-schnellspur=wrong'])(
    'is not started by the cookie %j',
    async (cookie) => {
      const headers = { ...HEADERS, cookie };
      const response = await central.server.inject({ method: 'GET', url: '/staff/any', headers });
      expect(response.json().code).toBe('not-signed-in');
    },
  );
});

describe('a changing request', () => {
  const post = async (headers: object) => {
    const response = await central.server.inject({
      method: 'POST',
      url: '/staff/any',
      headers: { ...headers },
    });
    return response.statusCode === 200 ? 'let in' : response.json().code;
  };

  it('needs origin, cookie and token together', async () => {
    const { cookie, session: own } = await central.signIn('clerk');
    const other = await signIn(central.server, 'lead', TEST_PASSWORD);
    const all = { ...HEADERS, cookie, 'x-csrf-token': own.csrfToken };
    expect(await post(all)).toBe('let in');
    expect(await post({ ...all, 'x-csrf-token': other.session.csrfToken })).toBe('csrf');
    expect(await post({ ...all, 'x-csrf-token': '' })).toBe('csrf');
    expect(await post({ ...HEADERS, cookie })).toBe('csrf');
    expect(await post({ ...all, origin: 'http://elsewhere.test' })).toBe('csrf');
    expect(await post({ host: TEST_HOST, cookie, 'x-csrf-token': own.csrfToken })).toBe('csrf');
    expect(await post({ ...HEADERS, 'x-csrf-token': own.csrfToken })).toBe('not-signed-in');
  });
});

describe('roles and counters', () => {
  it.each([
    ['clerk', 403],
    ['lead', 200],
    ['it', 200],
  ] as const)('a %s is answered %d where lead or IT is needed', async (role, status) => {
    const staff = await central.signIn(role);
    expect((await staff.send('POST', '/staff/lead')).status).toBe(status);
  });

  it('a counter is chosen once for the session, and known from then on', async () => {
    const clerk = await central.signIn('clerk');
    expect(await clerk.send('POST', '/staff/counter')).toMatchObject({
      status: 409,
      body: { code: 'counter-missing' },
    });
    const [, counterId = ''] = central.counterIds;
    const chosen = await clerk.send('PUT', '/staff/session/counter', { counterId });
    expect(session.parse(chosen.body).counter).toEqual({ id: counterId, name: 'Schalter 2' });
    expect(await clerk.send('POST', '/staff/counter')).toMatchObject({
      status: 200,
      body: { counter: { id: counterId, name: 'Schalter 2' }, displayName: 'Frau clerk' },
    });
  });

  it('a counter of another branch cannot be chosen', async () => {
    const { database } = central;
    const branch = await createBranch(database, { name: 'Nebenstadt' });
    const { id } = await createCounter(database, { branchId: branch.id, name: 'Schalter 1' });
    const clerk = await central.signIn('clerk');
    expect(await clerk.send('PUT', '/staff/session/counter', { counterId: id })).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });
});

describe('an account', () => {
  const account = { displayName: 'Neu', role: 'clerk', password: '1234567890' } as const;

  it.each([
    ['a short password', { name: 'neu', password: '123456789' }, 'password-too-short'],
    ['a taken name', { name: 'CLERK' }, 'name-taken'],
  ])('with %s is not made', async (_case, changes, code) => {
    const made = createAccount(central.database, {
      ...account,
      ...changes,
      branchId: central.branchId,
    });
    await expect(made).rejects.toMatchObject({ name: 'SetupError', code });
  });

  it('with ten characters is made, and signs in', async () => {
    await createAccount(central.database, { ...account, name: 'neu', branchId: central.branchId });
    expect((await trySignIn('neu', '1234567890')).status).toBe(200);
  });
});

it('over HTTPS the cookie is bound to the host', async () => {
  const publicOrigin = 'https://zentrale.test';
  const encrypted = await startTestCentral(() => [], { publicOrigin });
  const response = await encrypted.server.inject({
    method: 'POST',
    url: '/staff/session',
    // Behind a proxy the host may be another one than browsers see.
    headers: { host: '10.0.0.7:8080', origin: publicOrigin },
    payload: { name: 'clerk', password: TEST_PASSWORD },
  });
  expect(response.headers['set-cookie']).toMatch(
    /^__Host-schnellspur=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(response.headers['strict-transport-security']).toBeDefined();
  await encrypted.close();
});
