import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Children } from './children.ts';

/**
 * Electron's binary does not come through the npm registry: the package fetches it from GitHub, or
 * from the mirror named in ELECTRON_MIRROR.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGE = join(root, 'node_modules/electron');
const FAILURE_FILE = join(root, 'node_modules/.cache/schnellspur/electron-not-fetched.txt');

const DEFAULT_SOURCE = 'https://github.com/electron/electron/releases/download/';
/** Without a network the start must go on within seconds. */
const SOURCE_ANSWER_MS = 4_000;
/** 120 megabytes, even over a slow line. */
const FETCH_MS = 10 * 60_000;

const PROGRAMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

export type Fetched =
  | { readonly kind: 'fetched'; readonly program: string }
  | { readonly kind: 'not-fetched'; readonly reason: string };

/** Electron's program, where this machine has it. */
export function findElectron(): string | undefined {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(PACKAGE, 'dist');
  const program = join(folder, PROGRAMS[process.platform] ?? 'electron');
  return existsSync(program) ? program : undefined;
}

/** Fetches the binary. A failure is remembered, so that only the first start waits for it. */
export async function fetchElectron(
  children: Children,
  say: (sentence: string) => void,
): Promise<Fetched> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  say(`Fetching Electron ${version} …`);
  const reason = (await sourceFailure()) ?? (await installFailure(children));
  const program = findElectron();
  if (reason === undefined && program !== undefined) {
    rmSync(FAILURE_FILE, { force: true });
    return { kind: 'fetched', program };
  }
  const told = reason ?? 'its installer left no program behind';
  mkdirSync(dirname(FAILURE_FILE), { recursive: true });
  writeFileSync(FAILURE_FILE, told);
  return { kind: 'not-fetched', reason: told };
}

/** Why an earlier start could not fetch it, if one tried. */
export function earlierFailure(): string | undefined {
  return existsSync(FAILURE_FILE) ? readFileSync(FAILURE_FILE, 'utf8') : undefined;
}

async function sourceFailure(): Promise<string | undefined> {
  const source = process.env['ELECTRON_MIRROR'] ?? DEFAULT_SOURCE;
  try {
    await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(SOURCE_ANSWER_MS) });
    return undefined;
  } catch {
    return `${source} cannot be reached`;
  }
}

async function installFailure(children: Children): Promise<string | undefined> {
  const installer = children.start(process.execPath, [join(PACKAGE, 'install.js')], 'shown');
  const timer = setTimeout(() => void installer.stop(), FETCH_MS);
  const code = await installer.ended;
  clearTimeout(timer);
  return code === 0 ? undefined : 'its installer failed';
}
