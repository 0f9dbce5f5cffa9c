import { readFileSync } from 'node:fs';
import { type Bytes, fromHex } from '../../kit/bytes.ts';

/** Files of EF.CardSecurity and the certificates behind them, by name. */
export interface CardSecurityVectors {
  certificate(name: string): Bytes;
  file(name: string): Bytes;
}

export function loadCardSecurityVectors(): CardSecurityVectors {
  const json: { certificates: Record<string, string>; files: Record<string, string> } = JSON.parse(
    readFileSync(new URL('card-security.json', import.meta.url), 'utf8'),
  );
  const find = (kind: 'certificates' | 'files') => (name: string) => {
    const hex = json[kind][name];
    if (hex === undefined) throw new RangeError(`no vector ${name}`);
    return fromHex(hex);
  };
  return { certificate: find('certificates'), file: find('files') };
}
