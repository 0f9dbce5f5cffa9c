import { describe, expect, it } from 'vitest';
import { type Bytes, concat, fromHex, NO_BYTES } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { encodeCvDate, encodeCvPublicKey } from '../test-pki/cv-certificate.ts';
import type { CvTemplate } from '../test-pki/test-pki.ts';
import { addDays } from './calendar.ts';
import { CARD_PROFILES } from './profiles.ts';
import { afterPace, CHAIN, KIOSK_TERMINAL, pki, TODAY } from './test-session.ts';
import { contentOf } from './test-terminal-eac.ts';

const { dv, cvca } = pki;
const day = (offset: number) => new Date(TODAY.getTime() + offset * 86_400_000);
const DV_TEMPLATE: CvTemplate = {
  role: 'dv-domestic',
  reference: 'DETESTDV00001',
  privateKey: dv.privateKey,
  validity: { from: day(-30), to: day(90) },
  extensions: NO_BYTES,
};

describe('PSO:Verify Certificate', () => {
  const from = (certificate: Bytes, issuer = cvca.reference) => {
    const { eac, card } = afterPace();
    const status = eac.importCertificate(certificate, issuer);
    return { status, trust: card.state().trust };
  };

  it('wants an issuer to be chosen, for each certificate anew', () => {
    const { eac } = afterPace();
    expect(eac.verifyCertificate(contentOf(dv.certificate))).toBe(0x6985);
    expect(eac.importCertificate(dv.certificate)).toBe(0x9000);
    expect(eac.verifyCertificate(contentOf(dv.certificate))).toBe(0x6985);
  });

  it('wants 00BE', () => {
    const { terminal, eac } = afterPace();
    eac.chooseIssuer(cvca.reference);
    expect(terminal.send('002A00AE', contentOf(dv.certificate)).status).toBe(0x6a86);
  });

  it('refuses another issuer than the chosen one with 6A88', () => {
    expect(from(KIOSK_TERMINAL.certificate).status).toBe(0x6a88);
  });

  const asDv = (template: CvTemplate) => pki.issue(cvca, { ...DV_TEMPLATE, ...template });
  it('takes the verifier from which the refused ones below differ', () => {
    expect(from(asDv({}))).toEqual({ status: 0x9000, trust: undefined });
  });

  it.each<[string, Bytes]>([
    ['a terminal straight from the country authority', pki.issue(cvca, {})],
    ['somebody else’s signature', pki.issue({ ...cvca, privateKey: dv.privateKey }, DV_TEMPLATE)],
    ['a past expiration', asDv({ validity: { from: day(-30), to: day(-1) } })],
    ['an end before its beginning', asDv({ validity: { from: day(40), to: day(20) } })],
    ['a beginning after its issuer’s end', asDv({ validity: { from: day(731), to: day(800) } })],
    ['domain parameters', asDv({ objects: { publicKey: encodeCvPublicKey(dv.privateKey, true) } })],
    ['no profile', asDv({ objects: { profile: NO_BYTES } })],
    ['another profile', asDv({ objects: { profile: fromHex('5F290101') } })],
    ['no key', asDv({ objects: { publicKey: NO_BYTES } })],
    ['an RSA key', asDv({ objects: { publicKey: rsaKey() } })],
    ['a SHA-1 key', asDv({ objects: { publicKey: keyOf('01') } })],
    ['a hash that nobody knows', asDv({ objects: { publicKey: keyOf('06') } })],
    ['a point off the curve', asDv({ objects: { publicKey: keyOf('03', '04'.padEnd(130, '1')) } })],
    ['no holder', asDv({ objects: { holderReference: NO_BYTES } })],
    ['a long holder', asDv({ reference: 'DETESTDVDVDV00001' })],
    ['a short holder', asDv({ reference: 'DE0001' })],
    ['no rights', asDv({ objects: { authorizations: NO_BYTES } })],
    [
      'rights of four bytes',
      asDv({ objects: { authorizations: rights('04007F000703010202', '80000030') } }),
    ],
    [
      'an inspection system’s rights',
      asDv({ objects: { authorizations: rights('04007F000703010201', '80') } }),
    ],
    ['no beginning', asDv({ objects: { effective: NO_BYTES } })],
    ['no end', asDv({ objects: { expiration: NO_BYTES } })],
    ['the 31st of June', asDv({ objects: { expiration: fromHex('5F2406020700060301') } })],
    ['a date that is no digits', asDv({ objects: { expiration: fromHex('5F24060207000A0301') } })],
    [
      'dates in the wrong order',
      asDv({
        objects: {
          effective: encodeCvDate(0x5f24, day(9)),
          expiration: encodeCvDate(0x5f25, day(-9)),
        },
      }),
    ],
    ['an object too many', asDv({ objects: { extensions: fromHex('660100') } })],
  ])('refuses %s with 6984 and learns nothing', (_, certificate) => {
    expect(from(certificate)).toEqual({ status: 0x6984, trust: undefined });
  });

  it.each<[string, CvTemplate]>([
    ['a verifier', { ...DV_TEMPLATE, reference: 'DETESTDV00002' }],
    ['a country authority', { ...DV_TEMPLATE, role: 'cvca' }],
  ])('refuses %s issued by a verifier', (_, template) => {
    const { eac } = afterPace();
    eac.importCertificate(dv.certificate);
    expect(eac.importCertificate(pki.issue(dv, template))).toBe(0x6984);
  });

  it('refuses whatever a terminal issues', () => {
    const { eac } = afterPace();
    for (const certificate of CHAIN) eac.importCertificate(certificate);
    expect(eac.importCertificate(pki.issue(KIOSK_TERMINAL, {}))).toBe(0x6984);
  });

  it('refuses a terminal that has expired by the chip’s day', () => {
    const expired = pki.issue(dv, { validity: { from: day(-40), to: day(-1) } });
    const { eac } = afterPace();
    eac.importCertificate(dv.certificate);
    expect(eac.importCertificate(expired)).toBe(0x6984);
  });

  it.each<[string, number, CvTemplate, number]>([
    ['a verifier on its last day', 90, {}, 0x9000],
    ['a verifier on the day after', 91, {}, 0x6984],
    [
      'a late verifier before its issuer’s end',
      730,
      { validity: { from: day(700), to: day(800) } },
      0x9000,
    ],
    [
      'a late verifier after its issuer’s end',
      731,
      { validity: { from: day(700), to: day(800) } },
      0x6984,
    ],
  ])('with the chip’s day in mind takes or refuses %s', (_, chipDaysAhead, template, status) => {
    const { eac } = afterPace({ ...CARD_PROFILES.ready, chipDaysAhead });
    expect(eac.importCertificate(asDv(template))).toBe(status);
  });

  it.each<[string, (content: Bytes) => Bytes]>([
    ['with its outer tag', (content) => encodeTlv(0x7f21, content)],
    ['without signature', (content) => content.slice(0, -67)],
    ['with an empty signature', (content) => concat(content.slice(0, -67), fromHex('5F3700'))],
    ['with something behind', (content) => concat(content, Uint8Array.of(0))],
    ['cut short', (content) => content.slice(0, -1)],
    ['empty', () => NO_BYTES],
  ])('refuses a certificate %s', (_, change) => {
    const { eac } = afterPace();
    eac.chooseIssuer(cvca.reference);
    expect(eac.verifyCertificate(change(contentOf(dv.certificate)))).toBe(0x6984);
  });
});

