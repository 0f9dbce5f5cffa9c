import { z } from 'zod';

/** What a visitor has of an appointment: its number and a secret. */
export interface ZmsCode {
  readonly id: string;
  readonly authKey: string;
}

const ID = '\\d{4,12}';
/** 64 hexadecimal digits now, four in older installations. */
const KEY = '[0-9a-f]{4}(?:[0-9a-f]{60})?';

const PLAIN = new RegExp(`^(${ID})[-\\s./](${KEY})$`);
const ADDRESS = new RegExp(`/process/(${ID})/(${KEY})/?(?:[?#].*)?$`);
/** The page in the mail that confirms an appointment: `#/appointment/` and Base64 of JSON. */
const PAGE = /#\/appointment(?:\/confirm)?\/([A-Za-z0-9+/_=-]+)$/;

const page = z.object({
  id: z.coerce.string().regex(new RegExp(`^${ID}$`)),
  authKey: z.string().regex(new RegExp(`^${KEY}$`)),
});

/** Typed (`100005-52ec`) or scanned. Null for anything else. */
export function readZmsCode(code: string): ZmsCode | null {
  const text = code.trim();
  const [, id, authKey] = PLAIN.exec(text.toLowerCase()) ?? ADDRESS.exec(text) ?? [];
  if (id !== undefined && authKey !== undefined) return { id, authKey };
  const hash = PAGE.exec(text)?.[1];
  if (hash === undefined) return null;
  try {
    return page.parse(JSON.parse(Buffer.from(hash, 'base64').toString('utf8')));
  } catch {
    return null;
  }
}
