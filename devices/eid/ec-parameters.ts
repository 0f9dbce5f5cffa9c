import { ECParameters } from '@peculiar/asn1-ecc';
import { AsnConvert } from '@peculiar/asn1-schema';
import { decodeTlv } from '../kit/tlv.ts';
import { curveByOid, curveByParameters, type EcdsaCurve } from './primitives/ecdsa.ts';

/**
 * ECParameters of RFC 3279, section 2.3.5: a curve by name, or spelled out as German document
 * signers and BSI TR-03111 do.
 */

export const ID_EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const ID_PRIME_FIELD = '1.2.840.10045.1.1';
const INTEGER = 0x02;

/** The curve these parameters name or spell out; nothing where it is not one we know. */
export function decodeEcParameters(der: ArrayBuffer): EcdsaCurve | undefined {
  return curveOf(AsnConvert.parse(der, ECParameters));
}

export function curveOf({ namedCurve, specifiedCurve }: ECParameters): EcdsaCurve | undefined {
  if (namedCurve !== undefined) return curveByOid(namedCurve);
  if (specifiedCurve?.fieldID.fieldType !== ID_PRIME_FIELD) return undefined;
  const field = decodeTlv(new Uint8Array(specifiedCurve.fieldID.parameters));
  if (field.tag !== INTEGER) return undefined;
  return curveByParameters({
    p: field.value,
    a: new Uint8Array(specifiedCurve.curve.a),
    b: new Uint8Array(specifiedCurve.curve.b),
    generator: new Uint8Array(specifiedCurve.base.buffer),
    order: new Uint8Array(specifiedCurve.order),
  });
}
