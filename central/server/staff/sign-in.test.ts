import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../http/problem-error.ts';
import { TEST_HOST, TEST_ORIGIN } from '../testing/signed-in-staff.ts';
import {
  startTestCentral,
  TEST_PASSWORD,
  TEST_TIME,
  type TestCentral,
} from '../testing/test-central.ts';
import { createAccount } from './accounts.ts';
import { createSignIn } from './sign-in.ts';

// A database in memory is set up from nothing, which takes a second or more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let central: TestCentral;

beforeAll(async () => {
  central = await startTestCentral();
});
afterAll(() => central?.close());

beforeEach(async () => {
  central.clock.now = TEST_TIME;
  await central.database.query('DELETE FROM wrong_tries');
});

async function trySignIn(name: string, password: string) {
  const response = await central.server.inject({
    method: 'POST',
    url: '/staff/session',
    headers: { host: TEST_HOST, origin: TEST_ORIGIN },
    payload: { name, password },
  });
  return { status: response.statusCode, body: response.json() };
}

describe('too many wrong passwords', () => {
  it.each(['clerk', 'nobody'])('lock the name %s for 30 s, then twice as long', async (name) => {
    const wrong = async () => (await trySignIn(name, 'wrong password')).body;
    for (let tries = 0; tries < 5; tries++) expect((await wrong()).code).toBe('sign-in-wrong');
    const locks = [];
    for (let round = 0; round < 7; round++) {
      const { code, retryAfterSeconds } = await wrong();
      expect(code).toBe('sign-in-locked');
      locks.push(retryAfterSeconds);
      central.clock.now += retryAfterSeconds * 1_000 - 1;
      expect((await wrong()).code).toBe('sign-in-locked');
      central.clock.now += 1;
      expect((await wrong()).code).toBe('sign-in-wrong');
    }
    expect(locks).toEqual([30, 60, 120, 240, 480, 900, 900]);
  });

  it('lock out the right one as well, which forgets them once it is let in', async () => {
    for (let tries = 0; tries < 5; tries++) await trySignIn('clerk', 'wrong password');
    expect((await trySignIn('clerk', TEST_PASSWORD)).body).toMatchObject({
      status: 429,
      code: 'sign-in-locked',
      retryAfterSeconds: 30,
    });
    central.clock.now += 30_000;
    expect((await trySignIn('clerk', TEST_PASSWORD)).status).toBe(200);
    for (let tries = 0; tries < 4; tries++) await trySignIn('clerk', 'wrong password');
    expect((await trySignIn('clerk', TEST_PASSWORD)).status).toBe(200);
  });

  it('lock an account under every spelling of its name', async () => {
    const account = { displayName: 'Frau Kim', role: 'clerk', password: TEST_PASSWORD } as const;
    const { database, branchId } = central;
    await createAccount(database, { ...account, name: 'kim', branchId });
    for (const name of ['kim', 'KIM', 'Kim', 'k\u0130m', '\u212aim']) {
      expect((await trySignIn(name, 'wrong password')).body.code).toBe('sign-in-wrong');
    }
    for (const name of ['kim', 'k\u0130m']) {
      expect((await trySignIn(name, TEST_PASSWORD)).body.code).toBe('sign-in-locked');
    }
  });

  it('say nothing of a name that no account can have', async () => {
    expect((await trySignIn('clerk\u0000', TEST_PASSWORD)).body).toMatchObject({
      status: 400,
      code: 'malformed',
    });
    expect(central.logged.filter(({ name }) => name === 'server.fault')).toEqual([]);
  });

  it('are none where the server was too busy to look', async () => {
    const { database, clock } = central;
    const busy = new ProblemError('too-many-requests', 'The server is busy.');
    const parts = { database, now: () => clock.now };
    const whileBusy = createSignIn({ ...parts, gate: () => Promise.reject(busy) });
    for (let tries = 0; tries < 6; tries++) {
      await expect(whileBusy('clerk', TEST_PASSWORD)).rejects.toBe(busy);
    }
    expect((await trySignIn('clerk', TEST_PASSWORD)).status).toBe(200);
  });

  it('are counted also where they come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => trySignIn('clerk', 'wrong password')),
    );
    expect(answers.filter(({ body }) => body.code === 'sign-in-wrong')).toHaveLength(5);
  });
});
