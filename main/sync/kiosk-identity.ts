import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { ed25519 } from '@noble/curves/ed25519.js';
import { z } from 'zod';
import { SyncError } from './sync-error.ts';

/**
 * Who this terminal is to the central system. Its key is made here and never leaves; it lies in a
 * file of the data folder that nobody but the terminal's user may read.
 */

export interface KioskKey {
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export interface Enrolment {
  /** Origin of the central system, e.g. `https://zentrale.example`. */
  readonly central: string;
  readonly kioskId: string;
  readonly kioskName: string;
  readonly branchName: string;
}

export interface KioskIdentity extends Enrolment {
  readonly key: KioskKey;
}

const OWNER_ONLY = 0o600;
const READABLE_BY_OTHERS = 0o077;
/** Windows keeps other lists of who may read what, and tells nothing by these bits. */
const HAS_MODES = process.platform !== 'win32';

const stored = z.strictObject({
  version: z.literal(1),
  secretKey: z.string().regex(/^[0-9a-f]{64}$/),
  enrolment: z
    .strictObject({
      central: z.url(),
      kioskId: z.uuid(),
      kioskName: z.string(),
      branchName: z.string(),
    })
    .nullable(),
});
type Stored = z.infer<typeof stored>;

/** Null: this terminal is not enrolled. Throws a `SyncError`. */
export function readKioskIdentity(file: string): KioskIdentity | null {
  const known = read(file);
  return known?.enrolment ? { ...known.enrolment, key: keyOf(known) } : null;
}

/**
 * The key to enrol with, made where there is none. It is stored before anybody hears of it, so that
 * an enrolment whose answer is lost can be finished. Throws a `SyncError`.
 */
export function prepareKioskKey(file: string): KioskKey {
  const known = read(file);
  if (known) return keyOf(known);
  const { secretKey } = ed25519.keygen();
  const made: Stored = {
    version: 1,
    secretKey: Buffer.from(secretKey).toString('hex'),
    enrolment: null,
  };
  secretKey.fill(0);
  write(file, made);
  return keyOf(made);
}

/** Throws a `SyncError`. */
export function storeEnrolment(file: string, enrolment: Enrolment): KioskIdentity {
  const known = read(file);
  if (!known) throw malformed(file);
  write(file, { ...known, enrolment });
  return { ...enrolment, key: keyOf(known) };
}

function keyOf({ secretKey }: Stored): KioskKey {
  const secret = Uint8Array.from(Buffer.from(secretKey, 'hex'));
  return {
    publicKey: ed25519.getPublicKey(secret),
    sign: (message) => ed25519.sign(message, secret),
  };
}

function read(file: string): Stored | null {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw notReadable(file, cause);
  }
  try {
    if (HAS_MODES && (fstatSync(descriptor).mode & READABLE_BY_OTHERS) !== 0) {
      throw new SyncError(
        'identity-exposed',
        `${file} holds the terminal's key, and others may read it. Delete it and enrol again with a new code.`,
      );
    }
    return parse(file, readFileSync(descriptor, 'utf8'));
  } catch (cause) {
    throw cause instanceof SyncError ? cause : notReadable(file, cause);
  } finally {
    closeSync(descriptor);
  }
}

function parse(file: string, text: string): Stored {
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    // What failed to parse may quote the key.
    throw malformed(file);
  }
}

/** Aside first, then renamed: a power cut leaves the old file or the new one. */
function write(file: string, content: Stored): void {
  const aside = `${file}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(aside, { force: true });
    const descriptor = openSync(aside, 'wx', OWNER_ONLY);
    try {
      writeFileSync(descriptor, `${JSON.stringify(content)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(aside, file);
  } catch (cause) {
    throw new SyncError(
      'identity-not-writable',
      `${file} cannot be written. Give this user the right to write there, or name another folder in SCHNELLSPUR_DATA.`,
      cause,
    );
  }
}

function notReadable(file: string, cause: unknown): SyncError {
  return new SyncError(
    'identity-not-readable',
    `${file} cannot be read. It must belong to the user that runs the terminal.`,
    cause,
  );
}

function malformed(file: string): SyncError {
  return new SyncError(
    'identity-malformed',
    `${file} does not hold a terminal's identity. Delete it and enrol again with a new code.`,
  );
}

function codeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
}
