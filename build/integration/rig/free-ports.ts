import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { RigError } from './rig-error.ts';

/** Below the range that Linux hands out for outgoing connections, so nothing else drifts in. */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;
const ATTEMPTS = 50;

/** Two neighbouring free TCP ports: vpcd gives its second slot the port after the first. */
export async function findPortPair(): Promise<readonly [number, number]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const first = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));
    if ((await isFree(first)) && (await isFree(first + 1))) return [first, first + 1];
  }
  throw new RigError('start-failed', `no two free neighbouring ports in ${ATTEMPTS} attempts`);
}

/** Asks the kernel's table. A trial connection would count as the insertion of a card. */
export async function isListening(port: number): Promise<boolean> {
  const listening = '0A';
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const table = await readFile('/proc/net/tcp', 'ascii');
  return table.split('\n').some((line) => {
    const [, local, , state] = line.trim().split(/\s+/);
    return state === listening && local?.endsWith(suffix) === true;
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });
}
