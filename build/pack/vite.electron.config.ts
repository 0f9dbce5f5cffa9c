import { defineConfig, type EnvironmentOptions } from 'vite';
import { fromRoot, kioskBundle } from './kiosk-bundle.ts';

/**
 * Bundles the Electron host into dist/electron: both entries as ES modules, and the preload script
 * as CommonJS, which is all a sandboxed renderer can load. Run it with `vite build --config`.
 */

const OUTPUT = 'dist/electron';

const main = kioskBundle(OUTPUT, {
  entry: 'main/hosts/electron/entry.ts',
  'entry.demo': 'main/hosts/electron/entry.demo.ts',
});

const preload: EnvironmentOptions = {
  consumer: 'server',
  build: {
    outDir: fromRoot(OUTPUT),
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
