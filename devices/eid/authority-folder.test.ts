import { brainpoolP256r1 } from '@noble/curves/misc.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, type Bytes, concat, NO_BYTES } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { domainParametersOf } from '../simulators/test-pki/domain-parameters.ts';
import { encodePrivateKey } from '../simulators/test-pki/folder.ts';
import { createTestPki } from '../simulators/test-pki/test-pki.ts';
import {
  type AuthorityFiles,
  AuthorityFolderError,
  createFolderAuthority,
} from './authority-folder.ts';
import { decodeCvCertificate } from './cv-certificate.ts';
import { curveByOid, verifyEcdsa } from './primitives/ecdsa.ts';
import { encodeOid } from './primitives/oid.ts';

const BRAINPOOL_P256R1 = '1.3.36.3.3.2.8.1.1.7';

const pki = createTestPki({ today: new Date('2026-11-23T12:00:00Z') });
const terminal = pki.terminal(['pin-management', 'can-allowed']);
const files: AuthorityFiles = {
  documentVerifier: pki.dv.certificate,
  terminal: terminal.certificate,
  privateKey: encodePrivateKey(terminal.privateKey),
  links: [],
};
const underSuccessor = { ...files, documentVerifier: pki.successorDv.certificate };

describe('the chain for a trust point', () => {
  const [OLD, NEW, OTHER] = [pki.cvca, pki.successorCvca, pki.foreignCvca].map(
    ({ reference }) => reference,
  );
  const { link } = pki;
  const direct = [files.documentVerifier, files.terminal];
  const successors = [underSuccessor.documentVerifier, files.terminal];
  it.each([
    ['leads down directly', files, [OLD], direct],
    ['prefers the newest', { ...underSuccessor, links: [link] }, [NEW, OLD], successors],
    ['takes the previous where the newest leads nowhere', files, [NEW, OLD], direct],
    ['takes the link', { ...underSuccessor, links: [link] }, [OLD], [link, ...successors]],
    ['ends where links lead in a circle', { ...files, links: [link, link] }, [NEW], undefined],
    ['is refused without the link', underSuccessor, [OLD], undefined],
    ['is refused for another country', files, [OTHER], undefined],
    ['is refused for no trust point', files, [], undefined],
  ])('%s', async (_, folder, references, certificates) => {
    const known = references.filter((reference) => reference !== undefined);
    expect(await createFolderAuthority(folder).chainFor(known)).toEqual(
      certificates ? { kind: 'chain', certificates } : { kind: 'refused', reason: 'no-chain' },
    );
  });
});

describe('a signature', () => {
  const challenge = {
    holderReference: terminal.reference,
    idPicc: new Uint8Array(32).fill(1),
    challenge: new Uint8Array(8).fill(2),
    ephemeralKey: new Uint8Array(32).fill(3),
    auxiliaryData: encodeTlv(0x67),
  };

  it('is plain, over all parts in their order', async () => {
    const answer = await createFolderAuthority(files).sign(challenge);
    if (answer.kind !== 'signature') throw new Error(answer.kind);
    expect(answer.signature).toHaveLength(64);
    const { idPicc, challenge: nonce, ephemeralKey, auxiliaryData } = challenge;
    const curve = curveByOid(BRAINPOOL_P256R1);
    const signed = (message: Bytes) =>
      curve &&
      verifyEcdsa(curve, 'SHA-256', {
        message,
        signature: answer.signature,
        format: 'plain',
        publicKey: decodeCvCertificate(files.terminal).publicKey.point,
      });
    expect(signed(concat(idPicc, nonce, ephemeralKey, auxiliaryData))).toBe(true);
    expect(signed(concat(idPicc, nonce, ephemeralKey))).toBe(false);
  });

  it('is refused for another holder, and not given once closed', async () => {
    const authority = createFolderAuthority(files);
    const other = { ...challenge, holderReference: asciiBytes('DEOTHER00001') };
    expect(await authority.sign(other)).toEqual({ kind: 'refused', reason: 'no-chain' });
    authority.close();
    expect(await authority.sign(challenge)).toEqual({ kind: 'unreachable' });
  });
});

