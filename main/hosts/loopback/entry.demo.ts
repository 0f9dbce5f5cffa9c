import { parseArgs } from 'node:util';
import type { CoreLinks } from '../../contract/link.ts';
import { ROLES } from '../../contract/roles.ts';
import { LedgerError } from '../../ledger/ledger-error.ts';
import { dataFolder, openProcessFiles } from '../../process-files.ts';
import { HostError } from '../host-error.ts';
import { serveLoopback } from './serve-loopback.ts';

/**
 * The terminal with simulated devices for a stock browser:
 * `node main/hosts/loopback/entry.demo.ts --pages DIR [--port N]`. Prints one JSON line with a
 * launch address for each screen, and runs until it is ended.
 */

const { values } = parseArgs({
  options: { pages: { type: 'string', default: 'dist/renderer' }, port: { type: 'string' } },
});

try {
  const files = openProcessFiles(dataFolder());
  const core = Promise.withResolvers<CoreLinks>();
  const host = await serveLoopback({
    links: core.promise,
    pages: values.pages,
    roles: ROLES,
    port: Number(values.port ?? 0),
    report: (incident) => files.log('host.incident', incident),
  });
  const addresses = Object.fromEntries(ROLES.map((role) => [role, host.urlFor(role)]));
  process.stdout.write(`${JSON.stringify(addresses)}\n`);

  // Only now, because the core loads while the browser opens.
  const { startDemo } = await import('../../demo/start-demo.ts');
  const { app } = await startDemo(files);
  core.resolve(app.links);
  const stop = async (): Promise<void> => {
    await host.close();
    app.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
} catch (error) {
  if (!(error instanceof LedgerError || error instanceof HostError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
