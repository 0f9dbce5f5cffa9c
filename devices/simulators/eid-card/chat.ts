import { type Bytes, equalBytes, fromHex } from '../../kit/bytes.ts';
import { decodeTlvs, findTlv, TlvError } from '../../kit/tlv.ts';
import type { PasswordName } from './passwords.ts';
import { STATUS } from './status-words.ts';

/**
 * The certificate holder authorization template in MSE:Set AT, TR-03110-3 section C.1.5 and, for
 * the passwords a terminal type may use, TR-03110-2 section 2.3.2.1.
 */

interface TerminalType {
  readonly role: Bytes;
  readonly templateBytes: number;
  allows(password: PasswordName, template: Bytes): boolean;
}

const CAN_ALLOWED_BIT = 0x10;

const TERMINAL_TYPES: readonly TerminalType[] = [
  {
    role: fromHex('04007F000703010201'),
    templateBytes: 1,
    allows: (password) => password === 'can' || password === 'mrz',
  },
  {
    role: fromHex('04007F000703010202'),
    templateBytes: 5,
    allows: (password, template) =>
      password === 'pin' ||
      (password === 'can' && ((template.at(-1) ?? 0) & CAN_ALLOWED_BIT) !== 0),
  },
  {
    role: fromHex('04007F000703010203'),
    templateBytes: 1,
    allows: (password) => password !== 'mrz',
  },
];

/**
 * The status word for a CHAT. This card carries no certificate authority's key, for any terminal
 * type: terminal authentication could never succeed, so it is refused here as referenced data
 * that is not there. The answer for a known trust point belongs in place of the last line.
 */
export function chatStatus(chat: Bytes, password: PasswordName): number {
  const parts = readChat(chat);
  if (parts === undefined) return STATUS.wrongData;
  const type = TERMINAL_TYPES.find((candidate) => equalBytes(candidate.role, parts.role));
  if (type === undefined) return STATUS.referencedDataNotFound;
  if (parts.template.length !== type.templateBytes) return STATUS.wrongData;
  if (!type.allows(password, parts.template)) return STATUS.wrongData;
  return STATUS.referencedDataNotFound;
}

function readChat(chat: Bytes): { readonly role: Bytes; readonly template: Bytes } | undefined {
  try {
    const objects = decodeTlvs(chat);
    const role = findTlv(objects, 0x06);
    const template = findTlv(objects, 0x53);
    if (objects.length !== 2 || role === undefined || template === undefined) return undefined;
    return { role, template };
  } catch (error) {
    if (error instanceof TlvError) return undefined;
    throw error;
  }
}
