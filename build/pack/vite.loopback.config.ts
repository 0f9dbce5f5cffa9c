import { defineConfig } from 'vite';
import { fromRoot, kioskBundle } from './kiosk-bundle.ts';

/**
 * Bundles the loopback host into dist/loopback, because a hundred small files take longer to load
 * than the browser takes to open. It has simulated devices and is never packaged.
 */
export default defineConfig({
  root: fromRoot('.'),
  publicDir: false,
  environments: {
    main: kioskBundle('dist/loopback', { 'entry.demo': 'main/hosts/loopback/entry.demo.ts' }),
  },
  builder: {
    async buildApp(builder) {
      const environment = builder.environments['main'];
      if (environment) await builder.build(environment);
    },
  },
});
