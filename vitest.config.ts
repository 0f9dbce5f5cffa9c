import { defineConfig } from 'vitest/config';
import { findPcscdPlace } from './build/integration/rig/pcscd-place.ts';

/** Real parts and browsers are slow beside other work on a small machine, and depend on time. */
const PATIENT = {
  testTimeout: 90_000,
  hookTimeout: 90_000,
  // A real pcscd or browser that a busy machine stalled once is tried again; vitest tells of it.
  retry: 1,
};

/** More than processors: these tests wait most of the time, a virtual reader 40 ms a command. */
const AT_ONCE = 3;

/** Where pcscd cannot have a `/run` of its own, there is one of it for all test files. */
const INTEGRATION_WORKERS = findPcscdPlace()?.kind === 'own-mounts' ? AT_ONCE : 1;

export default defineConfig({
  test: {
    teardownTimeout: 10_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [
            '**/node_modules/**',
            'dist/**',
            'build/integration/**/*.test.ts',
            'build/journeys/**/*.test.ts',
          ],
          // Files share what they import, which often takes longer than their tests. So each of them
          // leaves the process as it found it: environment, timers, working folder.
          isolate: false,
          // Vitest leaves a processor idle; on two that is half of them.
          maxWorkers: '100%',
          // An embedded PostgreSQL takes seconds to start where processors are busy.
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['build/integration/**/*.test.ts'],
          // libpcsclite reads its socket name from the C environment and keeps it for the life of
          // the process, so every file needs a process, not a thread, of its own.
          pool: 'forks',
          isolate: true,
          sequence: { groupOrder: 1 },
          maxWorkers: INTEGRATION_WORKERS,
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['build/journeys/**/*.test.ts'],
          sequence: { groupOrder: 2 },
          maxWorkers: 2,
          ...PATIENT,
        },
      },
    ],
  },
});
