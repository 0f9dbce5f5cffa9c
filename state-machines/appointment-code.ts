import { CODE_ALPHABET } from '../central/contract/codes.ts';

/** The code of an appointment, as the central system gives it out, or as ZMS does. */

export const CODE_KEYS = CODE_ALPHABET;
export const CODE_LENGTH = 8;

/** Codes of ZMS carry a secret of up to 64 digits: nobody types them. */
export type CodeForm = 'typed-or-scanned' | 'scanned-only';

const PLAIN = new RegExp(`^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`);
const AT_THE_END = new RegExp(`(?:^|[^A-Za-z0-9])([${CODE_ALPHABET}]{${CODE_LENGTH}})$`);
/**
 * Of ZMS, only scanned: number and secret, plain or in the address of the page that a mail confirms
 * an appointment with. Where another system keeps the queue, it is a code that nobody knows.
 */
const OF_ZMS = [
  /^\d{5,12}-[0-9a-f]{4}(?:[0-9a-f]{60})?$/,
  /\/process\/\d{5,12}\/[0-9a-f]{4}(?:[0-9a-f]{60})?\/?$/,
  /#\/appointment(?:\/confirm)?\/[A-Za-z0-9+/_-]{20,}={0,2}$/,
];

/**
 * The code in a scanned text: the text itself, however it is spaced, or the end of an address or of
 * JSON. Only the former may be in small letters; in an address these are words.
 */
export function appointmentCodeIn(text: string): string | null {
  const whole = text.trim();
  if (OF_ZMS.some((form) => form.test(whole))) return whole;
  const plain = text.replaceAll(/[\s-]/g, '').toUpperCase();
  if (PLAIN.test(plain)) return plain;
  return AT_THE_END.exec(text.replace(/[^A-Za-z0-9]+$/, ''))?.[1] ?? null;
}
