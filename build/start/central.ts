import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAuthorityFolder } from '../../devices/simulators/test-pki/folder.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import type { Child, Children } from './children.ts';
import { firstLine } from './first-line.ts';

/**
 * The central system for trying things out, in a process of its own: an embedded database, and a
 * terminal certificate of the test PKI whose key lies in a file.
 */
export interface Central {
  readonly address: string;
  readonly staff: { readonly name: string; readonly password: string };
  readonly enrolmentCode: string;
  readonly appointmentCode: string;
}

export type Serving =
  | { readonly kind: 'serving'; readonly central: Central; readonly process: Child }
  /** It has said why on the error output. */
  | { readonly kind: 'refused'; readonly exitCode: number };

const fromRoot = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const CLI = fromRoot('central/server/cli.ts');
const PAGES = fromRoot('dist/counter');
/** A first start makes the database. */
const READY_MS = 60_000;
/** What both services of the fast lane ask for at most. */
const RIGHTS = ['pin-management', 'can-allowed', 'age-verification', 'read-dg1'];

export async function serveCentral(children: Children, dataFolder: string): Promise<Serving> {
  const authority = join(dataFolder, 'test-authority');
  await writeAuthorityFolder(createTestPki({ today: new Date() }), authority, { rights: RIGHTS });
  const parameters = [
    ...['serve', '--demo', '--port', '0'],
    ...['--data', join(dataFolder, 'central')],
    ...['--authority', authority],
    ...['--pages', PAGES],
    ...['--log', join(dataFolder, 'central.log')],
  ];
  const process_ = children.start(process.execPath, [CLI, ...parameters], 'read');
  const line = await Promise.race([
    firstLine(process_, { what: 'The central system', deadlineMs: READY_MS }),
    process_.ended,
  ]);
  return typeof line === 'number'
    ? { kind: 'refused', exitCode: line || 1 }
    : { kind: 'serving', central: JSON.parse(line), process: process_ };
}
