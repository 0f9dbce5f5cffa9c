import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { EnvironmentOptions } from 'vite';

/** What bundles of the kiosk process have in common, whichever host carries it. */

export const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Electron itself, and what brings binaries or worker files that a bundle would lose. */
const LEFT_OUTSIDE = ['electron', 'better-sqlite3', 'koffi', 'pcsc-mini', 'pino', 'serialport'];

function isExternal(id: string): boolean {
  return isBuiltin(id) || LEFT_OUTSIDE.some((name) => id === name || id.startsWith(`${name}/`));
}

/**
 * @param folder where the bundle goes; it is emptied first
 * @param entries source of each entry by its name in the folder, relative to the project
 */
export function kioskBundle(
  folder: string,
  entries: Readonly<Record<string, string>>,
): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: LEFT_OUTSIDE },
    build: {
      outDir: fromRoot(folder),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: Object.fromEntries(
          Object.entries(entries).map(([name, source]) => [name, fromRoot(source)]),
        ),
        external: isExternal,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
      },
    },
  };
}
