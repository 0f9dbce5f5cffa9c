import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type EnvironmentOptions } from 'vite';

/**
 * Bundles the Electron host into dist/electron: both entries as ES modules, and the preload script
 * as CommonJS, which is all a sandboxed renderer can load. Run it with `vite build --config`.
 */

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const OUTPUT = fromRoot('dist/electron');

/** Electron itself, and what brings binaries or worker files that a bundle would lose. */
const LEFT_OUTSIDE = ['electron', 'better-sqlite3', 'pcsc-mini', 'pino'];

function isExternal(id: string): boolean {
  return isBuiltin(id) || LEFT_OUTSIDE.some((name) => id === name || id.startsWith(`${name}/`));
}

const main: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true, external: LEFT_OUTSIDE },
  build: {
    outDir: OUTPUT,
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input: {
        entry: fromRoot('main/hosts/electron/entry.ts'),
        'entry.demo': fromRoot('main/hosts/electron/entry.demo.ts'),
      },
      external: isExternal,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
    },
  },
};

const preload: EnvironmentOptions = {
  consumer: 'server',
  build: {
    outDir: OUTPUT,
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rollupOptions: {
      input: { preload: fromRoot('main/hosts/electron/preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

export default defineConfig({
  root: fromRoot('.'),
  publicDir: false,
  environments: { main, preload },
  builder: {
    // One after the other: the first empties the folder.
    async buildApp(builder) {
      for (const environment of [builder.environments['main'], builder.environments['preload']]) {
        if (environment) await builder.build(environment);
      }
    },
  },
});
