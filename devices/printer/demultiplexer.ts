import type { Bytes } from '../kit/bytes.ts';

/**
 * Codec: the bytes a printer sends become replies. Four kinds of answer share one line without
 * a frame around them; the order of the tests is device-protocols A5. Pure, total, bounded.
 */

export type PrinterReply =
  /** DLE EOT n. Which n it answers is known only to who asked. */
  | { readonly kind: 'real-time'; readonly value: number }
  /** Four bytes of automatic status (GS a). */
  | { readonly kind: 'automatic-status'; readonly bytes: Bytes }
  /** GS ( H function 48: everything before the question was printed. */
  | { readonly kind: 'process-id'; readonly id: string }
  /** DLE DC4 function 8: both buffers are empty. */
  | { readonly kind: 'cleared' }
  /** Any other block, without its closing NUL. */
  | { readonly kind: 'block'; readonly bytes: Bytes }
  /** GS r n. */
  | { readonly kind: 'transmitted-status'; readonly value: number }
  | { readonly kind: 'flow-control'; readonly go: boolean }
  /** A block without end: the stream can no longer be trusted. */
  | { readonly kind: 'broken' };

/** The longest block in use, an answer to GS I, has 81 bytes (Epson, GS I). */
export const BLOCK_MAXIMUM_BYTES = 128;

const XON = 0x11;
const XOFF = 0x13;
const BLOCK_HEADERS = [0x37, 0x5f, 0x35, 0x3b, 0x3d];
const AUTOMATIC_STATUS_BYTES = 4;
const PROCESS_ID_CHARACTERS = 4;

export class Demultiplexer {
  #block: number[] | undefined;
  #automatic: number[] = [];

  /** Replies completed by these bytes. What is incomplete is kept for the next call. */
  push(bytes: Uint8Array): PrinterReply[] {
    const replies: PrinterReply[] = [];
    for (const byte of bytes) {
      const reply = this.#pushByte(byte);
      if (reply !== undefined) replies.push(reply);
    }
    return replies;
  }

  #pushByte(byte: number): PrinterReply | undefined {
    if (byte === XON || byte === XOFF) return { kind: 'flow-control', go: byte === XON };
    if (this.#block !== undefined) return this.#continueBlock(this.#block, byte);
    if (this.#automatic.length > 0) {
      if ((byte & 0x90) === 0) return this.#continueAutomatic(byte);
      this.#automatic = [];
    }
    if (BLOCK_HEADERS.includes(byte)) {
      this.#block = [byte];
      return undefined;
    }
    if ((byte & 0x93) === 0x12) return { kind: 'real-time', value: byte };
    if ((byte & 0x93) === 0x10) {
      this.#automatic = [byte];
      return undefined;
    }
    if ((byte & 0x90) === 0) return { kind: 'transmitted-status', value: byte };
    return undefined;
  }

  #continueBlock(block: number[], byte: number): PrinterReply | undefined {
    if (byte === 0) {
      this.#block = undefined;
      return decodeBlock(Uint8Array.from(block));
    }
    block.push(byte);
    if (block.length < BLOCK_MAXIMUM_BYTES) return undefined;
    this.#block = undefined;
    return { kind: 'broken' };
  }

  #continueAutomatic(byte: number): PrinterReply | undefined {
    this.#automatic.push(byte);
    if (this.#automatic.length < AUTOMATIC_STATUS_BYTES) return undefined;
    const bytes = Uint8Array.from(this.#automatic);
    this.#automatic = [];
    return { kind: 'automatic-status', bytes };
  }
}

function decodeBlock(bytes: Bytes): PrinterReply {
  if (bytes[0] === 0x37 && bytes[1] === 0x22 && bytes.length === 2 + PROCESS_ID_CHARACTERS) {
    return { kind: 'process-id', id: String.fromCharCode(...bytes.subarray(2)) };
  }
  if (bytes[0] === 0x37 && bytes[1] === 0x25 && bytes.length === 2) return { kind: 'cleared' };
  return { kind: 'block', bytes };
}
