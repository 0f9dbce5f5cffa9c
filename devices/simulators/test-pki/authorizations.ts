import { type Bytes, fromHex } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';

/** The certificate holder authorization template of authentication terminals, TR-03110-3 C.4.2. */

/** The upper two bits of the template. */
const ROLES = {
  cvca: 0b11,
  'dv-domestic': 0b10,
  'dv-foreign': 0b01,
  terminal: 0b00,
} as const;

export type CvRole = keyof typeof ROLES;

const ROLE_BIT = 38;
const TEMPLATE_BYTES = 5;
const AUTHENTICATION_TERMINAL = fromHex('04007F000703010202');

const numbered = (verb: string, groups: readonly number[], bitOf: (group: number) => number) =>
  groups.map((group): [string, number] => [`${verb}-dg${group}`, bitOf(group)]);

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

const BITS: ReadonlyMap<string, number> = new Map([
  ['age-verification', 0],
  ['community-id-verification', 1],
  ['restricted-identification', 2],
  ['privileged-terminal', 3],
  ['can-allowed', 4],
  ['pin-management', 5],
  ['install-certificate', 6],
  ['install-qualified-certificate', 7],
  ...numbered('read', upTo(22), (group) => group + 7),
  ['pseudonymous-signature', 30],
  ...numbered('write', [17, 18, 19, 20, 21, 22], (group) => 54 - group),
]);

export const ALL_RIGHTS: readonly string[] = [...BITS.keys()];

/** The object `7F4C`. Throws a `RangeError` for a right that does not exist. */
export function encodeAuthorizations(role: CvRole, rights: readonly string[]): Bytes {
  const template = new Uint8Array(TEMPLATE_BYTES);
  const set = (bits: number, lowest: number): void => {
    const index = TEMPLATE_BYTES - 1 - Math.floor(lowest / 8);
    template[index] = (template[index] ?? 0) | (bits << (lowest % 8));
  };
  set(ROLES[role], ROLE_BIT);
  for (const right of rights) {
    const bit = BITS.get(right);
    if (bit === undefined) throw new RangeError(`there is no right "${right}"`);
    set(1, bit);
  }
  return encodeTlv(0x7f4c, encodeTlv(0x06, AUTHENTICATION_TERMINAL), encodeTlv(0x53, template));
}
