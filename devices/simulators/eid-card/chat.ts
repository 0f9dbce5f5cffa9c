import { type Bytes, equalBytes, fromHex, toHex } from '../../kit/bytes.ts';
import type { PasswordName } from './passwords.ts';
import { includesRight, RIGHT, TEMPLATE_BYTES } from './rights.ts';
import { STATUS } from './status-words.ts';
import { readTlvs } from './tlv-or-nothing.ts';

/**
 * The certificate holder authorization template in MSE:Set AT, TR-03110-3 section C.1.5 and, for
 * the passwords a terminal type may use, TR-03110-2 section 2.3.2.1.
 */

interface TerminalType {
  readonly role: Bytes;
  readonly templateBytes: number;
  allows(password: PasswordName, rights: string): boolean;
}

const AUTHENTICATION_TERMINAL: TerminalType = {
  role: fromHex('04007F000703010202'),
  templateBytes: TEMPLATE_BYTES,
  allows: (password, rights) =>
    password === 'pin' || (password === 'can' && includesRight(rights, RIGHT.canAllowed)),
};

const TERMINAL_TYPES: readonly TerminalType[] = [
  {
    role: fromHex('04007F000703010201'),
    templateBytes: 1,
    allows: (password) => password === 'can' || password === 'mrz',
  },
  AUTHENTICATION_TERMINAL,
  {
    role: fromHex('04007F000703010203'),
    templateBytes: 1,
    allows: (password) => password !== 'mrz',
  },
];

export type ReadChat =
  /** Rights as hexadecimal digits. */
  | { readonly kind: 'chat'; readonly rights: string }
  | { readonly kind: 'refused'; readonly status: number };

/** The card carries trust points for authentication terminals only. */
export function readChat(chat: Bytes, password: PasswordName): ReadChat {
  const [role, template, ...more] = readTlvs(chat) ?? [];
  if (role?.tag !== 0x06 || template?.tag !== 0x53 || more.length > 0) {
    return refused(STATUS.wrongData);
  }
  const type = TERMINAL_TYPES.find((candidate) => equalBytes(candidate.role, role.value));
  if (type === undefined) return refused(STATUS.referencedDataNotFound);
  if (template.value.length !== type.templateBytes) return refused(STATUS.wrongData);
  if (!type.allows(password, toHex(template.value))) return refused(STATUS.wrongData);
  if (type !== AUTHENTICATION_TERMINAL) return refused(STATUS.referencedDataNotFound);
  return { kind: 'chat', rights: toHex(template.value) };
}

function refused(status: number): ReadChat {
  return { kind: 'refused', status };
}
