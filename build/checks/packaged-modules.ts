import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Opens the built Electron host and looks what is in it: no simulator may ever be packaged. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const STAND_INS = /^(devices\/simulators|main\/demo)\//;
const IMPORTS = /(?:\bfrom|\bimport)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

/** Sources bundled into this file and all that it imports, relative to the project. */
function bundledSources(entry: string): string[] {
  const seen = new Set<string>();
  const waiting = [entry];
  const sources: string[] = [];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(IMPORTS)) {
      const imported = resolve(dirname(file), path);
      // The pattern also finds a path in a text.
      if (existsSync(imported)) waiting.push(imported);
    }
    const map: { sources: string[] } = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
    sources.push(...map.sources.map((source) => relative(root, resolve(dirname(file), source))));
  }
  return sources.map((source) => source.replaceAll('\\', '/')).sort();
}

/** What is wrong with the package, in sentences. */
export function packageFaults(folder = join(root, 'dist/electron')): string[] {
  const product = bundledSources(join(folder, 'entry.js'));
  const demo = bundledSources(join(folder, 'entry.demo.js'));
  const faults = product
    .filter((source) => STAND_INS.test(source))
    .map((source) => `${source} is in the package: a simulator must not get there.`);
  // Else the names have changed and the check sees nothing.
  if (!demo.some((source) => STAND_INS.test(source))) {
    faults.push('The demo contains no simulator: this check no longer knows where they are.');
  }
  // An ES module has none, so that the terminal would end as soon as it starts.
  if (/\b__dirname\b/.test(readFileSync(join(folder, 'entry.js'), 'utf8'))) {
    faults.push(
      'entry.js holds a package that looks for files beside itself (__dirname): leave it outside, in build/pack/kiosk-bundle.ts.',
    );
  }
  return faults;
}
