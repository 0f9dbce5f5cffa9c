import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { CODE_ALPHABET } from '../../contract/codes.ts';
import { enrolmentAnswer } from '../../contract/kiosk.ts';
import { enrolmentCodeAnswer, kiosks } from '../../contract/staff.ts';
import { kioskOf, requireKiosk } from '../http/hooks.ts';
import { createKioskKey, type KioskKey, signRequest } from '../testing/signed-kiosk.ts';
import { startTestCentral, TEST_TIME, type TestCentral } from '../testing/test-central.ts';
import { CODE_MS, createEnrolmentCode, isSoundPublicKey } from './enrolment.ts';
import { markConnected, PRESENCE_MS } from './presence.ts';
import { sourceOf } from './routes.ts';

const WRONG_CODE = 'AAAAAAAA';

// A database in memory is set up from nothing, which takes a second or more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let central: TestCentral;

beforeAll(async () => {
  central = await startTestCentral(() => [
    async (fastify) => {
      fastify.route({
        method: 'POST',
        url: '/kiosk/who',
        preValidation: requireKiosk,
        schema: { body: z.strictObject({ any: z.string() }) },
        handler: (request) => kioskOf(request),
      });
      fastify.get('/kiosk/who', { preValidation: requireKiosk }, (request) => kioskOf(request));
    },
  ]);
});
afterAll(() => central.close());

beforeEach(async () => {
  central.clock.now = TEST_TIME;
  for (const table of ['enrolment_codes', 'kiosk_nonces', 'kiosks', 'wrong_tries']) {
    await central.database.query(`DELETE FROM ${table}`);
  }
});

async function newCode(kioskName = 'Terminal 1'): Promise<string> {
  const { branchId, database, clock } = central;
  const { code } = await createEnrolmentCode(database, { branchId, kioskName, now: clock.now });
  return code;
}

async function enrol(code: string, key: KioskKey, address = '192.0.2.1') {
  const publicKey = Buffer.from(key.publicKey).toString('hex').toUpperCase();
  const response = await central.server.inject({
    method: 'POST',
    url: '/kiosk/enrolment',
    remoteAddress: address,
    payload: { code, publicKey },
  });
  return { status: response.statusCode, body: response.json() };
}

