import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chainAnswer, signatureAnswer } from '../../contract/kiosk.ts';
import { DEFAULT_OFFERED_SERVICES } from '../fast-lane/default-rights.ts';
import { fastLaneRoutes } from '../fast-lane/routes.ts';
import { DATABASE_START_MS, QUESTION } from '../fast-lane/testing/test-branch.ts';
import type { SignedKiosk } from '../testing/signed-kiosk.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { openKeysInFiles } from './keys-in-files.ts';
import { type OpenAuthority, openAuthority } from './open-authority.ts';
import { authorityRoutes } from './routes.ts';
import { type AuthorityFolder, hexOf, makeAuthorityFolder } from './testing/test-certificates.ts';

const SEEN = ['person-matches-photo', 'card-valid', 'card-belongs-to-person'];
const REFERENCES = [hexOf(Buffer.from('DETESTCVCA00001'))];

const EMPTY = {
  holderReference: '44'.repeat(13),
  idPicc: 'AB'.repeat(32),
  challenge: '0102030405060708',
  ephemeralKey: 'CD'.repeat(32),
  auxiliaryData: '',
};

let folder: AuthorityFolder;
let opening: Promise<OpenAuthority>;
let central: TestCentral;
let kiosk: SignedKiosk;
let id: string;

beforeAll(async () => {
  folder = await makeAuthorityFolder();
  const keys = await openKeysInFiles(folder.path);
  central = await startTestCentral((parts) => {
    opening = openAuthority({ ...parts, keys, folder: folder.path });
    return [
      fastLaneRoutes({ ...parts, offered: DEFAULT_OFFERED_SERVICES }),
      async (fastify) => {
        await fastify.register(authorityRoutes(await opening));
      },
    ];
  });
  kiosk = await central.enrolKiosk('Terminal 1');
}, DATABASE_START_MS);
afterAll(async () => {
  await (await opening).close();
  await central.close();
  folder.remove();
});
beforeEach(() => {
  id = randomUUID();
});

const ask = (way: 'chain' | 'signature', body: object, by = kiosk) =>
  by.send('POST', `/kiosk/fast-lane/${id}/${way}`, body);
const challenge = () => ({
  holderReference: hexOf(folder.terminal.reference),
  idPicc: id.replaceAll('-', '').toUpperCase().repeat(2),
  challenge: '0102030405060708',
  ephemeralKey: 'CD'.repeat(32),
  auxiliaryData: '',
});
const lastRecord = async () => {
  const [record] = await central.database.query(
    'SELECT kind, outcome, kiosk_id, request_id FROM authority_audit ORDER BY sequence DESC LIMIT 1',
  );
  return record;
};

describe('the terminal authority over HTTP', () => {
  it('answers a kiosk whose request was approved', async () => {
    await kiosk.send('PUT', `/kiosk/fast-lane/${id}`, QUESTION);
    const chain = await ask('chain', { references: REFERENCES });
    expect(chainAnswer.parse(chain.body).certificates).toHaveLength(2);
    expect(await ask('signature', challenge())).toMatchObject({
      status: 403,
      body: { code: 'no-approval' },
    });
    const clerk = await central.signIn('clerk');
    await clerk.send('PUT', '/staff/session/counter', { counterId: central.counterIds[0] });
    await clerk.send('POST', `/staff/fast-lane/${id}/taking`, { attempt: 1 });
    await clerk.send('POST', `/staff/fast-lane/${id}/approval`, { attempt: 1, seen: SEEN });
    const signed = await ask('signature', challenge());
    expect(signed.status).toBe(200);
    expect(signatureAnswer.parse(signed.body).signature).toHaveLength(128);
    expect(await lastRecord()).toEqual({
      kind: 'signature',
      outcome: 'signed',
      kiosk_id: kiosk.id,
      request_id: id,
    });
  });

  it.each([
    ['no references', 'chain', { references: [] }],
    ['a bare hash', 'signature', { hash: 'AB'.repeat(32) }],
    ['a part too much', 'signature', { ...EMPTY, rights: 'all' }],
    ['a part in small letters', 'signature', { ...EMPTY, idPicc: 'ab'.repeat(32) }],
    ['a challenge of seven bytes', 'signature', { ...EMPTY, challenge: '01'.repeat(7) }],
  ] as const)('refuses %s, and keeps it in the audit', async (_name, way, body) => {
    const answer = await ask(way, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await lastRecord()).toEqual({
      kind: way,
      outcome: 'malformed',
      kiosk_id: kiosk.id,
      request_id: null,
    });
  });

  it('refuses a request id that is none', async () => {
    const body = { references: REFERENCES };
    const answer = await kiosk.send('POST', '/kiosk/fast-lane/none/chain', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
  });

  it('answers nobody who is no kiosk, and keeps nothing of it', async () => {
    const before = await lastRecord();
    const answer = await central.server.inject({
      method: 'POST',
      url: `/kiosk/fast-lane/${id}/signature`,
      payload: challenge(),
    });
    expect(answer.statusCode).toBe(401);
    expect(await lastRecord()).toEqual(before);
  });

  it('answers no other kiosk', async () => {
    await kiosk.send('PUT', `/kiosk/fast-lane/${id}`, QUESTION);
    const other = await central.enrolKiosk('Terminal 2');
    expect(await ask('chain', { references: REFERENCES }, other)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });
});
