import type { Bytes } from '../kit/bytes.ts';

/**
 * Whoever keeps the key of the terminal's certificate: a folder at a desk, or the central system
 * for one approved transaction. The terminal owns the key of chip authentication, the authority
 * that of terminal authentication, so a new PIN never leaves the terminal.
 */
export interface TerminalAuthority {
  /**
   * The chain that leads from one of the chip's trust points to the terminal's certificate.
   *
   * @param references certification authority references of the chip, newest first, Latin-1 bytes
   */
  chainFor(references: readonly Bytes[], signal?: AbortSignal): Promise<ChainOutcome>;
  sign(challenge: TerminalChallenge, signal?: AbortSignal): Promise<SignatureOutcome>;
}

export type ChainOutcome =
  /** Whole certificates (`7F21 …`): link certificates if any, the document verifier's, the terminal's. */
  { readonly kind: 'chain'; readonly certificates: readonly Bytes[] } | AuthorityRefusal;

export type SignatureOutcome =
  /** Plain r‖s, each as wide as the curve's order. */
  { readonly kind: 'signature'; readonly signature: Bytes } | AuthorityRefusal;

export type AuthorityRefusal =
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable' };

/** M = ID_PICC ‖ r_PICC ‖ Comp(PK_PCD) ‖ A_PCD, in its parts: TR-03110 part 2, 3.3. */
export interface TerminalChallenge {
  /** Reference of the terminal's certificate, whose key is to sign. */
  readonly holderReference: Bytes;
  /** x-coordinate of the chip's PACE key. */
  readonly idPicc: Bytes;
  /** The chip's challenge, 8 bytes. */
  readonly challenge: Bytes;
  /** x-coordinate of the terminal's key for chip authentication. */
  readonly ephemeralKey: Bytes;
  /** The whole `67` object, or nothing. */
  readonly auxiliaryData: Bytes;
}
