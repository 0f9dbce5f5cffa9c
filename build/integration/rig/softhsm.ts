import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { plainEnvironment } from './child-process.ts';
import { requirePart } from './requirements.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

/**
 * A SoftHSM 2 of its own, with one token in a temporary folder. The module reads the place of its
 * tokens from the environment when it is initialized.
 */
export interface SoftHsm {
  /** The PKCS #11 module. */
  readonly module: string;
  readonly tokenLabel: string;
  readonly pin: string;
  /** What a process needs to find the token. */
  readonly environment: Readonly<Record<string, string>>;
  /** Imports an EC key: ECPrivateKey of RFC 5915, DER. */
  importKey(key: Uint8Array, label: string, id: string): Promise<void>;
  /** As if the token were pulled out of its slot. */
  removeToken(): Promise<void>;
  returnToken(): Promise<void>;
  remove(): void;
}

const TOKEN_LABEL = 'schnellspur';
const PIN = '271828';
const SECURITY_OFFICER_PIN = '31415926';
const RUN_DEADLINE_MS = 20_000;

const run = promisify(execFile);

export async function createSoftHsm(): Promise<SoftHsm> {
  const module = requirePart('softhsm');
  const program = requirePart('softhsm2-util');
  const folder = await createTemporaryFolder();
  const tokens = join(folder.path, 'tokens');
  const away = join(folder.path, 'away');
  const configuration = join(folder.path, 'softhsm2.conf');
  await mkdir(tokens, { mode: 0o700 });
  await writeFile(
    configuration,
    `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  const environment = { SOFTHSM2_CONF: configuration };
  const call = async (...words: readonly string[]): Promise<void> => {
    await run(program, [...words], {
      env: { ...plainEnvironment(), ...environment },
      timeout: RUN_DEADLINE_MS,
    });
  };
  const initToken = ['--init-token', '--free', '--label', TOKEN_LABEL];
  await call(...initToken, '--pin', PIN, '--so-pin', SECURITY_OFFICER_PIN);
  return {
    module,
    tokenLabel: TOKEN_LABEL,
    pin: PIN,
    environment,
    async importKey(key, label, id) {
      const file = join(folder.path, `${id}.pem`);
      const object = createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'sec1' });
      await writeFile(file, object.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
      const what = ['--import', file, '--label', label, '--id', id];
      await call(...what, '--token', TOKEN_LABEL, '--pin', PIN);
      await rm(file);
    },
    async removeToken() {
      await rename(tokens, away);
      await mkdir(tokens, { mode: 0o700 });
    },
    async returnToken() {
      await rm(tokens, { recursive: true });
      await rename(away, tokens);
    },
    remove: folder.remove,
  };
}
