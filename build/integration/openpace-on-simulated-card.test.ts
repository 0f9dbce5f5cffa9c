import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asciiBytes, type Bytes, concat } from '../../devices/kit/bytes.ts';
import { decodeTlv, decodeTlvAt, encodeTlv } from '../../devices/kit/tlv.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { TestTerminal } from '../../devices/simulators/eid-card/test-terminal.ts';
import {
  chatOf,
  contentOf,
  EacTerminal,
} from '../../devices/simulators/eid-card/test-terminal-eac.ts';
import { trustPointOf } from '../../devices/simulators/eid-card/trust-points.ts';
import type { CvIssuer } from '../../devices/simulators/test-pki/cv-certificate.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { type CertificateOrder, createCertificate } from './rig/openpace.ts';
import { describeWithParts } from './rig/requirements.ts';
import { createTemporaryFolder, type TemporaryFolder } from './rig/temporary-folder.ts';
import { WRONG_TERMINALS } from './rig/wrong-certificates.ts';

/** Certificates that OpenPACE made face the simulated card, beside those of the test PKI. */

const TODAY = new Date('2026-11-23');
const CAN = '500540';
const NEW_PIN = '271828';
const PIN_MANAGEMENT = ['pin-management', 'can-allowed'];
const EVERY_BIT_DEADLINE_MS = 60_000;

const OK = 0x9000;
const NOT_FOUND = 0x6a88;
const NOT_USABLE = 0x6984;
const NOT_SATISFIED = 0x6982;
const FAILED = 0x6300;

const ORDERS = {
  cvca: {
    reference: 'DEOPENPACE00001',
    role: 'cvca',
    rights: [...PIN_MANAGEMENT, 'verify-age', 'read-dg1', 'read-dg4'],
    issued: '251123',
    expires: '281123',
  },
  dv: {
    reference: 'DEOPENDV00001',
    role: 'dv_domestic',
    rights: [...PIN_MANAGEMENT, 'verify-age', 'read-dg1'],
    issued: '261024',
    expires: '270221',
  },
  terminal: {
    reference: 'DEOPENAT00001',
    role: 'terminal',
    rights: PIN_MANAGEMENT,
    issued: '261121',
    expires: '261223',
  },
} as const satisfies Record<string, CertificateOrder>;

interface Chain {
  readonly cvca: CvIssuer;
  readonly dv: CvIssuer;
  readonly terminal: CvIssuer;
}

const pki = createTestPki({ today: TODAY });
const testChain: Chain = { cvca: pki.cvca, dv: pki.dv, terminal: pki.terminal(PIN_MANAGEMENT) };

