import { describe, expect, it } from 'vitest';
import { certificatesFrom, readChain, standingOf } from './chains.ts';
import { issueTerminal, pki, RIGHTS } from './testing/test-certificates.ts';

const terminal = pki.terminal(RIGHTS).certificate;
const dv = pki.dv.certificate;
const underSuccessor = [pki.successorDv.certificate, terminal];

describe('a chain', () => {
  const references = (
    certificates: readonly Uint8Array[],
    trustPoint: string,
  ): readonly string[] | undefined =>
    certificatesFrom(readChain(certificates), trustPoint)?.map((it) => it.holderReference);

  it.each([
    ['the issuer itself', [dv, terminal], 'DETESTCVCA00001', []],
    ['the issuer, a link beside', [pki.link, dv, terminal], 'DETESTCVCA00001', []],
    ['the successor', underSuccessor, 'DETESTCVCA00002', []],
    [
      'an older trust point',
      [terminal, pki.link, pki.successorDv.certificate],
      'DETESTCVCA00001',
      ['DETESTCVCA00002'],
    ],
  ])('leads from %s', (_name, certificates, trustPoint, links) => {
    expect(references(certificates, trustPoint)).toEqual([
      ...links,
      'DETESTDV00001',
      'DETESTAT00001',
    ]);
  });

  it.each([
    ['a foreign trust point', [pki.link, dv, terminal], 'UTTESTCVCA00001'],
    ['an older one without the link', underSuccessor, 'DETESTCVCA00001'],
    ['a later one', [pki.link, dv, terminal], 'DETESTCVCA00002'],
  ])('does not lead from %s', (_name, certificates, trustPoint) => {
    expect(references(certificates, trustPoint)).toBeUndefined();
  });

  it('ignores trust points, and ends where links form a circle', () => {
    const circle = pki.issue(
      { reference: Buffer.from('DETESTCVCA00002'), privateKey: pki.successorCvca.privateKey },
      { reference: 'DETESTCVCA00009', role: 'cvca' },
    );
    const back = pki.issue(
      { reference: Buffer.from('DETESTCVCA00009'), privateKey: pki.cvca.privateKey },
      { reference: 'DETESTCVCA00002', role: 'cvca' },
    );
    const chain = readChain([pki.cvca.certificate, circle, back, dv, terminal]);
    expect(chain.links).toHaveLength(2);
    expect(certificatesFrom(chain, 'DETESTCVCA00002')).toBeUndefined();
  });

  it.each([
    ['without a terminal', [dv]],
    ['without a document verifier', [terminal]],
    ['with two terminals', [dv, terminal, terminal]],
    ['with two document verifiers', [dv, pki.successorDv.certificate, terminal]],
    ['under another document verifier', [dv, pki.issue(pki.cvca, {})]],
    [
      'with a wrong signature',
      [dv, pki.issue({ reference: pki.dv.reference, privateKey: pki.cvca.privateKey }, {})],
    ],
    ['with too many links', [...Array.from({ length: 7 }, () => pki.link), dv, terminal]],
  ])('is refused %s', (_name, certificates) => {
    expect(() => readChain(certificates)).toThrow(
      expect.objectContaining({ code: 'chain-malformed' }),
    );
  });
});

describe('the standing of a chain', () => {
  it.each([
    ['2026-11-23', 'not-yet'],
    ['2026-11-24', 'valid'],
    ['2026-12-13', 'valid'],
    ['2026-12-14', 'ended'],
  ])('on %s is %s', (day, standing) => {
    const chain = readChain([dv, issueTerminal('DETESTAT00002', { from: 1, to: 20 })]);
    expect(standingOf(chain, day)).toBe(standing);
  });

  it('ends with the document verifier', () => {
    const chain = readChain([dv, issueTerminal('DETESTAT00002', { from: 0, to: 400 })]);
    expect(standingOf(chain, '2027-02-21')).toBe('valid');
    expect(standingOf(chain, '2027-02-22')).toBe('ended');
  });
});
