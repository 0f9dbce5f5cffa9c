import { readFileSync } from 'node:fs';
import { type Bytes, fromHex } from '../../kit/bytes.ts';

/** The vectors as tests read them; `hex` decodes a field. */

export interface KdfVector {
  readonly id: string;
  readonly K: string;
  readonly r: string;
  readonly counter: number;
  readonly keyBits: 128 | 192 | 256;
  readonly key: string;
}

export interface PaceVector {
  readonly id: string;
  readonly oid: string;
  readonly parameterId: number;
  readonly passwordId: number;
  readonly pi: string;
  readonly kPi: string;
  readonly nonce: string;
  readonly encryptedNonce: string;
  readonly mapTerminalPriv: string;
  readonly mapTerminalPub: string;
  readonly mapChipPub: string;
  readonly mapSharedPointH: string;
  readonly mappedGenerator: string;
  readonly ephTerminalPriv: string;
  readonly ephTerminalPub: string;
  readonly ephChipPub: string;
  readonly sharedSecretX: string;
  readonly ksEnc: string;
  readonly ksMac: string;
  readonly tokenInputTerminal: string;
  readonly tokenInputChip: string;
  readonly tokenTerminal: string;
  readonly tokenChip: string;
  readonly idPicc: string;
  readonly apdu: Readonly<
    Record<
      'mseSetAt' | 'ga1' | 'ga1Rsp' | 'ga2' | 'ga2Rsp' | 'ga3' | 'ga3Rsp' | 'ga4' | 'ga4Rsp',
      string
    >
  >;
}

export interface SecureMessagingStep {
  readonly ssc: number;
  readonly dir: 'C' | 'R';
  readonly plain?: string;
  readonly header?: string;
  readonly data?: string;
  readonly le?: string;
  readonly apdu: string;
}

export interface Vectors {
  readonly kdf: readonly KdfVector[];
  readonly aesCmac: readonly { readonly key: string; readonly msg: string; readonly mac: string }[];
  readonly pace: readonly PaceVector[];
  readonly sm: readonly {
    readonly id: string;
    readonly ksEnc: string;
    readonly ksMac: string;
    readonly steps: readonly SecureMessagingStep[];
  }[];
  readonly ca: readonly {
    readonly id: string;
    readonly oid: string;
    readonly chipStaticPriv: string;
    readonly terminalEphPriv?: string;
    readonly terminalEphPub: string;
    readonly rPicc: string;
    readonly sharedSecretX: string;
    readonly ksEnc: string;
    readonly ksMac: string;
    readonly tokenInput: string;
    readonly tokenChip: string;
  }[];
  readonly ta: readonly {
    readonly id: string;
    readonly hash: 'sha256' | 'sha512';
    readonly curve: 'brainpoolP256r1' | 'brainpoolP512r1';
    readonly taOid: string;
    readonly cvca?: string;
    readonly dv?: string;
    readonly at?: string;
    readonly mseSetAt?: string;
    readonly terminalPub?: string;
    readonly idPicc: string;
    readonly rPicc: string;
    readonly compEphPcd: string;
    readonly aux: string;
    readonly signedData: string;
    readonly signature: string;
  }[];
  readonly files: { readonly efDir: string; readonly efCardAccess: string };
}

export function loadVectors(): Vectors {
  return JSON.parse(readFileSync(new URL('pace.json', import.meta.url), 'utf8'));
}

export function hex(text: string | undefined): Bytes {
  if (text === undefined) throw new RangeError('the vector lacks this field');
  return fromHex(text);
}
