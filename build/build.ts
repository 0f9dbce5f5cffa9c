import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createBuilder } from 'vite';

/**
 * Builds what is served or packaged into dist/, and only where a source has changed since: a
 * digest of all inputs lies beside each result.
 * `npm run build [renderer] [counter] [loopback] [electron]`
 */

const root = fileURLToPath(new URL('..', import.meta.url));

interface Part {
  readonly title: string;
  /** Folders and files whose content decides whether it is built anew. */
  readonly inputs: readonly string[];
  readonly result: string;
  make(): Promise<void>;
}

const SHARED_INPUTS = ['package-lock.json', 'config', 'state-machines'];

const KIOSK_INPUTS = [...SHARED_INPUTS, 'devices', 'main', 'build/pack'];

const PARTS = {
  renderer: {
    title: 'the screens',
    inputs: [...SHARED_INPUTS, 'main/contract', 'renderer'],
    result: 'dist/renderer/visitor.html',
    make: async () => {
      await build({ configFile: join(root, 'renderer/vite.config.ts'), logLevel: 'warn' });
    },
  },
  counter: {
    title: 'the counter page',
    inputs: ['package-lock.json', 'central/contract', 'central/web'],
    result: 'dist/counter/counter.html',
    make: async () => {
      const config = new URL('../central/web/vite.config.ts', import.meta.url);
      await build({ configFile: fileURLToPath(config), logLevel: 'warn' });
    },
  },
  loopback: {
    title: 'the loopback host',
    inputs: KIOSK_INPUTS,
    result: 'dist/loopback/entry.demo.js',
    make: () => bundle('build/pack/vite.loopback.config.ts'),
  },
  electron: {
    title: 'the Electron host',
    inputs: KIOSK_INPUTS,
    result: 'dist/electron/entry.demo.js',
    make: () => bundle('build/pack/vite.electron.config.ts'),
  },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof PARTS;

const isPartName = (name: string): name is PartName => Object.hasOwn(PARTS, name);

const PART_NAMES = Object.keys(PARTS).filter(isPartName);

async function bundle(config: string): Promise<void> {
  const builder = await createBuilder({ configFile: join(root, config), logLevel: 'warn' });
  await builder.buildApp();
}

/** Builds those parts whose sources changed. Rejects with the bundler's own error. */
export async function buildChanged(
  names: readonly PartName[],
  say: (sentence: string) => void,
): Promise<void> {
  for (const name of names) {
    const part: Part = PARTS[name];
    const digestFile = join(root, `dist/${name}.digest`);
    const digest = digestOf(part.inputs);
    if (existsSync(join(root, part.result)) && readIfThere(digestFile) === digest) continue;
    say(`Building ${part.title} …`);
    // First, so that an interrupted build counts as none.
    rmSync(digestFile, { force: true });
    await part.make();
    writeFileSync(digestFile, digest);
  }
}

function digestOf(inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesOf).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** A file itself, or all files below a folder but for tests and prose. */
function filesOf(input: string): string[] {
  if (input.includes('.')) return [input];
  return readdirSync(join(root, input), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('.') && !/(\.test\.ts|\.md)$/.test(path))
    .map((path) => `${input}/${path}`)
    .filter((path) => statSync(join(root, path)).isFile());
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

async function main(args: readonly string[]): Promise<number> {
  const say = (sentence: string): void => console.log(sentence);
  const unknown = args.find((name) => !isPartName(name));
  if (unknown !== undefined) {
    console.error(
      `There is no part "${unknown}": name ${PART_NAMES.join(', ')}, or nothing for all.`,
    );
    return 2;
  }
  const names = args.filter(isPartName);
  await buildChanged(names.length > 0 ? names : PART_NAMES, say);
  say('dist/ is up to date.');
  return 0;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
