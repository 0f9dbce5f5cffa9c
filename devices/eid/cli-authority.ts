import type { Bytes } from '../kit/bytes.ts';
import { createFolderAuthority, type FolderAuthority } from './authority-folder.ts';
import type { PassiveAuthentication } from './card-security.ts';
import { readAuthorityFiles, readTrustAnchors } from './cli-authority-files.ts';

/** Who lends the desk a right: each authority is named by an option of its own. */

export type DeskAuthority = FolderAuthority;

export const AUTHORITY_OPTIONS = ['authority'] as const;
export type AuthorityOption = (typeof AUTHORITY_OPTIONS)[number];

const AUTHORITIES: Readonly<Record<AuthorityOption, (value: string) => Promise<DeskAuthority>>> = {
  authority: openFolder,
};

export function openAuthority(option: AuthorityOption, value: string): Promise<DeskAuthority> {
  return AUTHORITIES[option](value);
}

export async function readPassiveAuthentication(
  mode: PassiveAuthentication['mode'],
  folder: string | undefined,
): Promise<PassiveAuthentication> {
  const none: readonly Bytes[] = [];
  const anchors = folder === undefined ? undefined : await readTrustAnchors(folder);
  return { mode, ...(anchors ?? { documentSigners: none, countryCertificates: none }) };
}

async function openFolder(folder: string): Promise<DeskAuthority> {
  const files = await readAuthorityFiles(folder);
  try {
    return createFolderAuthority(files);
  } finally {
    files.privateKey.fill(0);
  }
}
