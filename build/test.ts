import { parseCLI, startVitest, type TestModule, type Vitest } from 'vitest/node';
import { buildChanged } from './build.ts';
import { ALL_PARTS, missingParts } from './missing-parts.ts';
import { findElectron } from './start/electron-binary.ts';

/**
 * `npm test [-- FILTER…]`: every test there is in one run, and at the end one line that counts
 * them. Arguments are Vitest's own; a plain word picks files.
 */

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const say = (sentence: string): void => console.log(sentence);
  const required = process.env['REQUIRE_REAL_PARTS'] === '1';
  for (const sentence of missingParts(...ALL_PARTS)) {
    say(`${sentence}. Until then its tests ${required ? 'fail' : 'are skipped'}.`);
  }
  await buildChanged(
    findElectron() === undefined
      ? ['renderer', 'counter', 'loopback']
      : ['renderer', 'counter', 'loopback', 'electron'],
    say,
  );
  const { filter, options } = parseCLI(['vitest', 'run', ...args]);
  const vitest = await startVitest(filter, { ...options, watch: false, run: true });
  const count = countTests(vitest);
  await vitest.close();
  // Vitest leaves with 1 where it found no test, and on errors outside of tests.
  const isGood = count.failed === 0 && (process.exitCode ?? 0) === 0;
  say(summary(count));
  return isGood ? 0 : 1;
}

function countTests(vitest: Vitest): Count {
  const count: Count = { passed: 0, failed: vitest.state.getUnhandledErrors().length, skipped: 0 };
  for (const module of vitest.state.getTestModules()) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A test that the end of the run met waiting has shown nothing.
      count[state === 'pending' ? 'failed' : state] += 1;
    }
    count.failed += brokenSuites(module);
  }
  return count;
}

/** A file or suite that broke outside its tests, in a hook or while loading, counts as one failure. */
function brokenSuites(module: TestModule): number {
  const suites = [module, ...module.children.allSuites()];
  return suites.filter((suite) => suite.errors().length > 0).length;
}

function summary({ passed, failed, skipped }: Count): string {
  const always = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${always}, ${skipped} skipped` : always;
}
