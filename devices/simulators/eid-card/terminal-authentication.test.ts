import { describe, expect, it } from 'vitest';
import { asciiBytes, type Bytes, concat, fromHex, NO_BYTES } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { CARD_PROFILES } from './profiles.ts';
import {
  afterPace,
  afterTerminalAuthentication,
  CHAIN,
  insert,
  KIOSK_TERMINAL,
  pki,
} from './test-session.ts';
import { chatOf, contentOf } from './test-terminal-eac.ts';

const { can } = CARD_PROFILES.ready;
const { dv, cvca } = pki;

describe('PACE with a CHAT', () => {
  it('names the trust point', () => {
    const { terminal } = afterPace();
    expect(terminal.references).toEqual([cvca.reference]);
  });

  it('names nobody where no CHAT came', () => {
    const { terminal } = insert();
    terminal.pace('can', can);
    expect(terminal.references).toEqual([]);
  });

  it('works with the PIN, tells its state and counts attempts as ever', () => {
    const { terminal } = insert(CARD_PROFILES['two-tries-left']);
    const chat = chatOf('0000000020');
    expect(terminal.pace('pin', '000000', chat)).toEqual({ query: 0x63c2, final: 0x63c1 });
    terminal.pace('can', can, chatOf('0000000030'));
    expect(terminal.pace('pin', '123456', chat)).toEqual({ query: 0x63c1, final: 0x9000 });
    expect(terminal.references).toEqual([cvca.reference]);
  });
});

describe('terminal authentication', () => {
  it('succeeds with certificates first, then the challenge', () => {
    const { eac } = afterPace();
    expect(eac.authenticateTerminal(CHAIN, KIOSK_TERMINAL)).toBe(0x9000);
  });

  it('succeeds with the challenge first, as AusweisApp orders it', () => {
    const { eac } = afterPace();
    const { data } = eac.challenge();
    expect(data).toHaveLength(8);
    for (const certificate of CHAIN) expect(eac.importCertificate(certificate)).toBe(0x9000);
    expect(eac.claim(KIOSK_TERMINAL.reference)).toBe(0x9000);
    expect(eac.authenticate(eac.sign(KIOSK_TERMINAL.privateKey, data))).toBe(0x9000);
  });

  it.each([15, 16, 17, 18])('succeeds on a card with curve %i', (parameterId) => {
    const profile = { ...CARD_PROFILES.ready, parameterId, suite: 'aes-256' } as const;
    expect(() => afterTerminalAuthentication(profile)).not.toThrow();
  });

  it('succeeds without certificates only where they were imported', () => {
    const { eac } = afterPace();
    expect(eac.authenticateTerminal([], KIOSK_TERMINAL)).toBe(0x6a88);
  });

  it.each<[string, (step: ReturnType<typeof afterPace>['eac']) => number]>([
    ['MSE:Set DST', (eac) => eac.chooseIssuer(cvca.reference)],
    ['PSO:Verify Certificate', (eac) => eac.verifyCertificate(contentOf(dv.certificate))],
    ['MSE:Set AT', (eac) => eac.claim(KIOSK_TERMINAL.reference)],
    ['GET CHALLENGE', (eac) => eac.challenge().status],
    ['EXTERNAL AUTHENTICATE', (eac) => eac.authenticate(new Uint8Array(64))],
  ])('needs a PACE with CHAT: %s gets 6982 without', (_, step) => {
    const { terminal, eac } = insert();
    terminal.pace('pin', '123456');
    expect(step(eac)).toBe(0x6982);
  });

  it('ends with the channel', () => {
    const { terminal, eac } = afterPace();
    for (const certificate of CHAIN) eac.importCertificate(certificate);
    terminal.query();
    terminal.forgetChannel();
    terminal.pace('can', can, chatOf('0000000030'));
    expect(eac.claim(KIOSK_TERMINAL.reference)).toBe(0x6a88);
  });
});

describe('MSE:Set DST', () => {
  it.each<[string, Bytes, number]>([
    ['the trust point', encodeTlv(0x83, cvca.reference), 0x9000],
    ['somebody else', encodeTlv(0x83, asciiBytes('DETESTCVCA00009')), 0x6a88],
    ['the verifier before its certificate', encodeTlv(0x83, dv.reference), 0x6a88],
    ['an empty reference', encodeTlv(0x83), 0x6a88],
    ['another object', encodeTlv(0x84, cvca.reference), 0x6a80],
    ['two objects', concat(encodeTlv(0x83, cvca.reference), encodeTlv(0x84)), 0x6a80],
    ['nothing', NO_BYTES, 0x6a80],
  ])('with %s gets its status word', (_, data, status) => {
    const { terminal } = afterPace();
    expect(terminal.send('002281B6', data).status).toBe(status);
  });
});

