import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  encodePrivateKey,
  writeAuthorityFolder,
} from '../../devices/simulators/test-pki/folder.ts';
import type { TestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { createSoftHsm, type SoftHsm } from '../integration/rig/softhsm.ts';

/** What a terminal authority is started with: certificates in a folder, their key in a token. */
export interface TokenAuthority {
  readonly hsm: SoftHsm;
  readonly folder: string;
  /** In hexadecimal digits, as kiosks name it. */
  readonly holderReference: string;
  readonly keyLabel: string;
  readonly keyName: string;
  /** Options of the command `serve`. */
  readonly options: readonly string[];
  remove(): void;
}

const RIGHTS = ['pin-management', 'can-allowed', 'age-verification', 'read-dg1'] as const;
const KEY_LABEL = 'terminal';
const KEY_NAME = 'a1';
const OWNER_ONLY = 0o600;

export async function createTokenAuthority(pki: TestPki): Promise<TokenAuthority> {
  const hsm = await createSoftHsm();
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-bench-'));
  const remove = (): void => {
    hsm.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { privateKey, reference } = pki.terminal(RIGHTS);
    await hsm.importKey(encodePrivateKey(privateKey), KEY_LABEL, KEY_NAME);
    await writeAuthorityFolder(pki, folder, { rights: RIGHTS });
    // Only the token is to have the key.
    rmSync(join(folder, 'terminal.pkcs8'));
    const pinFile = join(folder, 'pin');
    writeFileSync(pinFile, hsm.pin, { mode: OWNER_ONLY });
    return {
      hsm,
      folder,
      holderReference: Buffer.from(reference).toString('hex').toUpperCase(),
      keyLabel: KEY_LABEL,
      keyName: KEY_NAME,
      options: [
        ...['--authority', folder, '--pkcs11', hsm.module, '--pin-file', pinFile],
        ...['--token', hsm.tokenLabel, '--key', KEY_LABEL],
      ],
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}