describe('the private key', () => {
  const { p, a, b, base, order } = domainParametersOf(brainpoolP256r1);
  const integer = (...values: Uint8Array[]) => encodeTlv(0x02, ...values);
  const oid = (dotted: string) => encodeTlv(0x06, encodeOid(dotted));
  const named = oid(BRAINPOOL_P256R1);
  const explicitly = (generator: Uint8Array) =>
    encodeTlv(
      0x30,
      integer(Uint8Array.of(1)),
      encodeTlv(0x30, oid('1.2.840.10045.1.1'), integer(Uint8Array.of(0), p)),
      encodeTlv(0x30, encodeTlv(0x04, a), encodeTlv(0x04, b)),
      encodeTlv(0x04, generator),
      integer(Uint8Array.of(0), order),
      integer(Uint8Array.of(1)),
    );
  const sec1 = (key: Uint8Array, parameters: Uint8Array = NO_BYTES) =>
    encodeTlv(
      0x30,
      integer(Uint8Array.of(1)),
      encodeTlv(0x04, key),
      parameters.length > 0 ? encodeTlv(0xa0, parameters) : NO_BYTES,
    );
  const pkcs8 = (parameters: Uint8Array, inner: Uint8Array) =>
    encodeTlv(
      0x30,
      integer(Uint8Array.of(0)),
      encodeTlv(0x30, oid('1.2.840.10045.2.1'), parameters),
      encodeTlv(0x04, inner),
    );
  const key = terminal.privateKey;

  it.each([
    ['as cvc-create writes it', sec1(key, named)],
    ['with the curve spelled out', sec1(key, explicitly(base))],
    ['in PKCS #8', pkcs8(named, sec1(key))],
    ['in PKCS #8 with the curve twice', pkcs8(named, sec1(key, named))],
    ['in PKCS #8 with the curve spelled out', pkcs8(explicitly(base), sec1(key))],
  ])('is read %s', (_, privateKey) => {
    expect(() => createFolderAuthority({ ...files, privateKey })).not.toThrow();
  });

  const otherGenerator = brainpoolP256r1.Point.BASE.double().toBytes(false);
  const isNoKey = /not the private key/;
  it.each([
    ['another key', sec1(pki.dv.privateKey, named), /not the key of terminal\.cvcert/],
    ['the key on another curve', sec1(key, oid('1.2.840.10045.3.1.7')), /not the key of/],
    ['another generator', sec1(key, explicitly(otherGenerator)), /curve that is not known/],
    ['a curve unheard of', sec1(key, oid('1.2.3')), /curve that is not known/],
    ['no curve', sec1(key), /curve that is not known/],
    ['a key of nought', sec1(new Uint8Array(32), named), isNoKey],
    ['a key beyond the order', sec1(new Uint8Array(32).fill(0xff), named), isNoKey],
    ['a key too long', sec1(new Uint8Array(33).fill(1), named), isNoKey],
    ['an empty file', NO_BYTES, isNoKey],
    ['a certificate', terminal.certificate, isNoKey],
    ['bytes behind the end', concat(sec1(key, named), Uint8Array.of(0)), isNoKey],
  ])('is refused: %s', (_, privateKey, message) => {
    expect(() => createFolderAuthority({ ...files, privateKey })).toThrow(message);
  });

  it('is never quoted, whatever is wrong with the file', () => {
    const file = sec1(key, named);
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (at, byte) => {
        try {
          createFolderAuthority({ ...files, privateKey: file.with(at, byte) });
        } catch (error) {
          expect(error).toBeInstanceOf(AuthorityFolderError);
          expect(error).not.toHaveProperty('cause');
        }
      }),
    );
  });

  it('has the width of its curve, although a writer dropped leading zeros', () => {
    const short = Uint8Array.of(1);
    const point = brainpoolP256r1.getPublicKey(new Uint8Array(32).with(31, 1), false);
    const publicKey = encodeTlv(0x7f49, oid('0.4.0.127.0.7.2.2.2.2.3'), encodeTlv(0x86, point));
    const certificate = pki.issue(pki.dv, { objects: { publicKey } });
    const folder = { ...files, terminal: certificate, privateKey: sec1(short, named) };
    expect(() => createFolderAuthority(folder)).not.toThrow();
  });
});

describe('certificates that do not belong together', () => {
  it.each([
    ['no certificate', { documentVerifier: NO_BYTES }, /dv\.cvcert is not a certificate/],
    ['a document signer', { terminal: pki.documentSigner }, /terminal\.cvcert is not/],
    ['a broken link', { links: [NO_BYTES] }, /link\*\.cvcert is not/],
    ['another verifier', { documentVerifier: pki.cvca.certificate }, /terminal\.cvcert was not/],
    [
      'a verifier that the trust point did not sign',
      {
        cvca: pki.issue(pki.cvca, { role: 'cvca', reference: 'DETESTCVCA00001' }),
      },
      /dv\.cvcert was not/,
    ],
  ])('%s', (_, wrong, message) => {
    expect(() => createFolderAuthority({ ...files, ...wrong })).toThrow(message);
  });

  it('takes a trust point that is not the one above', () => {
    for (const cvca of [pki.cvca.certificate, pki.foreignCvca.certificate]) {
      expect(() => createFolderAuthority({ ...files, cvca })).not.toThrow();
    }
    const linked = { ...underSuccessor, cvca: pki.cvca.certificate, links: [pki.link] };
    expect(() => createFolderAuthority(linked)).not.toThrow();
  });
});
