import { sha256 } from '../../eid/primitives/hash.ts';
import { encodeOid } from '../../eid/primitives/oid.ts';
import { asciiBytes, type Bytes, NO_BYTES } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { ALL_RIGHTS, type CvRole } from './authorizations.ts';
import { encodeCardSecurity } from './card-security.ts';
import {
  type CvContent,
  type CvIssuer,
  type CvReplacements,
  encodeCvCertificate,
  encodeDescriptionExtension,
} from './cv-certificate.ts';
import { testKey } from './test-keys.ts';
import { daysAround, type Validity } from './validity.ts';
import { encodeX509 } from './x509.ts';

/**
 * All certificates that simulated cards, the demo and tests need, with keys that everybody knows
 * and dates around a given day. The same day gives the same bytes, in every process.
 */
export interface TestPki {
  /** The trust point that cards are made with. */
  readonly cvca: CvIssuer;
  readonly successorCvca: CvIssuer;
  /** A trust point to which no chain leads. */
  readonly foreignCvca: CvIssuer;
  /** The successor's key, certified by `cvca`. */
  readonly link: Bytes;
  readonly dv: CvIssuer;
  /** The same holder and key as `dv`, certified by the successor. */
  readonly successorDv: CvIssuer;
  /** A certificate under both `dv` and `successorDv`. Throws a `RangeError` for unknown rights. */
  terminal(rights: readonly string[], validity?: Validity): CvIssuer;
  /** Any certificate. What the template leaves open is as in a sound terminal's certificate. */
  issue(issuer: Pick<CvIssuer, 'reference' | 'privateKey'>, template: CvTemplate): Bytes;
  /** Country signing certificate, DER. */
  readonly csca: Bytes;
  /** Document signer's certificate, DER. */
  readonly documentSigner: Bytes;
  /** EF.CardSecurity around these `SecurityInfos`. */
  cardSecurity(securityInfos: Uint8Array): Bytes;
}

export interface CvTemplate extends Partial<CvContent> {
  readonly objects?: CvReplacements;
}

const REFERENCES = {
  cvca: 'DETESTCVCA00001',
  'successor-cvca': 'DETESTCVCA00002',
  'foreign-cvca': 'UTTESTCVCA00001',
  dv: 'DETESTDV00001',
  terminal: 'DETESTAT00001',
} as const;

const DER_OID = 0x06;
const DER_UTF8_STRING = 0x0c;
const DER_SEQUENCE = 0x30;

const COUNTRY_NAME = 'TEST country authority';
const SIGNER_NAME = 'TEST document signer';

export function createTestPki({ today }: { readonly today: Date }): TestPki {
  const days = (from: number, to: number): Validity => daysAround(today, from, to);
  const cvca = contentFor('cvca', 'cvca', days(-365, 730));
  const successor = contentFor('successor-cvca', 'cvca', days(-60, 1_035));
  const foreign = contentFor('foreign-cvca', 'cvca', days(-365, 730));
  const dv = contentFor('dv', 'dv-domestic', days(-30, 90));
  const terminal: CvContent = {
    ...contentFor('terminal', 'terminal', days(-2, 30)),
    rights: ['pin-management', 'can-allowed'],
    extensions: encodeDescriptionExtension(sha256(certificateDescription())),
  };
  const make = {
    cvca: once(() => certify(cvca, cvca)),
    successorCvca: once(() => certify(successor, successor)),
    foreignCvca: once(() => certify(foreign, foreign)),
    link: once(() => certify(cvca, successor).certificate),
    dv: once(() => certify(cvca, dv)),
    successorDv: once(() => certify(successor, dv)),
    csca: once(() => countryCertificate(days(-365, 4_745))),
    documentSigner: once(() => signerCertificate(days(-30, 3_650))),
  };
  return {
    get cvca() {
      return make.cvca();
    },
    get successorCvca() {
      return make.successorCvca();
    },
    get foreignCvca() {
      return make.foreignCvca();
    },
    get link() {
      return make.link();
    },
    get dv() {
      return make.dv();
    },
    get successorDv() {
      return make.successorDv();
    },
    get csca() {
      return make.csca();
    },
    get documentSigner() {
      return make.documentSigner();
    },
    terminal: (rights, validity = terminal.validity) =>
      certify(dv, { ...terminal, rights, validity }),
    issue: (issuer, { objects, ...content }) =>
      encodeCvCertificate(issuer, { ...terminal, ...content }, objects),
    cardSecurity: (securityInfos) =>
      encodeCardSecurity(
        { certificate: make.documentSigner(), key: testKey('document-signer') },
        securityInfos,
      ),
  };
}

function contentFor(holder: keyof typeof REFERENCES, role: CvRole, validity: Validity): CvContent {
  const { privateKey } = testKey(holder);
  const reference = REFERENCES[holder];
  return { reference, role, rights: ALL_RIGHTS, privateKey, validity, extensions: NO_BYTES };
}

function certify(issuer: CvContent, holder: CvContent): CvIssuer {
  const { reference, privateKey } = issuer;
  return {
    reference: asciiBytes(holder.reference),
    certificate: encodeCvCertificate({ reference: asciiBytes(reference), privateKey }, holder),
    privateKey: holder.privateKey,
  };
}

function countryCertificate(validity: Validity): Bytes {
  const key = testKey('csca');
  return encodeX509({
    use: 'country-authority',
    serial: 1,
    subject: COUNTRY_NAME,
    issuer: COUNTRY_NAME,
    subjectKey: key,
    issuerKey: key,
    validity,
  });
}

function signerCertificate(validity: Validity): Bytes {
  return encodeX509({
    use: 'document-signer',
    serial: 2,
    subject: SIGNER_NAME,
    issuer: COUNTRY_NAME,
    subjectKey: testKey('document-signer'),
    issuerKey: testKey('csca'),
    validity,
  });
}

/** `CertificateDescription` in plain text, TR-03110-3 section C.3.1.1. */
function certificateDescription(): Bytes {
  const text = (tag: number, value: string): Bytes =>
    encodeTlv(tag, encodeTlv(DER_UTF8_STRING, asciiBytes(value)));
  return encodeTlv(
    DER_SEQUENCE,
    encodeTlv(DER_OID, encodeOid('0.4.0.127.0.7.3.1.3.1.1')),
    text(0xa1, 'TEST issuer'),
    text(0xa3, 'TEST terminal'),
    text(0xa5, 'For tests only.'),
  );
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
