import { describe, expect, it } from 'vitest';
import { asciiBytes, type Bytes, toHex } from '../../kit/bytes.ts';
import type { CvTemplate } from '../test-pki/test-pki.ts';
import { changeReport } from './change-report.ts';
import { CARD_PROFILES } from './profiles.ts';
import { afterPace, insert, KIOSK_TERMINAL, pki, TODAY } from './test-session.ts';
import { chatOf } from './test-terminal-eac.ts';
import { isTrust, trustPointOf } from './trust-points.ts';

const { can } = CARD_PROFILES.ready;
const { cvca, successorCvca, successorDv, link, dv } = pki;
const day = (offset: number) => new Date(TODAY.getTime() + offset * 86_400_000);
const CHAT = chatOf('0000000030');

/** Another country authority, certified by whom the test wants. */
function authority(issuer: Parameters<typeof pki.issue>[0], sequence: number, more?: CvTemplate) {
  const reference = `DETESTCVCA0000${sequence}`;
  const template = { role: 'cvca', reference, validity: { from: day(-1), to: day(99) } } as const;
  return {
    reference: asciiBytes(reference),
    certificate: pki.issue(issuer, { ...template, ...more }),
  };
}

describe('a link certificate', () => {
  it('makes the successor the trust point for good, and the old one the second', () => {
    const { eac, terminal, card } = afterPace();
    expect(eac.importCertificate(link)).toBe(0x9000);
    card.reset();
    terminal.forgetChannel();
    terminal.pace('can', can, CHAT);
    expect(terminal.references).toEqual([successorCvca.reference, cvca.reference]);
    const chain = [successorDv.certificate, KIOSK_TERMINAL.certificate];
    expect(eac.authenticateTerminal(chain, KIOSK_TERMINAL)).toBe(0x9000);
  });

  it('leads on in the same session', () => {
    const { eac } = afterPace();
    const chain = [link, successorDv.certificate, KIOSK_TERMINAL.certificate];
    expect(eac.authenticateTerminal(chain, KIOSK_TERMINAL)).toBe(0x9000);
  });

  it('leaves the old authority’s verifiers valid', () => {
    const { eac } = afterPace();
    eac.importCertificate(link);
    expect(eac.importCertificate(dv.certificate)).toBe(0x9000);
  });

  it('is saved before it counts', () => {
    const { eac, saved } = afterPace();
    eac.importCertificate(link);
    expect(saved).toHaveLength(1);
    expect(saved[0]?.trust?.points.map(({ reference }) => reference)).toEqual(
      [successorCvca, cvca].map(({ reference }) => toHex(reference)),
    );
  });

  it('changes nothing a second time', () => {
    const { eac, saved } = afterPace();
    eac.importCertificate(link);
    expect(eac.importCertificate(link)).toBe(0x9000);
    expect(saved).toHaveLength(1);
  });

  it('pushes out the oldest of three', () => {
    const { eac, card } = afterPace();
    eac.importCertificate(link);
    expect(eac.importCertificate(authority(successorCvca, 3).certificate)).toBe(0x9000);
    const names = card.state().trust?.points.map(({ reference }) => reference);
    expect(names).toEqual([toHex(asciiBytes('DETESTCVCA00003')), toHex(successorCvca.reference)]);
    expect(eac.chooseIssuer(cvca.reference)).toBe(0x6a88);
  });

  it('does not come from the authority before', () => {
    const { eac, card } = afterPace();
    eac.importCertificate(link);
    const before = card.state();
    expect(eac.importCertificate(authority(cvca, 4).certificate)).toBe(0x6984);
    expect(card.state()).toEqual(before);
  });

  it('may have expired, but not begun after its issuer’s end', () => {
    const drawer = { ...CARD_PROFILES.ready, chipDaysAhead: 400 };
    const expired = afterPace(drawer);
    expect(expired.eac.importCertificate(authority(cvca, 3).certificate)).toBe(0x9000);
    const late = { validity: { from: day(731), to: day(999) } };
    expect(afterPace().eac.importCertificate(authority(cvca, 3, late).certificate)).toBe(0x6984);
  });

  it('grants no more than it was granted', () => {
    const narrow = authority(cvca, 3, {
      rights: ['can-allowed'],
      privateKey: successorCvca.privateKey,
    });
    const issuer = { reference: narrow.reference, privateKey: successorCvca.privateKey };
    const verifier: CvTemplate = {
      role: 'dv-domestic',
      reference: 'DETESTDV00001',
      privateKey: dv.privateKey,
    };
    const { eac, terminal } = afterPace();
    const chain = [
      narrow.certificate,
      pki.issue(issuer, { ...verifier, rights: ['pin-management', 'can-allowed'] }),
      KIOSK_TERMINAL.certificate,
    ];
    expect(eac.authenticateTerminal(chain, KIOSK_TERMINAL)).toBe(0x9000);
    expect(eac.proveChip()).toEqual({ status: 0x9000, isTokenRight: true });
    expect(terminal.send('00441003').status).toBe(0x6982);
  });
});

