import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type CalledTicket, calledTicket } from '../central/contract/queue.ts';
import { errorCode } from './log/error-code.ts';
import type { Log } from './log/log.ts';

/** The calls last heard, on disk. They can be had again, so a fault here costs a log line only. */
export interface CalledFile {
  /** Null: nothing was kept, or nothing that can be read. */
  read(): KeptCalls | null;
  write(kept: { readonly at: string; readonly called: readonly CalledTicket[] }): void;
}

/** ZMS has numbers without letters, and longer ones. */
const kept = calledTicket.extend({ ticket: z.string().min(1).max(8) });
const keptCalls = z.strictObject({
  called: z.array(kept),
  /** When they were heard. */
  at: z.iso.datetime(),
});
type KeptCalls = z.infer<typeof keptCalls>;

export function createCalledFile(path: string, log: Log): CalledFile {
  const tell = (error: unknown): void => log('called.not-kept', { error: errorCode(error) });
  return {
    read() {
      try {
        return keptCalls.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') tell(error);
        return null;
      }
    },
    write(kept) {
      try {
        // A reader finds the old calls or the new ones, never half of them.
        writeFileSync(`${path}.new`, JSON.stringify(kept), { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch (error) {
        tell(error);
      }
    },
  };
}
