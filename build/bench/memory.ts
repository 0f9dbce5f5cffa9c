import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Measurement } from './row.ts';

/** Whether the core keeps anything of its visitors: its memory after many of them and after few. */

const FEW_SESSIONS = 100;
const MANY_SESSIONS = 2_000;
const DEADLINE_MS = 400_000;
const BYTES_PER_MEGABYTE = 1_000_000;

export const memorySample = z.strictObject({
  sessions: z.number(),
  /** V8's heap and what its objects hold outside of it, after a full collection. */
  usedBytes: z.number(),
  residentBytes: z.number(),
});

export type MemorySample = z.infer<typeof memorySample>;

export const memory: Measurement = {
  name: 'memory',
  missing: () => [],
  async run() {
    const script = fileURLToPath(new URL('memory-process.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', script, String(FEW_SESSIONS), String(MANY_SESSIONS)],
      { timeout: DEADLINE_MS },
    );
    const samples = stdout
      .trim()
      .split('\n')
      .map((line) => memorySample.parse(JSON.parse(line)));
    const [few, many] = samples;
    if (!few || !many) throw new Error(`the core gave no two samples: ${stdout}`);
    const megabytes = (bytes: number): number => bytes / BYTES_PER_MEGABYTE;
    const after = `after ${few.sessions} sessions`;
    return [
      {
        name: `core’s memory after ${many.sessions} sessions`,
        unit: 'MB',
        ours: megabytes(many.usedBytes),
        reference: { name: after, value: megabytes(few.usedBytes) },
        target: 1.05,
        runs: many.sessions,
        note: 'V8’s heap and what its objects hold outside of it, after a full collection.',
      },
      {
        name: 'its resident memory',
        unit: 'MB',
        ours: megabytes(many.residentBytes),
        reference: { name: after, value: megabytes(few.residentBytes) },
        runs: many.sessions,
        note: 'As the system counts it: with free pages that V8 and malloc have kept, and SQLite’s cache.',
      },
    ];
  },
};
