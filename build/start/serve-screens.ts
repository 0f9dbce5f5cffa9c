import { fileURLToPath } from 'node:url';
import type { Child, Children } from './children.ts';
import { firstLine } from './first-line.ts';
import { StartError } from './start-error.ts';

/** The terminal with simulated devices behind 127.0.0.1, in a process of its own. */

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** Built; see build/build.ts. */
const ENTRY = fromRoot('dist/loopback/entry.demo.js');
const PAGES = fromRoot('dist/renderer');
const SERVING_MS = 20_000;

/** Each works once. */
export interface Addresses {
  readonly visitor: string;
  readonly staff: string;
  readonly bench: string;
  readonly waitingRoom: string;
}

export type Serving =
  | { readonly kind: 'serving'; readonly addresses: Addresses; readonly terminal: Child }
  /** It has said why on the error output. */
  | { readonly kind: 'refused'; readonly exitCode: number };

export async function serveScreens(children: Children, port: number): Promise<Serving> {
  const parameters = [ENTRY, '--pages', PAGES, '--port', String(port)];
  const terminal = children.start(process.execPath, parameters, 'read');
  const line = await Promise.race([
    firstLine(terminal, { what: 'The terminal', deadlineMs: SERVING_MS }),
    terminal.ended,
  ]);
  if (typeof line === 'number') return { kind: 'refused', exitCode: line || 1 };
  return { kind: 'serving', addresses: readAddresses(line), terminal };
}

function readAddresses(line: string): Addresses {
  const { visitor, staff, bench, 'waiting-room': waitingRoom } = JSON.parse(line);
  const addresses = { visitor, staff, bench, waitingRoom };
  if (Object.values(addresses).every((address) => typeof address === 'string')) return addresses;
  throw new StartError('child-failed', `The terminal told no addresses but: ${line}`);
}
