import { asciiBytes, type Bytes, fromHex, NO_BYTES, uintBytes } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { CHIP_KEY, PRIVILEGED_CHIP_KEY } from './chip-keys.ts';
import { chipAuthenticationIdentifier, paceIdentifier, type Suite } from './suites.ts';

/**
 * The SecurityInfos of EF.CardAccess and EF.CardSecurity, TR-03110-3 section A.1: the latter is
 * the former with the chip's public keys.
 */

const ID_STANDARDIZED_PARAMETERS = fromHex('04007F00070102');
const ID_TERMINAL_AUTHENTICATION = fromHex('04007F0007020202');
const ID_CHIP_AUTHENTICATION_ECDH = fromHex('04007F000702020302');
const ID_PUBLIC_KEY_ECDH = fromHex('04007F000702020102');
const ID_CARD_INFO = fromHex('04007F0007020206');
const ID_PRIVILEGED_TERMINAL = fromHex('04007F0007020208');

/** `publicKeys` by key identifier: those that are to be told. */
export function securityInfos(
  suite: Suite,
  parameterId: number,
  publicKeys: ReadonlyMap<number, Bytes>,
): Bytes {
  const chipAuthentication = (key: number): readonly Bytes[] => [
    sequence(objectIdentifier(chipAuthenticationIdentifier(suite)), integer(2), integer(key)),
    sequence(
      objectIdentifier(ID_CHIP_AUTHENTICATION_ECDH),
      standardizedParameters(parameterId),
      integer(key),
    ),
    publicKeyInfo(parameterId, key, publicKeys.get(key)),
  ];
  // In the object order of the AusweisApp test card; a SET, so any order is valid.
  return encodeTlv(
    0x31,
    sequence(objectIdentifier(paceIdentifier(suite)), integer(2), integer(parameterId)),
    sequence(objectIdentifier(ID_TERMINAL_AUTHENTICATION), integer(2)),
    ...chipAuthentication(CHIP_KEY),
    sequence(
      objectIdentifier(ID_PRIVILEGED_TERMINAL),
      encodeTlv(0x31, ...chipAuthentication(PRIVILEGED_CHIP_KEY)),
    ),
    sequence(
      objectIdentifier(ID_CARD_INFO),
      encodeTlv(0x16, asciiBytes('http://bsi.bund.de/cif/npa.xml')),
    ),
  );
}

function publicKeyInfo(parameterId: number, key: number, point: Bytes | undefined): Bytes {
  if (point === undefined) return NO_BYTES;
  const bits = encodeTlv(0x03, Uint8Array.of(0), point);
  const subject = sequence(standardizedParameters(parameterId), bits);
  return sequence(objectIdentifier(ID_PUBLIC_KEY_ECDH), subject, integer(key));
}

function standardizedParameters(parameterId: number): Bytes {
  return sequence(objectIdentifier(ID_STANDARDIZED_PARAMETERS), integer(parameterId));
}

function sequence(...members: readonly Uint8Array[]): Bytes {
  return encodeTlv(0x30, ...members);
}

function objectIdentifier(value: Uint8Array): Bytes {
  return encodeTlv(0x06, value);
}

/** All numbers here are below 128 and need no leading zero. */
function integer(value: number): Bytes {
  return encodeTlv(0x02, uintBytes(value, 1));
}
