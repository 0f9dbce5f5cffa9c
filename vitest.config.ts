import { defineConfig } from 'vitest/config';

/** Real parts and browsers are slow beside other work on a small machine, and depend on time. */
const FEW_AT_A_TIME = {
  maxWorkers: 2,
  testTimeout: 90_000,
  hookTimeout: 90_000,
  // A real pcscd or browser that a busy machine stalled once is tried again; vitest tells of it.
  retry: 1,
};

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
          ...FEW_AT_A_TIME,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['build/journeys/**/*.test.ts'],
          sequence: { groupOrder: 2 },
          ...FEW_AT_A_TIME,
        },
      },
    ],
  },
});
