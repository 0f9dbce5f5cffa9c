import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { DEFAULT_CONFIG } from '../../config/default.ts';
import { startApp } from '../../main/app.ts';
import { createSimulatedDevices } from '../../main/demo/simulated-devices.ts';
import { createLog } from '../../main/log/log.ts';
import type { MemorySample } from './memory.ts';
import { playSession } from './scripted-session.ts';

/**
 * One core that serves one visitor after the other, with its real ledger and log. Run with
 * `--expose-gc`; prints a `MemorySample` a line after each of the given numbers of sessions.
 */

const COLLECTIONS = 10;

const { positionals } = parseArgs({ allowPositionals: true });
const sampledAfter = positionals.map(Number);
const folder = mkdtempSync(join(tmpdir(), 'schnellspur-bench-'));
const devices = createSimulatedDevices({ paperWidthMm: DEFAULT_CONFIG.printer.paperWidthMm });
const app = startApp({
  config: DEFAULT_CONFIG,
  ledgerFile: join(folder, 'ledger.sqlite'),
  log: createLog(pino.destination({ dest: join(folder, 'terminal.log'), sync: true })),
  ...devices,
});
try {
  for (let session = 1; session <= Math.max(...sampledAfter); session += 1) {
    await playSession(app.links, devices);
    if (!sampledAfter.includes(session)) continue;
    process.stdout.write(`${JSON.stringify(await sample(session))}\n`);
  }
} finally {
  app.stop();
  await devices.printer.close();
  rmSync(folder, { recursive: true, force: true });
}

async function sample(sessions: number): Promise<MemorySample> {
  const { gc } = globalThis;
  if (!gc) throw new Error('start with --expose-gc');
  // V8 gives up code that it has not run for some collections, which is no matter of sessions.
  for (let round = 0; round < COLLECTIONS; round += 1) {
    gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { sessions, usedBytes: heapUsed + external, residentBytes: rss };
}
