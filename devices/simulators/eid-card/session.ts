import type { Point } from '../../eid/primitives/curves.ts';
import type { Bytes } from '../../kit/bytes.ts';
import type { CardMemory } from './card-memory.ts';
import type { TrustedKey } from './certificate-checks.ts';
import type { ChipKey } from './chip-keys.ts';
import type { Document } from './document.ts';
import type { Directory, ElementaryFile } from './files.ts';
import type { Agreement, PaceParameters } from './pace-agreement.ts';
import type { PasswordName } from './passwords.ts';
import type { EidCardProfile } from './profiles.ts';
import type { SecureChannel } from './secure-channel.ts';
import type { Trust } from './trust-points.ts';

/** What the chip forgets with power: a running PACE, the channel and its rights, the selected file. */

export type PaceStage =
  | { readonly awaits: 'nonce-request' }
  | { readonly awaits: 'mapping-key'; readonly nonce: Bytes }
  | { readonly awaits: 'ephemeral-key'; readonly generator: Point }
  | { readonly awaits: 'token'; readonly agreement: Agreement };

export interface PaceRun {
  readonly password: PasswordName;
  /** The template of the CHAT as hexadecimal digits; undefined: terminal authentication is not wanted. */
  readonly wanted: string | undefined;
  readonly stage: PaceStage;
}

/** By object identifier, as hexadecimal digits. */
export type AuxiliaryData = ReadonlyMap<string, Bytes>;

/** MSE:Set AT for terminal authentication: who the terminal says it is. */
export interface TerminalClaim {
  readonly holder: TrustedKey;
  /** Comp(PK_PCD) of the key that chip authentication has to use. */
  readonly ephemeralKey: Bytes;
  readonly auxiliaryData: AuxiliaryData;
  /** The whole object `67`, or nothing: it is signed as it came. */
  readonly auxiliaryObject: Bytes;
}

export interface TerminalGrant {
  /** CHAT of PACE and all certificates in common, as hexadecimal digits. */
  readonly rights: string;
  readonly ephemeralKey: Bytes;
  readonly auxiliaryData: AuxiliaryData;
}

/** Terminal authentication from PACE with a CHAT on. */
export interface TerminalRun {
  readonly wanted: string;
  readonly idPicc: Bytes;
  /** Whose signature the next certificate has to carry. */
  issuer: TrustedKey | undefined;
  /** Of the certificate imported last. */
  holder: TrustedKey | undefined;
  claim: TerminalClaim | undefined;
  challenge: Bytes | undefined;
  grant: TerminalGrant | undefined;
}

/** A channel and what its opening and use have proved. */
export interface Access {
  readonly channel: SecureChannel;
  /** The password whose knowledge began it. */
  readonly password: PasswordName;
  readonly terminal: TerminalRun | undefined;
  readonly chipAuthenticated: boolean;
}

export interface Session {
  pace: PaceRun | undefined;
  /** The key that MSE:Set AT chose for chip authentication. */
  chipKey: ChipKey | undefined;
  access: Access | undefined;
  /** Agreed on, but used only after the answer that agreed on it, TR-03110-3 section F.5. */
  nextAccess: Access | undefined;
  directory: Directory;
  file: ElementaryFile | undefined;
}

/** All that a command may look at and change. */
export interface Chip {
  readonly profile: EidCardProfile;
  readonly document: Document;
  readonly pace: PaceParameters;
  readonly memory: CardMemory;
  readonly session: Session;
  readonly chipKeys: ReadonlyMap<number, ChipKey>;
  trust(): Trust;
}

export function newSession(masterFile: Directory): Session {
  return {
    pace: undefined,
    chipKey: undefined,
    access: undefined,
    nextAccess: undefined,
    directory: masterFile,
    file: undefined,
  };
}

/** Ends secure messaging and all rights with it; the selected file stays, TR-03110-3 section F.6. */
export function endChannel(session: Session): void {
  session.access?.channel.wipe();
  session.nextAccess?.channel.wipe();
  session.access = undefined;
  session.nextAccess = undefined;
  session.pace = undefined;
  session.chipKey = undefined;
}

export function switchChannel(session: Session): void {
  if (session.nextAccess === undefined) return;
  session.access?.channel.wipe();
  session.access = session.nextAccess;
  session.nextAccess = undefined;
}
