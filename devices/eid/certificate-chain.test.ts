import { describe, expect, it } from 'vitest';
import { asciiBytes, type Bytes, NO_BYTES } from '../kit/bytes.ts';
import { testKey } from '../simulators/test-pki/test-keys.ts';
import { type CvTemplate, createTestPki } from '../simulators/test-pki/test-pki.ts';
import { daysAround } from '../simulators/test-pki/validity.ts';
import { type ChainFault, findCertificatePath } from './certificate-chain.ts';
import { decodeCvCertificate } from './cv-certificate.ts';
import { hex, loadVectors } from './vectors/load.ts';

const TODAY = new Date('2026-11-23T12:00:00Z');
const pki = createTestPki({ today: TODAY });
const { cvca, successorCvca, link, dv, successorDv } = pki;
const terminal = pki.terminal(['pin-management', 'can-allowed', 'read-dg1']).certificate;
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const days = (from: number, to: number) => daysAround(TODAY, from, to);

function find(
  offered: readonly Uint8Array[],
  references: readonly Bytes[],
  rights: Parameters<typeof findCertificatePath>[1]['rights'] = ['pin-management', 'can-allowed'],
) {
  const path = findCertificatePath(offered, { references, rights, today: '2026-11-23' });
  return path.kind === 'path'
    ? path.certificates.map((certificate) => {
        const { authorityReference, holderReference } = certificate;
        return `${text(authorityReference)} ${text(holderReference)}`;
      })
    : path.fault;
}

const OLD = 'DETESTCVCA00001';
const NEW = 'DETESTCVCA00002';
const DV = 'DETESTDV00001';
const AT = 'DETESTAT00001';

describe('the way to the terminal’s certificate', () => {
  it.each([
    ['directly', [dv.certificate, terminal], [cvca], [`${OLD} ${DV}`, `${DV} ${AT}`]],
    ['in any order', [terminal, dv.certificate], [cvca], [`${OLD} ${DV}`, `${DV} ${AT}`]],
    [
      'over a link from the only trust point',
      [link, successorDv.certificate, terminal],
      [cvca],
      [`${OLD} ${NEW}`, `${NEW} ${DV}`, `${DV} ${AT}`],
    ],
    [
      'from the newest trust point, without the link it does not need',
      [link, dv.certificate, successorDv.certificate, terminal],
      [successorCvca, cvca],
      [`${NEW} ${DV}`, `${DV} ${AT}`],
    ],
    [
      'from the previous trust point, where the newest leads nowhere',
      [dv.certificate, terminal],
      [successorCvca, cvca],
      [`${OLD} ${DV}`, `${DV} ${AT}`],
    ],
    [
      'without the trust point’s own certificate, which only checks the first signature',
      [cvca.certificate, dv.certificate, terminal],
      [cvca],
      [`${OLD} ${DV}`, `${DV} ${AT}`],
    ],
  ])('%s', (_, offered, trustPoints, expected) => {
    const references = trustPoints.map(({ reference }) => reference);
    expect(find(offered, references)).toEqual(expected);
  });

  it('of the BSI worked example ends at its date', () => {
    const example = loadVectors().ta[0];
    const offered = [hex(example?.dv), hex(example?.at)];
    const references = [asciiBytes('DECVCAAT00001')];
    const on = (today: string) =>
      findCertificatePath(offered, { references, rights: ['can-allowed'], today });
    expect(on('2010-10-30').kind).toBe('path');
    expect(on('2010-10-31')).toEqual({ kind: 'no-path', fault: 'expired' });
    expect(on('2010-09-29')).toEqual({ kind: 'no-path', fault: 'not-yet-valid' });
  });
});

