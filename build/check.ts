import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify, styleText } from 'node:util';
import { buildChanged } from './build.ts';
import { nameFaults } from './checks/forbidden-names.ts';
import { packageFaults } from './checks/packaged-modules.ts';

/**
 * `npm run check`: all that can be told without running the terminal. Style, types in each
 * environment, who imports whom, what nobody uses, and what is in the package.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
/** A compiler needs a processor for itself; more of them only wait for each other. */
const AT_ONCE = 2;
const OUTPUT_BYTES_MAX = 16 * 1024 * 1024;

interface Check {
  readonly name: string;
  /** What is wrong; empty where nothing is. */
  readonly find: () => Promise<string>;
}

const FOLDERS = ['build', 'config', 'central', 'devices', 'main', 'renderer', 'state-machines'];
const folders = FOLDERS.filter((folder) => globSync(`${folder}/*`, { cwd: root }).length > 0);

const CHECKS: readonly Check[] = [
  program('style (Biome)', '@biomejs/biome/bin/biome', 'ci', '--colors=off'),
  ...globSync('{,*/}*/tsconfig.json', { cwd: root, exclude: ['node_modules'] })
    .sort()
    .map((project) => program(`types (${project})`, 'typescript/bin/tsc', '--project', project)),
  program(
    'imports (dependency-cruiser)',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    'build/checks/import-table.mjs',
    ...folders,
  ),
  program(
    'unused code (knip)',
    'knip/bin/knip.js',
    '--config',
    'build/checks/knip.mjs',
    '--no-progress',
  ),
  { name: 'forbidden names', find: async () => nameFaults().join('\n') },
  {
    name: 'the package',
    find: async () => {
      await buildChanged(['electron'], () => undefined);
      return packageFaults().join('\n');
    },
  },
];

process.exitCode = await main();

async function main(): Promise<number> {
  const waiting = [...CHECKS];
  let failures = 0;
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const begin = performance.now();
      const wrong = await check.find();
      const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
      const mark = wrong === '' ? styleText('green', 'good') : styleText('red', 'bad ');
      console.log(`${mark}  ${seconds.padStart(5)} s  ${check.name}`);
      if (wrong !== '') console.log(`\n${wrong.trimEnd()}\n`);
      if (wrong !== '') failures += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  console.log(`${CHECKS.length - failures} checks passed, ${failures} failed`);
  return failures === 0 ? 0 : 1;
}

/** A tool from node_modules. Its output is what is wrong, if it does not leave with 0. */
function program(name: string, path: string, ...parameters: readonly string[]): Check {
  return {
    name,
    find: async () => {
      const options = { cwd: root, maxBuffer: OUTPUT_BYTES_MAX };
      try {
        await run(process.execPath, [join(root, 'node_modules', path), ...parameters], options);
        return '';
      } catch (error) {
        const { stdout, stderr } = Object(error);
        return `${stdout ?? ''}${stderr ?? ''}` || String(error);
      }
    },
  };
}
