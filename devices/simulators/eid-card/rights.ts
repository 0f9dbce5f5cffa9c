import { type Bytes, fromHex, toHex } from '../../kit/bytes.ts';
import type { Access } from './session.ts';

/** The rights of an authentication terminal and what they are good for, TR-03110-4 section 2.2.3. */

/** Bits of the template, 0 being the last. */
export const RIGHT = {
  ageVerification: 0,
  communityVerification: 1,
  privilegedTerminal: 3,
  canAllowed: 4,
  pinManagement: 5,
} as const;

export const TEMPLATE_BYTES = 5;
const ROLE_MASK = 0xc0;
const READ_DG22 = 29;

export function readingRight(dataGroup: number): number {
  return dataGroup === 22 ? READ_DG22 : dataGroup + 7;
}

/** What both grant, the role bits aside; both as hexadecimal digits. */
export function commonRights(left: string, right: string): string {
  const others = fromHex(right);
  const common = fromHex(left).map((byte, index) => byte & (others[index] ?? 0));
  common[0] = (common[0] ?? 0) & ~ROLE_MASK;
  return toHex(common);
}

export function includesRight(template: string, bit: number): boolean {
  const bytes = fromHex(template);
  const byte = bytes[bytes.length - 1 - Math.floor(bit / 8)] ?? 0;
  return (byte & (1 << (bit % 8))) !== 0;
}

/** TR-03110-3 section C.4.2: the two highest bits of the template. */
export function roleBits(template: Bytes): number {
  return (template[0] ?? 0) >> 6;
}

/** Only the whole general authentication procedure lends rights, TR-03110-2 section 2.1. */
export function isAuthenticated(access: Access | undefined): boolean {
  return access?.chipAuthenticated === true && access.terminal?.grant !== undefined;
}

export function hasRight(access: Access | undefined, bit: number): boolean {
  const granted = access?.terminal?.grant?.rights;
  return isAuthenticated(access) && granted !== undefined && includesRight(granted, bit);
}