describe('MSE:Set AT', () => {
  const mechanism = encodeTlv(0x80, fromHex('04007F00070202020203'));
  const holder = encodeTlv(0x83, KIOSK_TERMINAL.reference);
  const key = encodeTlv(0x91, new Uint8Array(32));
  const birth = fromHex('7315060904007F00070301040153083230303830313031');

  it.each<[string, readonly Bytes[], number]>([
    ['everything', [mechanism, holder, key], 0x9000],
    ['auxiliary data', [mechanism, holder, encodeTlv(0x67, birth), key], 0x9000],
    ['no mechanism', [holder, key], 0x6a88],
    ['another hash', [encodeTlv(0x80, fromHex('04007F00070202020204')), holder, key], 0x6a88],
    ['another mechanism', [encodeTlv(0x80, fromHex('04007F00070202040202')), holder, key], 0x6a88],
    ['no holder', [mechanism, key], 0x6a88],
    ['the verifier', [mechanism, encodeTlv(0x83, dv.reference), key], 0x6a88],
    ['no key', [mechanism, holder], 0x6a80],
    ['a key cut short', [mechanism, holder, encodeTlv(0x91, new Uint8Array(31))], 0x6a80],
    ['a whole point', [mechanism, holder, encodeTlv(0x91, new Uint8Array(65))], 0x6a80],
    ['empty auxiliary data', [mechanism, holder, encodeTlv(0x67), key], 0x6a80],
    ['auxiliary data twice', [mechanism, holder, encodeTlv(0x67, birth, birth), key], 0x6a80],
    ['broken auxiliary data', [mechanism, holder, encodeTlv(0x67, birth.slice(0, 9)), key], 0x6a80],
    ['an unknown object', [mechanism, holder, key, encodeTlv(0x92)], 0x6a80],
    ['the key twice', [mechanism, holder, key, key], 0x6a80],
  ])('with %s gets its status word', (_, objects, status) => {
    const { eac } = afterPace();
    for (const certificate of CHAIN) eac.importCertificate(certificate);
    expect(eac.sendClaim(...objects)).toBe(status);
  });

  it('wants the certificate of a terminal', () => {
    const { eac } = afterPace();
    eac.importCertificate(dv.certificate);
    expect(eac.claim(dv.reference)).toBe(0x6a88);
  });
});

describe('GET CHALLENGE', () => {
  it.each([
    ['00840000', NO_BYTES, 16, 0x6700],
    ['00840000', NO_BYTES, 0, 0x6700],
    ['00840000', NO_BYTES, undefined, 0x6700],
    ['00840000', Uint8Array.of(1), 8, 0x6700],
    ['00840100', NO_BYTES, 8, 0x6a86],
  ])('%s with %o and Le %s gets %i', (header, data, expected, status) => {
    const { terminal } = afterPace();
    expect(terminal.send(header, data, expected).status).toBe(status);
  });
});

describe('EXTERNAL AUTHENTICATE', () => {
  function claimed() {
    const { eac } = afterPace();
    for (const certificate of CHAIN) eac.importCertificate(certificate);
    eac.claim(KIOSK_TERMINAL.reference);
    return eac;
  }
  const { privateKey } = KIOSK_TERMINAL;

  it('needs a challenge', () => {
    const eac = claimed();
    expect(eac.authenticate(eac.sign(privateKey, new Uint8Array(8)))).toBe(0x6985);
  });

  it('takes one signature for one challenge, right or wrong', () => {
    const eac = claimed();
    const first = eac.challenge().data;
    expect(eac.authenticate(new Uint8Array(64))).toBe(0x6300);
    expect(eac.authenticate(eac.sign(privateKey, first))).toBe(0x6985);
    const second = eac.challenge().data;
    expect(eac.authenticate(eac.sign(privateKey, first))).toBe(0x6300);
    expect(second).not.toEqual(first);
    expect(eac.authenticate(eac.sign(privateKey, eac.challenge().data))).toBe(0x9000);
  });

  it('happens once in a session', () => {
    const eac = claimed();
    eac.authenticate(eac.sign(privateKey, eac.challenge().data));
    const again = eac.sign(privateKey, eac.challenge().data);
    expect(eac.authenticate(again)).toBe(0x6982);
  });

  it('needs a claim', () => {
    const { eac } = afterPace();
    eac.challenge();
    expect(eac.authenticate(new Uint8Array(64))).toBe(0x6985);
  });

  it.each<[string, (signature: Bytes) => Bytes]>([
    ['a bit', (signature) => signature.map((byte, index) => (index === 40 ? byte ^ 1 : byte))],
    ['a byte less', (signature) => signature.slice(1)],
    ['a byte more', (signature) => concat(signature, Uint8Array.of(0))],
    ['zeros', (signature) => new Uint8Array(signature.length)],
    ['nothing', () => NO_BYTES],
  ])('refuses a signature that is wrong in %s with 6300', (_, change) => {
    const eac = claimed();
    expect(eac.authenticate(change(eac.sign(privateKey, eac.challenge().data)))).toBe(0x6300);
  });

  it.each<[string, Bytes]>([
    ['another key', dv.privateKey],
    ['other auxiliary data', privateKey],
  ])('refuses the signature of %s', (_, secret) => {
    const eac = claimed();
    const auxiliary = secret === privateKey ? fromHex('6700') : NO_BYTES;
    const signature = eac.sign(secret, eac.challenge().data, auxiliary);
    expect(eac.authenticate(signature)).toBe(0x6300);
  });
});
