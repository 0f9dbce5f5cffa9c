import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CvIssuer } from '../../../../devices/simulators/test-pki/cv-certificate.ts';
import { writeAuthorityFolder } from '../../../../devices/simulators/test-pki/folder.ts';
import { createTestPki, type TestPki } from '../../../../devices/simulators/test-pki/test-pki.ts';
import { TEST_TIME } from '../../testing/test-central.ts';

/** Certificates around the day on which the clock of tests stands. */

export const RIGHTS = ['pin-management', 'can-allowed', 'age-verification', 'read-dg1'] as const;
export const DAY_MS = 86_400_000;

export const pki: TestPki = createTestPki({ today: new Date(TEST_TIME) });

export const hexOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('hex').toUpperCase();

/** A terminal's certificate for some days from now on; each has its own reference. */
export function issueTerminal(
  reference: string,
  { from, to, privateKey }: { from: number; to: number; privateKey?: Uint8Array },
): Uint8Array {
  const day = (days: number): Date => new Date(TEST_TIME + days * DAY_MS);
  return pki.issue(pki.dv, {
    reference,
    validity: { from: day(from), to: day(to) },
    ...(privateKey === undefined ? {} : { privateKey: Uint8Array.from(privateKey) }),
  });
}

export interface AuthorityFolder {
  readonly path: string;
  readonly terminal: CvIssuer;
  remove(): void;
}

/** As `writeAuthorityFolder` makes it, in a folder of its own. */
export async function makeAuthorityFolder(): Promise<AuthorityFolder> {
  const path = mkdtempSync(join(tmpdir(), 'schnellspur-authority-'));
  await writeAuthorityFolder(pki, path, { rights: RIGHTS });
  return {
    path,
    terminal: pki.terminal(RIGHTS),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