describe('no way', () => {
  const issued = (by: typeof dv, template: CvTemplate): Bytes => pki.issue(by, template);
  const verifier = (template: CvTemplate): Bytes =>
    issued(cvca, {
      reference: DV,
      role: 'dv-domestic',
      rights: ['pin-management', 'can-allowed'],
      privateKey: testKey('dv').privateKey,
      validity: days(-30, 90),
      ...template,
    });
  const flipped = dv.certificate.with(-1, (dv.certificate.at(-1) ?? 0) ^ 1);
  const signatureOf = (certificate: Bytes) => decodeCvCertificate(certificate).signature.length;

  it.each<[string, ChainFault, readonly Uint8Array[]]>([
    ['out of nothing', 'no-path', []],
    ['without the document verifier', 'no-path', [terminal]],
    ['without a terminal', 'no-path', [dv.certificate]],
    ['from the certificate of another country', 'no-path', [pki.foreignCvca.certificate, terminal]],
    ['without the link', 'no-path', [successorDv.certificate, terminal]],
    ['with a certificate that cannot be read', 'malformed', [dv.certificate, terminal.slice(1)]],
    ['with nine certificates', 'too-many', Array.from({ length: 9 }, () => terminal)],
    [
      'from a terminal right under the trust point',
      'roles',
      [issued(cvca, { reference: AT, role: 'terminal' })],
    ],
    [
      'from a terminal under another',
      'roles',
      [
        issued(cvca, {
          reference: DV,
          role: 'terminal',
          privateKey: testKey('dv').privateKey,
          validity: days(-30, 90),
        }),
        terminal,
      ],
    ],
    [
      'with a link below the document verifier',
      'roles',
      [
        verifier({ reference: 'DETESTDV00002' }),
        issued(
          { ...dv, reference: asciiBytes('DETESTDV00002') },
          { reference: DV, role: 'cvca', privateKey: testKey('dv').privateKey },
        ),
        terminal,
      ],
    ],
    ['today not yet', 'not-yet-valid', [dv.certificate, pki.terminal([], days(1, 9)).certificate]],
    ['since yesterday', 'expired', [dv.certificate, pki.terminal([], days(-9, -1)).certificate]],
    ['of a verifier till yesterday', 'expired', [verifier({ validity: days(-9, -1) }), terminal]],
    [
      'over a link that had ended before the document verifier began',
      'issuer-expired',
      [successorLink(-31), successorDv.certificate, terminal],
    ],
    ['to rights the terminal lacks', 'rights', [dv.certificate, pki.terminal([]).certificate]],
    [
      'to rights the document verifier lacks',
      'rights',
      [verifier({ rights: ['can-allowed'] }), terminal],
    ],
    [
      'for a signature of somebody else',
      'signature',
      [verifier({ privateKey: testKey('foreign-cvca').privateKey }), terminal],
    ],
    [
      'for a wrong signature of the trust point, where its certificate is there',
      'signature',
      [cvca.certificate, flipped, terminal],
    ],
  ])('%s: %s', (_, fault, offered) => {
    expect(find(offered, [cvca.reference])).toBe(fault);
  });

  it('to a right that only the chip was asked for', () => {
    const offered = [dv.certificate, terminal];
    expect(find(offered, [cvca.reference], ['read-dg1'])).toHaveLength(2);
    expect(find(offered, [cvca.reference], ['read-dg17'])).toBe('rights');
  });

  it('is told of the first signature without the trust point’s certificate: the chip will', () => {
    expect(signatureOf(flipped)).toBe(64);
    expect(find([flipped, terminal], [cvca.reference])).toHaveLength(2);
  });
});

it.each([
  ['on the last day', days(-9, 0)],
  ['on the first day', days(0, 9)],
])('a certificate is good %s', (_, validity) => {
  const certificate = pki.terminal(['pin-management', 'can-allowed'], validity).certificate;
  expect(find([dv.certificate, certificate], [cvca.reference])).toHaveLength(2);
});

it('a link is good after its end too, so that old cards learn of new trust points', () => {
  const offered = [successorLink(-1), successorDv.certificate, terminal];
  expect(find(offered, [cvca.reference])).toHaveLength(3);
});

function successorLink(lastDay: number): Bytes {
  return pki.issue(cvca, {
    reference: NEW,
    role: 'cvca',
    rights: ['pin-management', 'can-allowed'],
    privateKey: testKey('successor-cvca').privateKey,
    validity: days(-60, lastDay),
    extensions: NO_BYTES,
  });
}
