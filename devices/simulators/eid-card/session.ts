import type { Point } from '../../eid/primitives/curves.ts';
import type { Bytes } from '../../kit/bytes.ts';
import type { CardMemory } from './card-memory.ts';
import type { Directory, ElementaryFile } from './files.ts';
import type { Agreement, PaceParameters } from './pace-agreement.ts';
import type { PasswordName } from './passwords.ts';
import type { EidCardProfile } from './profiles.ts';
import type { SecureChannel } from './secure-channel.ts';

/** What the chip forgets with power: a running PACE, the channel, the selected file. */

export type PaceStage =
  | { readonly awaits: 'nonce-request' }
  | { readonly awaits: 'mapping-key'; readonly nonce: Bytes }
  | { readonly awaits: 'ephemeral-key'; readonly generator: Point }
  | { readonly awaits: 'token'; readonly agreement: Agreement };

export interface PaceRun {
  readonly password: PasswordName;
  readonly stage: PaceStage;
}

export interface Session {
  pace: PaceRun | undefined;
  channel: SecureChannel | undefined;
  /** Agreed on, but used only after the answer that agreed on it, TR-03110-3 section F.5. */
  nextChannel: SecureChannel | undefined;
  directory: Directory;
  file: ElementaryFile | undefined;
}

/** All that a command may look at and change. */
export interface Chip {
  readonly profile: EidCardProfile;
  readonly pace: PaceParameters;
  readonly memory: CardMemory;
  readonly session: Session;
}

export function newSession(masterFile: Directory): Session {
  return {
    pace: undefined,
    channel: undefined,
    nextChannel: undefined,
    directory: masterFile,
    file: undefined,
  };
}

/** Ends secure messaging and all rights with it; the selected file stays, TR-03110-3 section F.6. */
export function endChannel(session: Session): void {
  session.channel?.wipe();
  session.nextChannel?.wipe();
  session.channel = undefined;
  session.nextChannel = undefined;
  session.pace = undefined;
}
