import type { Bytes } from '../kit/bytes.ts';
import { AuthorityFolderError, createFolderAuthority } from './authority-folder.ts';
import type { PassiveAuthentication } from './card-security.ts';
import { readAuthorityFiles, readTrustAnchors } from './cli-authority-files.ts';
import type { Outcome } from './cli-commands.ts';
import type { CardTask, EidTerminal } from './terminal.ts';
import type { LentRight } from './unlock-chip.ts';

/** Who lends a desk its rights: each is named by an option of its own. */

export interface AuthorityOption {
  /** Without its dashes. */
  readonly option: string;
  /** `string`: it takes a value. */
  readonly type: 'string' | 'boolean';
  /** Commands it lends for; left out: all that borrow. */
  readonly lendsFor?: readonly string[];
  /** Options of those commands whose answer it gives itself. */
  readonly settles?: readonly string[];
  /** Its paragraph of the usage, above the commands it lends for. */
  readonly usage: string;
  /** Throws a `DeskAuthorityError`. */
  open(value: string): Promise<DeskAuthority>;
}

export interface DeskAuthority {
  /** Runs `use` under the right lent for this errand, or tells why none was lent. */
  lendFor(errand: Errand, use: UseRight): Promise<Outcome>;
  close(): void;
}

/** What a right is wanted for. Every secret has been typed. */
export interface Errand {
  readonly command: string;
  readonly terms: Terms;
  readonly terminal: Pick<EidTerminal, 'readState' | 'watch'>;
}

/** How the desk wants the card to be judged. */
export type Terms = Pick<LentRight, 'passiveAuthentication' | 'minimumAge' | 'today'>;

export type UseRight = (lent: LentRight, task?: CardTask) => Promise<Outcome>;

/** Why nobody can be asked for a right, as a sentence for whoever sits at the desk. */
export class DeskAuthorityError extends Error {
  readonly code = 'desk-authority';
}

export const FOLDER_AUTHORITY: AuthorityOption = {
  option: 'authority',
  type: 'string',
  usage: 'With --authority DIR, a folder that holds dv.cvcert, terminal.cvcert and terminal.pkcs8:',
  open: openFolder,
};

export async function readPassiveAuthentication(
  mode: PassiveAuthentication['mode'],
  folder: string | undefined,
): Promise<PassiveAuthentication> {
  const none: readonly Bytes[] = [];
  const anchors = folder === undefined ? undefined : await readTrustAnchors(folder);
  return { mode, ...(anchors ?? { documentSigners: none, countryCertificates: none }) };
}

/** Whether the folder or the enrolment, and not this program, is to blame. */
export function isAuthorityError(error: unknown): error is Error {
  return error instanceof DeskAuthorityError || error instanceof AuthorityFolderError;
}

async function openFolder(folder: string): Promise<DeskAuthority> {
  const files = await readAuthorityFiles(folder);
  try {
    const authority = createFolderAuthority(files);
    return {
      // The operation itself asks for the rights it needs, and no desk for more.
      lendFor: ({ terms }, use) => use({ authority, rights: [], ...terms }),
      close: authority.close,
    };
  } finally {
    files.privateKey.fill(0);
  }
}