describe('the day that the chip knows', () => {
  it('is the day on which it was made, and moves with certificates that are later', () => {
    const tomorrow = pki.issue(dv, { validity: { from: day(1), to: day(20) } });
    const { eac, card } = afterPace();
    eac.importCertificate(dv.certificate);
    expect(card.state().trust).toBeUndefined();
    expect(eac.importCertificate(tomorrow)).toBe(0x9000);
    expect(card.state().trust?.date).toBe(addDays(TODAY.toISOString().slice(0, 10), 1));
  });

  it('does not believe a verifier that is not official, nor its terminals', () => {
    const foreignDv = {
      ...DV_TEMPLATE,
      role: 'dv-foreign',
      validity: { from: day(5), to: day(60) },
    } as const;
    const { eac, saved } = afterPace();
    expect(eac.importCertificate(pki.issue(cvca, foreignDv))).toBe(0x9000);
    const terminal = pki.issue(dv, { validity: { from: day(9), to: day(20) } });
    expect(eac.importCertificate(terminal)).toBe(0x9000);
    expect(saved).toEqual([]);
  });

  it('never goes back', () => {
    const { eac, saved } = afterPace(CARD_PROFILES.ready);
    eac.importCertificate(dv.certificate);
    eac.importCertificate(KIOSK_TERMINAL.certificate);
    expect(saved).toEqual([]);
  });
});

function keyOf(hash: string, point?: string): Bytes {
  const whole = encodeCvPublicKey(dv.privateKey, false);
  const holder = point === undefined ? whole.slice(-65) : fromHex(point);
  const mechanism = fromHex(`04007F000702020202${hash}`);
  return encodeTlv(0x7f49, encodeTlv(0x06, mechanism), encodeTlv(0x86, holder));
}

function rsaKey(): Bytes {
  const mechanism = encodeTlv(0x06, fromHex('04007F00070202020102'));
  const modulus = encodeTlv(0x81, new Uint8Array(128).fill(0xab));
  return encodeTlv(0x7f49, mechanism, modulus, encodeTlv(0x82, fromHex('010001')));
}

function rights(role: string, template: string): Bytes {
  return encodeTlv(0x7f4c, encodeTlv(0x06, fromHex(role)), encodeTlv(0x53, fromHex(template)));
}