describeWithParts(['openpace'], 'a chain that OpenPACE made', () => {
  let folder: TemporaryFolder;
  let chain: Chain;
  const make = (order: CertificateOrder, issuer?: CvIssuer): Promise<CvIssuer> =>
    createCertificate(folder.path, order, issuer);

  beforeAll(async () => {
    folder = await createTemporaryFolder();
    const cvca = await make(ORDERS.cvca);
    const dv = await make(ORDERS.dv, cvca);
    chain = { cvca, dv, terminal: await make(ORDERS.terminal, dv) };
  });
  afterAll(() => folder.remove());

  it('sets a new PIN', () => {
    const { card, terminal } = open(chain.cvca);
    expect(terminal.channel.references).toEqual([chain.cvca.reference]);
    expect(authenticate(terminal, chain)).toBe(OK);
    expect(terminal.proveChip()).toEqual({ status: OK, isTokenRight: true });
    expect(terminal.channel.send('002C0203', asciiBytes(NEW_PIN)).status).toBe(OK);
    expect(card.state().pin).toBe(NEW_PIN);
  });

  it('lends no right that a certificate of it lacks', async () => {
    const reading = await make({ ...ORDERS.terminal, rights: ['can-allowed'] }, chain.dv);
    const { card, terminal } = open(chain.cvca);
    expect(authenticate(terminal, { ...chain, terminal: reading })).toBe(OK);
    expect(terminal.proveChip().isTokenRight).toBe(true);
    expect(terminal.channel.send('002C0203', asciiBytes(NEW_PIN)).status).toBe(NOT_SATISFIED);
    expect(card.state().pin).toBe('123456');
  });

  it('goes on under the successor that a link names, for good', async () => {
    const order = { ...ORDERS.cvca, reference: 'DEOPENPACE00002', issued: '260924' } as const;
    const link = await make(order, chain.cvca);
    const dv = await make(ORDERS.dv, link);
    const terminal = await make(ORDERS.terminal, dv);
    const { card, terminal: first } = open(chain.cvca);
    const way = [link.certificate, dv.certificate, terminal.certificate];
    expect(first.authenticateTerminal(way, terminal)).toBe(OK);
    card.reset();
    const next = pace(card);
    expect(next.channel.references).toEqual([link.reference, chain.cvca.reference]);
    expect(authenticate(next, { cvca: link, dv, terminal })).toBe(OK);
  });

  it('takes a terminal of the test PKI under its own verifier', () => {
    const certificate = pki.issue(chain.dv, {});
    const { reference, privateKey } = testChain.terminal;
    const { terminal } = open(chain.cvca);
    expect(
      authenticate(terminal, { ...chain, terminal: { certificate, reference, privateKey } }),
    ).toBe(OK);
  });

  it('leads nowhere on a card of the test PKI', () => {
    const { terminal } = open(testChain.cvca);
    expect(authenticate(terminal, chain)).toBe(NOT_FOUND);
    expect(authenticate(terminal, testChain)).toBe(OK);
  });

  it.each<[string, Partial<CertificateOrder>, keyof Chain]>([
    ['that ended yesterday', { expires: '261122' }, 'dv'],
    ['that ends before it begins', { issued: '261224' }, 'dv'],
    ['from after the end of its verifier', { issued: '270222', expires: '270301' }, 'dv'],
    ['of an inspection system', { type: 'is', rights: [] }, 'dv'],
    ['of a verifier under a verifier', { role: 'dv_domestic' }, 'dv'],
    ['of an authority under a verifier', { role: 'cvca' }, 'dv'],
    ['straight under the authority', {}, 'cvca'],
  ])('is refused with a certificate %s', async (_, difference, issuer) => {
    const made = await make({ ...ORDERS.terminal, ...difference }, chain[issuer]);
    const { terminal } = open(chain.cvca);
    expect(terminal.importCertificate(chain.dv.certificate)).toBe(OK);
    expect(terminal.importCertificate(made.certificate)).toBe(NOT_USABLE);
    expect(terminal.claim(made.reference)).toBe(NOT_FOUND);
  });

  describe.each([
    ['OpenPACE', () => chain],
    ['the test PKI', () => testChain],
  ])('of %s, spoilt', (_, chainOf) => {
    it(
      'is refused for each single bit',
      () => {
        const { cvca, dv, terminal: holder } = chainOf();
        const { terminal } = open(cvca);
        expect(terminal.importCertificate(dv.certificate)).toBe(OK);
        const content = contentOf(holder.certificate);
        const issuer = placeOfIssuer(content, dv.reference);
        const wrong: string[] = [];
        for (let bit = 0; bit < 8 * content.length; bit++) {
          const byte = bit >> 3;
          const expected = byte >= issuer.from && byte < issuer.to ? NOT_FOUND : NOT_USABLE;
          terminal.chooseIssuer(dv.reference);
          const status = terminal.verifyCertificate(withBitFlipped(content, bit));
          if (status !== expected) wrong.push(`bit ${bit}: ${status.toString(16)}`);
        }
        expect(wrong).toEqual([]);
        expect(terminal.importCertificate(holder.certificate)).toBe(OK);
      },
      EVERY_BIT_DEADLINE_MS,
    );

    it.each(WRONG_TERMINALS)(
      'is refused for a terminal certificate with %s',
      (_, spoil, status) => {
        const { cvca, dv } = chainOf();
        const { terminal } = open(cvca);
        expect(terminal.importCertificate(dv.certificate)).toBe(OK);
        const { issuer = dv, template } = spoil(dv);
        expect(terminal.importCertificate(pki.issue(issuer, template), dv.reference)).toBe(status);
        expect(terminal.importCertificate(pki.issue(dv, {}))).toBe(OK);
      },
    );

    it('is refused for a signature with any bit of its ends wrong', () => {
      const { cvca, dv, terminal: holder } = chainOf();
      for (const bit of [0, 7, 255, 256, 511]) {
        const { terminal } = open(cvca);
        expect(terminal.importCertificate(dv.certificate)).toBe(OK);
        expect(terminal.importCertificate(holder.certificate)).toBe(OK);
        expect(terminal.claim(holder.reference)).toBe(OK);
        const signature = terminal.sign(holder.privateKey, terminal.challenge().data);
        expect(terminal.authenticate(withBitFlipped(signature, bit))).toBe(FAILED);
      }
    });
  });
});

function open(cvca: CvIssuer) {
  const point = trustPointOf(cvca.certificate);
  if (point === undefined) throw new Error('the certificate makes no trust point');
  const { ready } = CARD_PROFILES;
  const trust = { date: '2026-11-23', points: [point] };
  const card = createSimulatedCard(
    { ...ready, state: { ...ready.state, trust } },
    { today: TODAY },
  );
  return { card, terminal: pace(card) };
}

function pace(card: { transmit(command: Uint8Array): Uint8Array }): EacTerminal {
  const channel = new TestTerminal((command) => card.transmit(command));
  expect(channel.pace('can', CAN, chatOf('0000000030'))).toEqual({ query: OK, final: OK });
  return new EacTerminal(channel);
}

function authenticate(terminal: EacTerminal, { dv, terminal: holder }: Chain): number {
  return terminal.authenticateTerminal([dv.certificate, holder.certificate], holder);
}

/** Where the issuer's reference lies in body and signature. */
function placeOfIssuer(content: Bytes, reference: Bytes): { from: number; to: number } {
  const { object } = decodeTlvAt(content, 0);
  const [profile, issuer] = [encodeTlv(0x5f29, Uint8Array.of(0)), encodeTlv(0x42, reference)];
  expect(object.value.slice(0, profile.length + issuer.length)).toEqual(concat(profile, issuer));
  const start = decodeTlvAt(content, 0).end - object.value.length;
  const from = start + profile.length + issuer.length - decodeTlv(issuer).value.length;
  return { from, to: from + reference.length };
}

function withBitFlipped(bytes: Bytes, bit: number): Bytes {
  const spoilt = bytes.slice();
  spoilt[bit >> 3] = (spoilt[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
  return spoilt;
}
