import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const BUILD = fileURLToPath(new URL('../../build.ts', import.meta.url));

/** Builds these pages into `dist` where a source changed; `npm test` has done so before. */
export async function buildPages(part: 'renderer' | 'counter'): Promise<void> {
  // Vitest's would make it a build for development.
  const { NODE_ENV: _, ...env } = process.env;
  await promisify(execFile)(process.execPath, [BUILD, part], { env });
}
