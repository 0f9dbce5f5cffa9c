import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { sweep } from '../fast-lane/sweep.ts';
import { DATABASE_START_MS, SECOND } from '../fast-lane/testing/test-branch.ts';
import { verifyAudit } from './audit.ts';
import { AuthorityError } from './authority-error.ts';
import { verifies } from './curves.ts';
import { readCvCertificate } from './cv-certificate.ts';
import { AuthorityPlace, outcomeOf, type Question } from './testing/authority-place.ts';
import { DAY_MS, hexOf, pki } from './testing/test-certificates.ts';

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

describe('the chain', () => {
  it('is handed out as soon as the request is open, for the trust point that fits', async () => {
    const expected = [pki.dv.certificate, place.folder.terminal.certificate].map(hexOf);
    expect((await place.chainFrom('DETESTCVCA00001')).map(hexOf)).toEqual(expected);
    expect((await place.chainFrom('UTTESTCVCA00001', 'DETESTCVCA00001')).map(hexOf)).toEqual(
      expected,
    );
    expect(await place.records()).toEqual(['given', 'given']);
  });

  it('is refused for a foreign trust point, a foreign request and an ended one', async () => {
    expect(await outcomeOf(place.chainFrom('UTTESTCVCA00001'))).toBe('no-chain');
    const other = await place.branch.addKiosk();
    expect(await outcomeOf(place.authority.chain(place.asker(other), ['44']))).toBe('not-found');
    await place.branch.report(place.kiosk, {
      kind: 'request-withdrawn',
      requestId: place.request.id,
    });
    expect(await outcomeOf(place.chainFrom('DETESTCVCA00001'))).toBe('conflict');
    expect(await place.records()).toEqual(['no-chain', 'not-found', 'conflict']);
  });

  it('is refused once its certificate has ended', async () => {
    place.branch.now += 31 * DAY_MS;
    place.request = await place.branch.open(place.kiosk, { transactionId: 'transaction-2' });
    expect(await outcomeOf(place.chainFrom('DETESTCVCA00001'))).toBe('certificate-ended');
  });
});

describe('a signature', () => {
  it('is over the parts of the challenge, and verifies under the certificate', async () => {
    await place.approve();
    const asked = place.question();
    const signature = Buffer.from(await place.authority.sign(place.asker(), asked), 'hex');
    const { point, hash } = readCvCertificate(place.folder.terminal.certificate);
    const message = Buffer.from(asked.idPicc + asked.challenge + asked.ephemeralKey, 'hex');
    expect(verifies(point, hash, message, signature)).toBe(true);
    expect(await place.records()).toEqual(['signed']);
    expect(await verifyAudit(database)).toMatchObject({ kind: 'whole' });
  });

  it('is made once: the same question again gets the same, another is refused', async () => {
    await place.approve();
    const asked = place.question();
    const first = await place.authority.sign(place.asker(), asked);
    expect(await place.authority.sign(place.asker(), asked)).toBe(first);
    expect(await place.sign(place.question())).toBe('approval-used');
    expect(await place.sign({ ...asked, ephemeralKey: hexOf(randomBytes(32)) })).toBe(
      'approval-used',
    );
    expect(place.signatures).toBe(1);
    expect(await place.records()).toEqual(['signed', 'repeated', 'approval-used', 'approval-used']);
  });

  it('is made once, whoever comes first', async () => {
    await place.approve();
    const asked = Array.from({ length: 20 }, () => place.question());
    const outcomes = await Promise.all(asked.map((one) => place.sign(one)));
    expect(outcomes.filter((outcome) => outcome === 'answered')).toHaveLength(1);
    expect(place.signatures).toBe(1);
    expect(await place.records()).toHaveLength(20);
    expect(await verifyAudit(database)).toMatchObject({ kind: 'whole' });
  });

  it('needs a live approval of this kiosk and this request', async () => {
    expect(await place.sign(place.question())).toBe('no-approval');
    await place.approve();
    expect(await place.sign(place.question(), await place.branch.addKiosk())).toBe('no-approval');
    place.branch.now += 300 * SECOND;
    expect(await place.sign(place.question())).toBe('approval-ended');
    await sweep(database, place.branch.now);
    expect(await place.sign(place.question())).toBe('approval-ended');
    expect(place.signatures).toBe(0);
  });

  it.each<[string, Partial<Question>, string]>([
    ['a reference of nobody', { holderReference: hexOf(Buffer.from('DETESTAT00009')) }, 'no-chain'],
    ['the reference of its issuer', { holderReference: hexOf(pki.dv.reference) }, 'no-chain'],
    ['a reference that is no text', { holderReference: '00'.repeat(8) }, 'no-chain'],
    ['a longer idPicc', { idPicc: 'AB'.repeat(33) }, 'challenge-malformed'],
    ['a longer key', { ephemeralKey: 'AB'.repeat(48) }, 'challenge-malformed'],
    ['strange auxiliary data', { auxiliaryData: '0500' }, 'challenge-malformed'],
  ])('is refused for %s, and the approval stays', async (_name, change, code) => {
    await place.approve();
    expect(await place.sign(place.question(change))).toBe(code);
    expect(await place.sign(place.question())).toBe('answered');
    expect(await place.records()).toEqual([code, 'signed']);
  });

  it('is refused for a challenge that was signed before, under any approval', async () => {
    await place.approve();
    const asked = place.question();
    await place.authority.sign(place.asker(), asked);
    place.request = await place.branch.open(place.kiosk, { attempt: 2 }, place.request.id);
    await place.approve();
    expect(await place.sign(asked)).toBe('challenge-replayed');
    expect(await place.sign({ ...asked, ephemeralKey: hexOf(randomBytes(32)) })).toBe(
      'challenge-replayed',
    );
    expect(await place.sign(place.question())).toBe('answered');
  });

  it('is not made while the key is away, and the approval stays', async () => {
    await place.approve();
    place.keyFault = new AuthorityError('key-unavailable', 'The token is gone.');
    const asked = place.question();
    expect(await place.sign(asked)).toBe('key-unavailable');
    expect(place.logged.at(-1)?.name).toBe('authority.key-unavailable');
    place.keyFault = undefined;
    expect(await place.sign(asked)).toBe('answered');
    expect(await place.records()).toEqual(['key-unavailable', 'signed']);
  });

  it('is refused once the certificate has ended, and the approval stays', async () => {
    place.branch.now += 31 * DAY_MS;
    place.request = await place.branch.open(place.kiosk, { transactionId: 'transaction-2' });
    await place.approve();
    expect(await place.sign(place.question())).toBe('certificate-ended');
  });

  it('leaves no challenge and no key in the audit', async () => {
    await place.approve();
    const asked = place.question();
    await place.authority.sign(place.asker(), asked);
    const stored = JSON.stringify(await database.query('SELECT * FROM authority_audit'));
    for (const secret of [asked.idPicc, asked.challenge, asked.ephemeralKey]) {
      expect(stored.toUpperCase()).not.toContain(secret);
    }
  });
});
