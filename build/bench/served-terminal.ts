import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { BenchIntent } from '../../main/contract/bench.ts';
import { Children } from '../start/children.ts';
import { type Addresses, serveScreens } from '../start/serve-screens.ts';

/** The terminal with simulated devices in a process of its own, as `npm start` runs it. */
export interface ServedTerminal {
  readonly addresses: Addresses;
  stop(): Promise<void>;
}

const ANY_PORT = 0;

export async function serveTerminal(): Promise<ServedTerminal> {
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-bench-'));
  // The terminal inherits it.
  process.env['SCHNELLSPUR_DATA'] = folder;
  const children = new Children();
  const stop = async (): Promise<void> => {
    await children.stopAll();
    rmSync(folder, { recursive: true, force: true });
  };
  const serving = await serveScreens(children, ANY_PORT);
  if (serving.kind === 'serving') return { addresses: serving.addresses, stop };
  await stop();
  throw new Error(`the terminal did not start: exit code ${serving.exitCode}`);
}

/** The bench without its page, which would be painted beside what is measured. */
export interface BenchLink {
  does(intent: BenchIntent): void;
  close(): void;
}

export async function openBenchLink(launchAddress: string): Promise<BenchLink> {
  const { origin, host } = new URL(launchAddress);
  const launched = await fetch(launchAddress, { redirect: 'manual' });
  const [cookie = ''] = (launched.headers.getSetCookie()[0] ?? '').split(';');
  const socket = new WebSocket(`ws://${host}/link/bench`, {
    headers: { Cookie: cookie, Origin: origin },
  });
  await once(socket, 'open');
  let sequence = 0;
  return {
    does(intent) {
      sequence += 1;
      socket.send(JSON.stringify({ version: 1, sequence, intent }));
    },
    close: () => socket.close(),
  };
}
