import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '../kit/bytes.ts';
import { createTestPki } from '../simulators/test-pki/test-pki.ts';
import { checkCardSecurity, type PassiveAuthentication } from './card-security.ts';
import { decodeSecurityInfos } from './security-infos.ts';
import { hex, loadVectors } from './vectors/load.ts';
import { loadCardSecurityVectors } from './vectors/load-card-security.ts';

/** OpenSSL made the vectors; the test PKI is a second reading of the same specification. */

const vectors = loadCardSecurityVectors();
const CONTENT = hex(loadVectors().files.efCardAccess);
const SIGNED_ON = new Date('2026-11-23T18:00:00Z');

function trusting(
  mode: PassiveAuthentication['mode'],
  countries: readonly string[] = [],
  signers: readonly string[] = [],
): PassiveAuthentication {
  return {
    mode,
    countryCertificates: countries.map(vectors.certificate),
    documentSigners: signers.map(vectors.certificate),
  };
}

const check = (name: string, how: PassiveAuthentication, today = SIGNED_ON) =>
  checkCardSecurity(vectors.file(name), how, today);

const authentic = (...notChecked: string[]) => ({
  kind: 'authentic',
  infos: decodeSecurityInfos(CONTENT),
  notChecked,
});
const not = (reason: string) => ({ kind: 'not-authentic', reason });

describe('a file signed as TR-03110 wants it', () => {
  it.each(['explicit-p384-sha512', 'p256-sha256', 'p256-sha384', 'p256-sha224'])(
    '%s is authentic under its country',
    (name) => {
      expect(check(name, trusting('required', ['csca']))).toEqual(authentic());
      expect(check(name, trusting('warn', ['namesake', 'csca']))).toEqual(authentic());
    },
  );

  it('is authentic under a document signer that is trusted itself', () => {
    expect(check('p256-sha256', trusting('required', [], ['ds', 'ds-p256']))).toEqual(authentic());
    expect(check('p256-sha256', trusting('required', [], ['ds']))).toEqual(not('issuer-unknown'));
  });

  it('was valid when it was signed, whatever has run out since', () => {
    const later = new Date('2060-01-01T00:00:00Z');
    const how = trusting('required', ['csca-short']);
    expect(check('p256-sha256', how, later)).toEqual(authentic());
  });
});

describe('an issuer that nobody vouches for', () => {
  const unknown = [
    ['without any certificate', []],
    ['with one of the same name and another key', ['namesake']],
  ] as const;
  it.each(unknown)('%s', (_, countries) => {
    const name = 'explicit-p384-sha512';
    expect(check(name, trusting('required', countries))).toEqual(not('issuer-unknown'));
    expect(check(name, trusting('warn', countries))).toEqual(authentic('card-security-issuer'));
    expect(check(name, trusting('off', countries))).toEqual(
      authentic('card-security-signature', 'card-security-issuer'),
    );
  });
});

describe.each(['required', 'warn'] as const)('mode %s refuses', (mode) => {
  const refused = [
    ['a signer whose issuer did not sign it', 'p256-sha256', 'namesake-no-id'],
    ['an issuer that may not sign certificates', 'p256-sha256', 'csca-no-signing'],
    ['SHA-1', 'sha1', 'csca'],
    ['RSA', 'rsa', 'csca'],
    ['a signer whose certificate is signed over SHA-1', 'signer-issued-with-sha1', 'csca'],
    ['a signer for key agreement only', 'key-agreement-signer', 'csca'],
    ['a signer with a critical extension that is not understood', 'critical-extension', 'csca'],
    ['no signed attributes', 'no-attributes', 'csca'],
    ["no signer's certificate", 'no-certificate', 'csca'],
    ['a signer named by its key', 'by-key-identifier', 'csca'],
    ['two signers', 'two-signers', 'csca'],
    ['indefinite lengths', 'indefinite-lengths', 'csca'],
    ['content of another type', 'other-content-type', 'csca'],
  ] as const;
  const REASONS: Readonly<Record<string, string>> = {
    'p256-sha256 namesake-no-id': 'issuer-signature-wrong',
    'p256-sha256 csca-no-signing': 'issuer-not-valid',
    'sha1 csca': 'algorithm-not-taken',
    'rsa csca': 'algorithm-not-taken',
    'signer-issued-with-sha1 csca': 'issuer-signature-wrong',
    'key-agreement-signer csca': 'signer-may-not-sign',
    'critical-extension csca': 'signer-may-not-sign',
  };
  it.each(refused)('%s', (_, name, country) => {
    const reason = REASONS[`${name} ${country}`] ?? 'malformed';
    expect(check(name, trusting(mode, [country]))).toEqual(not(reason));
  });
});

describe('without a signing time, as cards come', () => {
  const pki = createTestPki({ today: SIGNED_ON });
  const file = pki.cardSecurity(CONTENT);
  const how = {
    mode: 'required',
    documentSigners: [],
    countryCertificates: [pki.csca],
  } as const;

  it.each([
    ['today', SIGNED_ON, authentic()],
    ['before the signer', new Date('2026-10-01T00:00:00Z'), not('signer-not-valid')],
    ['after the signer', new Date('2040-01-01T00:00:00Z'), not('signer-not-valid')],
  ])('%s counts', (_, today, outcome) => {
    expect(checkCardSecurity(file, how, today)).toEqual(outcome);
  });

  it('refuses a broken signature and other content, also where the issuer is unknown', () => {
    const warn = { mode: 'warn', documentSigners: [], countryCertificates: [] } as const;
    const end = file.length - 1;
    const brokenEnd = file.with(end, (file[end] ?? 0) ^ 1);
    expect(checkCardSecurity(brokenEnd, warn, SIGNED_ON)).toEqual(not('signature-wrong'));
    const at = toHex(file).indexOf(toHex(CONTENT)) / 2 + 30;
    const otherContent = file.with(at, (file[at] ?? 0) ^ 1);
    expect(checkCardSecurity(otherContent, warn, SIGNED_ON)).toEqual(not('digest-differs'));
  });
});

describe('hostile files', () => {
  const file = vectors.file('p256-sha256');
  const required = trusting('required', ['csca']);

  it('never passes off other content, whichever byte is altered', () => {
    const anywhere = fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(anywhere, ([at, change]) => {
        const altered = file.with(at, (file[at] ?? 0) ^ change);
        const outcome = checkCardSecurity(altered, required, SIGNED_ON);
        // Some bytes are not signed: versions, the list of digests.
        if (outcome.kind === 'authentic') expect(outcome).toEqual(authentic());
      }),
      { numRuns: 100 },
    );
  });

  it.each(['required', 'warn', 'off'] as const)('never fails otherwise in mode %s', (mode) => {
    const how = trusting(mode, ['csca']);
    const cut = fc.nat(file.length - 1).map((length) => file.slice(0, length));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), cut), (bytes) => {
        const outcome = checkCardSecurity(Uint8Array.from(bytes), how, SIGNED_ON);
        expect(outcome).toEqual(not('malformed'));
      }),
    );
    const trailing = concat(file, fromHex('00'));
    expect(checkCardSecurity(trailing, how, SIGNED_ON)).toEqual(not('malformed'));
  });
});
