import { type Bytes, equalBytes, fromHex, toHex } from '../../kit/bytes.ts';
import { answer, type Command, type Response } from './apdu.ts';
import { withoutHyphens } from './calendar.ts';
import { type Document, latestDayOfBirth } from './document.ts';
import { hasRight, isAuthenticated, RIGHT } from './rights.ts';
import type { AuxiliaryData, Chip } from './session.ts';
import { STATUS } from './status-words.ts';
import { readTlv, readTlvs } from './tlv-or-nothing.ts';

/**
 * Auxiliary data of terminal authentication, TR-03110-3 section A.6.5, and VERIFY, which compares
 * it with what the document says without showing that (section B.14.10).
 */

interface Check {
  /** Undefined: any authenticated terminal may ask. */
  readonly right: number | undefined;
  isWellFormed(value: Bytes): boolean;
  holds(document: Document, value: Bytes): boolean;
}

/** By object identifier; whatever else a terminal sends along is signed and of no use. */
const CHECKS: ReadonlyMap<string, Check> = new Map([
  [
    '04007F000703010401',
    {
      right: RIGHT.ageVerification,
      isWellFormed: isEightDigits,
      holds: (document, limit) => withoutHyphens(latestDayOfBirth(document)) <= textOf(limit),
    },
  ],
  [
    '04007F000703010402',
    {
      right: undefined,
      isWellFormed: isEightDigits,
      holds: (document, day) => withoutHyphens(document.expiry) >= textOf(day),
    },
  ],
  [
    '04007F000703010403',
    {
      right: RIGHT.communityVerification,
      isWellFormed: (value) => value.length > 0,
      holds: ({ municipality }, prefix) =>
        equalBytes(fromHex(municipality).slice(0, prefix.length), prefix),
    },
  ],
]);
const VERIFY_AUXILIARY_DATA = 0x8000;

/** The content of `67`: one template `73` for each kind. */
export function readAuxiliaryData(content: Bytes): AuxiliaryData | undefined {
  const templates = readTlvs(content);
  if (templates === undefined) return undefined;
  const values = new Map<string, Bytes>();
  for (const { tag, value } of templates) {
    const objects = tag === 0x73 ? readTlvs(value) : undefined;
    const [identifier, data] = objects ?? [];
    if (objects?.length !== 2 || identifier?.tag !== 0x06 || data?.tag !== 0x53) return undefined;
    const kind = toHex(identifier.value);
    const isFine = CHECKS.get(kind)?.isWellFormed(data.value) ?? true;
    if (values.has(kind) || !isFine) return undefined;
    values.set(kind, data.value);
  }
  return values;
}

export function verifyAuxiliaryData(chip: Chip, command: Command): Response {
  const { access } = chip.session;
  const grant = access?.terminal?.grant;
  if (grant === undefined || !isAuthenticated(access)) {
    return answer(STATUS.securityStatusNotSatisfied);
  }
  if (command.p1 * 256 + command.p2 !== VERIFY_AUXILIARY_DATA) {
    return answer(STATUS.wrongParameters);
  }
  const identifier = readTlv(command.data, 0x06);
  if (identifier === undefined) return answer(STATUS.wrongData);
  const check = CHECKS.get(toHex(identifier));
  const value = grant.auxiliaryData.get(toHex(identifier));
  if (check === undefined || value === undefined) return answer(STATUS.referencedDataNotFound);
  if (check.right !== undefined && !hasRight(access, check.right)) {
    return answer(STATUS.securityStatusNotSatisfied);
  }
  return answer(check.holds(chip.document, value) ? STATUS.done : STATUS.authenticationFailed);
}

function isEightDigits(value: Bytes): boolean {
  return /^\d{8}$/.test(textOf(value));
}

function textOf(value: Bytes): string {
  return String.fromCharCode(...value);
}
