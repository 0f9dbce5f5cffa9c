import { sha1 } from '../../eid/primitives/hash.ts';
import { asciiBytes, type Bytes } from '../../kit/bytes.ts';

/** PACE passwords and how they enter the key derivation, TR-03110-3 sections B.14.1 and A.2.3. */

export type PasswordName = 'mrz' | 'can' | 'pin' | 'puk';

export const PASSWORD_NAMES: ReadonlyMap<number, PasswordName> = new Map([
  [1, 'mrz'],
  [2, 'can'],
  [3, 'pin'],
  [4, 'puk'],
]);

export interface PasswordValues {
  /** Document number, date of birth and date of expiry, each with its check digit. */
  readonly mrzInformation: string;
  readonly can: string;
  readonly pin: string;
  readonly puk: string;
}

export function passwordBytes(name: PasswordName, values: PasswordValues): Bytes {
  return name === 'mrz' ? sha1(asciiBytes(values.mrzInformation)) : asciiBytes(values[name]);
}