describe('an enrolment code', () => {
  it('is made by IT, is readable aloud and lasts 15 minutes', async () => {
    const it = await central.signIn('it');
    const { status, body } = await it.send('POST', '/staff/kiosks/enrolment-codes', {
      kioskName: 'Terminal 1',
    });
    expect(status).toBe(200);
    const { code, endsAt } = enrolmentCodeAnswer.parse(body);
    expect(code).toHaveLength(8);
    expect([...code].filter((letter) => !CODE_ALPHABET.includes(letter))).toEqual([]);
    expect(Date.parse(endsAt) - central.clock.now).toBe(15 * 60_000);
    const stored = await central.database.query('SELECT * FROM enrolment_codes');
    expect(JSON.stringify(stored)).not.toContain(code);
  });

  it.each(['clerk', 'lead'] as const)('is not made by a %s', async (role) => {
    const staff = await central.signIn(role);
    const answer = await staff.send('POST', '/staff/kiosks/enrolment-codes', { kioskName: 'T' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'role-missing' } });
  });

  it('enrols one kiosk, and the same one again where the answer was lost', async () => {
    const code = await newCode();
    const key = createKioskKey();
    const first = await enrol(code, key);
    expect(first).toMatchObject({
      status: 200,
      body: { kioskName: 'Terminal 1', branchName: 'Musterstadt' },
    });
    expect(await enrol(code, key)).toEqual(first);
    expect(await enrol(code, createKioskKey())).toMatchObject({
      status: 403,
      body: { code: 'enrolment-code-wrong' },
    });
  });

  it('enrols one of two kiosks at once', async () => {
    const code = await newCode();
    const answers = await Promise.all([
      enrol(code, createKioskKey()),
      enrol(code, createKioskKey()),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
  });

  it.each([
    [CODE_MS - 1, 200],
    [CODE_MS, 403],
  ])('after %d ms answers %d', async (elapsedMs, status) => {
    const code = await newCode();
    central.clock.now += elapsedMs;
    expect(await enrol(code, createKioskKey())).toMatchObject({ status });
  });

  it('is locked with its address after five wrong tries', async () => {
    const code = await newCode();
    const key = createKioskKey();
    for (let tries = 0; tries < 5; tries++) {
      expect((await enrol(WRONG_CODE, key)).body.code).toBe('enrolment-code-wrong');
    }
    expect((await enrol(code, key)).body).toMatchObject({
      code: 'too-many-requests',
      retryAfterSeconds: 900,
    });
    expect((await enrol(code, key, '192.0.2.2')).status).toBe(200);
    central.clock.now += 15 * 60_000;
    const later = await newCode('Terminal 2');
    expect((await enrol(later, key)).status).toBe(200);
  });

  it('counts wrong tries sent at once like others', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => enrol(WRONG_CODE, createKioskKey())),
    );
    const wrong = answers.filter(({ body }) => body.code === 'enrolment-code-wrong');
    expect(wrong).toHaveLength(5);
  });

  it('counts nothing where the server is too busy to look', async () => {
    const others = Array.from({ length: 60 }, (_, at) => `198.51.100.${at}`);
    const busying = others.map((address) => enrol(WRONG_CODE, createKioskKey(), address));
    const tries = Array.from({ length: 6 }, () => enrol(WRONG_CODE, createKioskKey()));
    for (const { status } of await Promise.all(tries)) expect(status).toBe(429);
    await Promise.all(busying);
    expect((await enrol(await newCode(), createKioskKey())).status).toBe(200);
  });

  it('forgets wrong tries after a right one', async () => {
    for (const name of ['Terminal 1', 'Terminal 2']) {
      for (let tries = 0; tries < 4; tries++) await enrol(WRONG_CODE, createKioskKey());
      expect((await enrol(await newCode(name), createKioskKey())).status).toBe(200);
    }
  });

  it.each([
    ['with 0', 'AAAAAAA0'],
    ['with a small letter', 'aAAAAAAA'],
    ['too short', 'AAAAAAA'],
    ['too long', 'AAAAAAAAA'],
  ])('%s is malformed', async (_name, code) => {
    expect((await enrol(code, createKioskKey())).body.code).toBe('malformed');
  });
});

