import { encodeOid } from './primitives/oid.ts';

/** Object identifiers by the names of TR-03110 part 3; all below bsi-de 0.4.0.127.0.7. */
export const STANDARDIZED_DOMAIN_PARAMETERS = encodeOid('0.4.0.127.0.7.1.2');
export const ID_PK = encodeOid('0.4.0.127.0.7.2.2.1');
export const ID_PK_ECDH = encodeOid('0.4.0.127.0.7.2.2.1.2');
export const ID_TA = encodeOid('0.4.0.127.0.7.2.2.2');
export const ID_TA_ECDSA = encodeOid('0.4.0.127.0.7.2.2.2.2');
export const ID_CA = encodeOid('0.4.0.127.0.7.2.2.3');
export const ID_CA_ECDH = encodeOid('0.4.0.127.0.7.2.2.3.2');
export const ID_PACE = encodeOid('0.4.0.127.0.7.2.2.4');
export const ID_PACE_ECDH_GM = encodeOid('0.4.0.127.0.7.2.2.4.2');
export const ID_RI = encodeOid('0.4.0.127.0.7.2.2.5');
export const ID_CI = encodeOid('0.4.0.127.0.7.2.2.6');
export const ID_EID_SECURITY = encodeOid('0.4.0.127.0.7.2.2.7');
export const ID_PT = encodeOid('0.4.0.127.0.7.2.2.8');
export const ID_IS = encodeOid('0.4.0.127.0.7.3.1.2.1');
export const ID_AT = encodeOid('0.4.0.127.0.7.3.1.2.2');
export const ID_ST = encodeOid('0.4.0.127.0.7.3.1.2.3');
export const ID_DATE_OF_BIRTH = encodeOid('0.4.0.127.0.7.3.1.4.1');
export const ID_DATE_OF_EXPIRY = encodeOid('0.4.0.127.0.7.3.1.4.2');
