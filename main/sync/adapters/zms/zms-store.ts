import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { SyncError } from '../../sync-error.ts';

/** What a terminal keeps for ZMS besides its ledger: its printer's hash, and who holds its numbers. */
export interface ZmsStore {
  read(): ZmsKept;
  write(kept: ZmsKept): void;
}

const kept = z.strictObject({
  version: z.literal(1),
  hash: z.string().nullable(),
  /** Of this terminal, the newest last. */
  ledgerIds: z.array(z.uuid()),
  slices: z.array(
    z.strictObject({
      firstNumber: z.int(),
      leaseId: z.uuid(),
      serviceId: z.string(),
      /** Day on which it was returned or lost: somebody may hold its numbers until midnight. */
      endedOn: z.iso.date().nullable(),
    }),
  ),
});
export type ZmsKept = z.infer<typeof kept>;
export type NumberSlice = ZmsKept['slices'][number];

export const NOTHING_KEPT: ZmsKept = { version: 1, hash: null, ledgerIds: [], slices: [] };

/** Throws a `SyncError`. */
export function openZmsStore(file: string): ZmsStore {
  let current = readKept(file);
  return {
    read: () => current,
    write(next) {
      writeAside(file, `${JSON.stringify(next)}\n`);
      current = next;
    },
  };
}

function readKept(file: string): ZmsKept {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING_KEPT;
    throw unusable(file, cause);
  }
  try {
    return kept.parse(JSON.parse(text));
  } catch (cause) {
    throw unusable(file, cause);
  }
}

/** Renamed at the end: a power cut leaves the old file or the new one. */
function writeAside(file: string, text: string): void {
  const aside = `${file}.new`;
  const descriptor = openSync(aside, 'w', 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(aside, file);
}

function unusable(file: string, cause: unknown): SyncError {
  return new SyncError(
    'zms-store-unusable',
    `${file} cannot be used. It says which numbers visitors may still hold today: delete it only before opening, or after giving the terminal another block of numbers.`,
    cause,
  );
}