describe('a kiosk', () => {
  it('enrolled again keeps its id, and the old key counts no more', async () => {
    const old = await central.enrolKiosk('Terminal 1');
    const key = createKioskKey();
    const { kioskId } = enrolmentAnswer.parse((await enrol(await newCode(), key)).body);
    expect(kioskId).toBe(old.id);
    expect(await old.send('GET', '/kiosk/who')).toMatchObject({
      status: 401,
      body: { code: 'signature-wrong' },
    });
  });

  it('is known by its signature', async () => {
    const kiosk = await central.enrolKiosk('Terminal 1');
    const expected = { id: kiosk.id, name: 'Terminal 1', branchId: central.branchId };
    expect(await kiosk.send('POST', '/kiosk/who', { any: 'thing' })).toEqual({
      status: 200,
      body: expected,
    });
    expect(await kiosk.send('GET', '/kiosk/who')).toEqual({ status: 200, body: expected });
  });

  it('is refused unsigned, before its message is looked at', async () => {
    const response = await central.server.inject({
      method: 'POST',
      url: '/kiosk/who',
      payload: { wrong: 1 },
    });
    expect(response.json()).toMatchObject({ status: 401, code: 'signature-missing' });
    expect(central.logged.at(-1)).toEqual({
      name: 'request.refused',
      fields: { where: '/kiosk/who', code: 'signature-missing' },
    });
  });

  it('is refused with a body that differs by a space', async () => {
    const kiosk = await central.enrolKiosk('Terminal 1');
    const headers = await kiosk.headers('POST', '/kiosk/who', '{"any":"thing"}');
    const response = await central.server.inject({
      method: 'POST',
      url: '/kiosk/who',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: '{"any": "thing"}',
    });
    expect(response.json().code).toBe('signature-wrong');
  });

  it('sends a request once, also where it comes fifty times at once', async () => {
    const kiosk = await central.enrolKiosk('Terminal 1');
    const headers = await kiosk.headers('GET', '/kiosk/who');
    const send = () => central.server.inject({ method: 'GET', url: '/kiosk/who', headers });
    const responses = await Promise.all(Array.from({ length: 50 }, send));
    expect(responses.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    const others = responses.filter(({ statusCode }) => statusCode !== 200);
    expect(new Set(others.map((response) => response.json().code))).toEqual(new Set(['replayed']));
  });

  it('may use a nonce that another kiosk used', async () => {
    const nonce = 'A'.repeat(22);
    for (const name of ['Terminal 1', 'Terminal 2']) {
      const { id, key } = await central.enrolKiosk(name);
      const signing = { key, keyId: id, now: central.clock.now, nonce };
      const headers = await signRequest({ method: 'GET', path: '/kiosk/who' }, signing);
      const response = await central.server.inject({ method: 'GET', url: '/kiosk/who', headers });
      expect(response.statusCode).toBe(200);
    }
  });

  it('cannot bring a request back once its nonce was forgotten', async () => {
    const { id, key, send } = await central.enrolKiosk('Terminal 1');
    // The most a clock may be ahead, so that the signature counts for the longest time.
    const signing = { key, keyId: id, now: central.clock.now + 60_000 };
    const headers = await signRequest({ method: 'GET', path: '/kiosk/who' }, signing);
    const again = async (): Promise<unknown> =>
      (await central.server.inject({ method: 'GET', url: '/kiosk/who', headers })).json().code;
    expect(await again()).toBeUndefined();
    const codes = [];
    for (let minutes = 1; minutes <= 6; minutes++) {
      central.clock.now = TEST_TIME + minutes * 60_000;
      expect((await send('GET', '/kiosk/who')).status).toBe(200);
      codes.push(await again());
    }
    expect(codes.slice(0, 2)).toEqual(['replayed', 'replayed']);
    expect(new Set(codes.slice(2))).toEqual(new Set(['signature-stale']));
    const kept = await central.database.query('SELECT nonce FROM kiosk_nonces');
    expect(kept.length).toBeLessThan(6);
  });
});

describe('the list of kiosks', () => {
  it('says which are linked and when each was last heard of', async () => {
    const lead = await central.signIn('lead');
    const [one, ten] = [
      await central.enrolKiosk('Terminal 1'),
      await central.enrolKiosk('Terminal 10'),
    ];
    const two = await central.enrolKiosk('Terminal 2');
    await two.send('GET', '/kiosk/who');
    await markConnected(central.database, [one.id], central.clock.now);
    const read = async () => kiosks.parse((await lead.send('GET', '/staff/kiosks')).body).kiosks;
    const at = new Date(central.clock.now).toISOString();
    expect(await read()).toEqual([
      { id: one.id, name: 'Terminal 1', connected: true, lastSeenAt: at },
      { id: two.id, name: 'Terminal 2', connected: false, lastSeenAt: at },
      { id: ten.id, name: 'Terminal 10', connected: false, lastSeenAt: null },
    ]);
    central.clock.now += PRESENCE_MS;
    expect((await read())[0]).toMatchObject({ connected: false });
  });

  it('is not for clerks', async () => {
    const clerk = await central.signIn('clerk');
    expect(await clerk.send('GET', '/staff/kiosks')).toMatchObject({ status: 403 });
  });
});

it.each([
  ['all zeros', '00'.repeat(32)],
  ['the neutral point', `01${'00'.repeat(31)}`],
  ['a point of order 8', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
  ['no point', `02${'00'.repeat(31)}`],
  ['a coordinate that is too large', 'ff'.repeat(32)],
])('takes no public key that is %s', (_name, hex) => {
  expect(isSoundPublicKey(Buffer.from(hex, 'hex'))).toBe(false);
});

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('counts tries of %s under %s', (address, source) => {
  expect(sourceOf(address)).toBe(source);
});