describe('trust in the state of a card', () => {
  it('is what the next card with that state begins with', () => {
    const first = afterPace();
    first.eac.importCertificate(link);
    const state = JSON.parse(JSON.stringify(first.card.state()));
    const second = insert({ ...CARD_PROFILES.ready, state });
    second.terminal.pace('can', can, CHAT);
    expect(second.terminal.references).toEqual([successorCvca.reference, cvca.reference]);
    expect(isTrust(state.trust)).toBe(true);
  });

  it.each<[string, (trust: { date: unknown; points: Record<string, unknown>[] }) => void]>([
    ['no date', (trust) => delete trust.date],
    ['a day that does not exist', (trust) => (trust.date = '2026-02-30')],
    ['no trust point', (trust) => (trust.points = [])],
    ['three trust points', (trust) => trust.points.push({ ...trust.points[0] })],
    ['an unknown curve', (trust) => Object.assign(trust.points[0] ?? {}, { curve: '1.2.3' })],
    ['an unknown hash', (trust) => Object.assign(trust.points[0] ?? {}, { hash: 'MD5' })],
    ['short rights', (trust) => Object.assign(trust.points[0] ?? {}, { rights: '00' })],
    ['another role', (trust) => Object.assign(trust.points[0] ?? {}, { role: 'terminal' })],
    [
      'a reference that is no hex',
      (trust) => Object.assign(trust.points[0] ?? {}, { reference: 'DE' + '!' }),
    ],
  ])('is refused with %s', (_, damage) => {
    const { eac, card } = afterPace();
    eac.importCertificate(link);
    const trust = JSON.parse(JSON.stringify(card.state().trust));
    damage(trust);
    expect(isTrust(trust)).toBe(false);
  });
});

describe('the desk', () => {
  it('is told of trust and PIN, each where it changed, and of no digit', () => {
    const { eac, card } = afterPace();
    const before = card.state();
    eac.importCertificate(link);
    const trust = "trust: DETESTCVCA00002, before it DETESTCVCA00001; the chip's day is 2026-11-23";
    expect(changeReport(before, card.state())).toEqual([trust]);
    expect(changeReport(before, before)).toEqual([]);
    const pin = 'attempts 3, PUK uses 10, function on, PIN set by the holder';
    expect(changeReport(before, { ...card.state(), pin: '271828' })).toEqual([
      `new PIN: ${pin}`,
      trust,
    ]);
  });
});

describe('a self-signed certificate', () => {
  it('makes a trust point', () => {
    expect(trustPointOf(cvca.certificate)).toMatchObject({
      reference: toHex(cvca.reference),
      role: 'cvca',
      hash: 'SHA-256',
      effective: '2025-11-23',
    });
  });

  it.each<[string, Bytes]>([
    ['a link', link],
    ['a verifier', dv.certificate],
    ['a terminal', KIOSK_TERMINAL.certificate],
    ['a wrong signature', flipped(cvca.certificate, cvca.certificate.length - 1)],
    ['a wrong tag', flipped(cvca.certificate, 1)],
    ['nothing', new Uint8Array(0)],
  ])('is not %s', (_, certificate) => {
    expect(trustPointOf(certificate)).toBeUndefined();
  });

  it('is none with any bit flipped', () => {
    for (let index = 0; index < cvca.certificate.length; index++) {
      expect(trustPointOf(flipped(cvca.certificate, index))).toBeUndefined();
    }
  });
});

describe('a card of another authority', () => {
  it('knows nothing of ours', () => {
    const { terminal, eac } = afterPace(CARD_PROFILES['wrong-trust-anchor']);
    expect(terminal.references).toEqual([pki.foreignCvca.reference]);
    expect(eac.importCertificate(dv.certificate)).toBe(0x6a88);
  });
});

describe('a card whose day is past the end of our certificates', () => {
  it('refuses them', () => {
    const { eac } = afterPace(CARD_PROFILES['certificate-expired']);
    expect(eac.importCertificate(dv.certificate)).toBe(0x6984);
  });
});

function flipped(bytes: Bytes, index: number): Bytes {
  return bytes.map((byte, place) => (place === index ? byte ^ (1 << (index % 8)) : byte));
}
