import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { until } from '../testing/until.ts';
import { importChain } from './chain-table.ts';
import { readChain } from './chains.ts';
import { readCvCertificate } from './cv-certificate.ts';
import { openKeysInFiles } from './keys-in-files.ts';
import { NO_KEYS } from './no-keys.ts';
import { AuthorityPlace, outcomeOf } from './testing/authority-place.ts';
import {
  DAY_MS,
  hexOf,
  issueTerminal,
  makeAuthorityFolder,
  pki,
} from './testing/test-certificates.ts';

let database: Database;
let place: AuthorityPlace;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());
beforeEach(async () => {
  place = await AuthorityPlace.create(database);
});
afterEach(() => place.close());

const alarms = async (): Promise<string[]> => {
  const rows = await database.query<{ kind: string }>(
    'SELECT kind FROM alarms WHERE branch_id = $1 ORDER BY kind',
    [place.branch.id],
  );
  return rows.map(({ kind }) => kind);
};

describe('an authority that starts', () => {
  it('refuses a certificate that its keys do not belong to', async () => {
    const foreign = await makeAuthorityFolder();
    const opening = place.open(NO_KEYS, foreign.path);
    await expect(opening).rejects.toMatchObject({ code: 'key-missing' });
    foreign.remove();
  });

  it('refuses a certificate that has ended', async () => {
    place.branch.now += 31 * DAY_MS;
    const keys = await openKeysInFiles(place.folder.path);
    await expect(place.open(keys)).rejects.toMatchObject({ code: 'certificate-ended' });
  });

  it('says that the key lies in a file, to IT and to the counters', async () => {
    expect(place.logged[0]?.name).toBe('authority.key-in-file');
    expect(await alarms()).toEqual(['authority-key-in-file', 'certificate-ends-soon']);
  });

  it('uses nothing of the database that it has no key for', async () => {
    const withoutKeys = await place.open(NO_KEYS, null);
    const answer = withoutKeys.chain(place.asker(), [hexOf(Buffer.from('DETESTCVCA00001'))]);
    expect(await outcomeOf(answer)).toBe('no-chain');
    expect(place.logged.at(-1)?.name).toBe('authority.key-missing');
    await withoutKeys.close();
  });
});

describe('renewal', () => {
  const renew = async (days: { from: number; to: number }): Promise<void> => {
    const { privateKey } = place.folder.terminal;
    const terminal = issueTerminal('DETESTAT00002', { ...days, privateKey });
    await importChain(database, readChain([pki.dv.certificate, terminal]), place.branch.now);
    await until('the renewal', () => isTold('DETESTAT00002'));
  };
  const isTold = (certificate: string): boolean =>
    place.logged.some(
      ({ fields }) => 'certificate' in fields && fields.certificate === certificate,
    );
  const holder = async (): Promise<string> => {
    const certificates = await place.chainFrom('DETESTCVCA00001');
    return readCvCertificate(certificates.at(-1) ?? new Uint8Array()).holderReference;
  };

  it('takes effect without a restart, and the old certificate still signs', async () => {
    await renew({ from: 0, to: 60 });
    expect(await holder()).toBe('DETESTAT00002');
    await place.approve();
    expect(await place.sign(place.question())).toBe('answered');
  });

  it('outlives the old certificate', async () => {
    await renew({ from: 0, to: 60 });
    place.branch.now += 31 * DAY_MS;
    place.request = await place.branch.open(place.kiosk, { transactionId: 'transaction-2' });
    expect(await holder()).toBe('DETESTAT00002');
    await place.approve();
    expect(await place.sign(place.question())).toBe('certificate-ended');
    const holderReference = hexOf(Buffer.from('DETESTAT00002'));
    expect(await place.sign(place.question({ holderReference }))).toBe('answered');
  });

  it('of another key is not used', async () => {
    const other = issueTerminal('DETESTAT00003', {
      from: 0,
      to: 60,
      privateKey: pki.dv.privateKey,
    });
    await importChain(database, readChain([pki.dv.certificate, other]), place.branch.now);
    await until('the refusal', () => isTold('DETESTAT00003'));
    expect(place.logged.at(-1)?.name).toBe('authority.key-missing');
    expect(await holder()).toBe('DETESTAT00001');
  });
});
