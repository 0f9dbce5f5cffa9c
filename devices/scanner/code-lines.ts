import { type Bytes, concat, NO_BYTES } from '../kit/bytes.ts';

/**
 * Codec: from a code reader's bytes to the texts of codes. A reader that is a serial port sends
 * each code as a line, ended by CR, LF, CR LF or a tab as its set-up says (device-protocols D3).
 */
export interface CodeLines {
  /** @returns the codes that these bytes complete */
  receive(bytes: Uint8Array): string[];
  /** What has come of a line is noise: nothing has followed it. */
  forget(): void;
}

/** A QR code of version 10 holds about so much, and no code of ours comes near. */
export const CODE_BYTES_MAX = 512;

const ENDS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);

/** AIM's identifier of the symbology, which a reader may put before: `]`, a letter, a digit. */
const AIM_PREFIX = /^\][A-Za-z]\d/;

export function createCodeLines(): CodeLines {
  let line: Bytes = NO_BYTES;
  let isTooLong = false;
  const end = (): string | null => {
    const text = isTooLong ? null : textOf(line);
    line = NO_BYTES;
    isTooLong = false;
    return text;
  };
  return {
    receive(bytes) {
      const codes: string[] = [];
      let from = 0;
      for (const [index, byte] of bytes.entries()) {
        if (!ENDS.has(byte)) continue;
        add(bytes.subarray(from, index));
        const text = end();
        if (text !== null) codes.push(text);
        from = index + 1;
      }
      add(bytes.subarray(from));
      return codes;
    },
    forget() {
      end();
    },
  };

  function add(bytes: Uint8Array): void {
    isTooLong ||= line.length + bytes.length > CODE_BYTES_MAX;
    line = isTooLong ? NO_BYTES : concat(line, bytes);
  }
}

/** @returns null for an empty line and for noise: no code of ours has control characters */
function textOf(line: Bytes): string | null {
  if (line.some((byte) => byte < 0x20 || byte === 0x7f)) return null;
  const text = decode(line).replace(AIM_PREFIX, '').trim();
  return text === '' ? null : text;
}

/** What a code holds is bytes; most writers mean UTF-8, and the rest Latin-1. */
function decode(bytes: Bytes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
