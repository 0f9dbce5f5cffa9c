import type { Bytes } from '../../kit/bytes.ts';

/** What a language makes of a content: the bytes to send, or why it cannot be shown whole. */
export type Encoding =
  | { readonly kind: 'frames'; readonly frames: readonly Frame[] }
  | { readonly kind: 'does-not-fit'; readonly reason: string };

/** Bytes that go out together, and what a display that can answer says to them. */
export interface Frame {
  readonly bytes: Bytes;
  readonly reply: Bytes | undefined;
}

export function doesNotFit(reason: string): Encoding {
  return { kind: 'does-not-fit', reason };
}
