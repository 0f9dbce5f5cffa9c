import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    name: 'integration',
    include: ['build/integration/**/*.test.ts'],
    // libpcsclite reads its socket name from the C environment and keeps it for the life of the
    // process, so every file needs a process, not a thread, of its own.
    pool: 'forks',
    isolate: true,
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
});
