import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import importTable from './import-table.mjs';

/** Each row of the table is broken once, in a small tree that breaks it in no other way. */

const CRUISER = fileURLToPath(
  new URL('../../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', import.meta.url),
);
const TABLE = fileURLToPath(new URL('import-table.mjs', import.meta.url));

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

/** Which file must not import which, by which rules. */
const FORBIDDEN: readonly (readonly [rules: string, from: string, to: string])[] = [
  ['config', 'config/default.ts', 'devices/kit/bytes.ts'],
  ['core', 'state-machines/kiosk.ts', 'node:fs'],
  ['core', 'state-machines/flows/change-pin.ts', 'devices/kit/bytes.ts'],
  ['core-types', 'state-machines/views.ts', 'config/services.ts'],
  ['central-contract', 'central/contract/fact.ts', 'config/services.ts'],
  ['contract', 'main/contract/messages.ts', 'main/links.ts'],
  ['contract-types', 'main/contract/visitor.ts', 'state-machines/views.ts'],
  ['devices', 'devices/printer/driver.ts', 'state-machines/views.ts'],
  ['devices-types', 'devices/card/exchange.ts', 'state-machines/ports/card.ts'],
  ['kit', 'devices/kit/tlv.ts', 'devices/card/apdu.ts'],
  ['device-order', 'devices/card/apdu.ts', 'devices/eid/pace.ts'],
  ['eid-order', 'devices/eid/pace.ts', 'devices/printer/session.ts'],
  ['environment', 'devices/printer/status.ts', 'node:net'],
  ['simulators', 'devices/simulators/eid-card/chip.ts', 'devices/eid/pace.ts'],
  ['simulators', 'devices/simulators/printer/paper.ts', 'devices/printer/session.ts'],
  ['screens', 'renderer/visitor.ts', 'main/links.ts'],
  ['screens-text', 'renderer/staff.ts', 'config/default.ts'],
  ['main', 'main/log/log.ts', 'renderer/parts/button.ts'],
  ['stand-ins', 'main/receipt.ts', 'devices/simulators/clock.ts'],
  ['product', 'main/core.ts', 'main/receipt.ts'],
  ['electron', 'main/sender.ts', 'electron'],
  ['central-server', 'central/server/queue.ts', 'main/links.ts'],
  ['central-web', 'central/web/list.ts', 'renderer/parts/button.ts'],
  ['tooling', 'main/updates.ts', 'build/run.ts'],
  ['found', 'main/lost.ts', 'main/nowhere.ts'],
  ['acyclic', 'devices/kit/first.ts', 'devices/kit/second.ts'],
];

const ALLOWED: readonly (readonly [from: string, to: string])[] = [
  ['main/hosts/loopback/entry.demo.ts', 'devices/simulators/clock.ts'],
  ['devices/card/exchange.test.ts', 'devices/simulators/clock.ts'],
  ['devices/eid/terminal.ts', 'devices/card/exchange.ts'],
  ['devices/card/transports/pcsc.ts', 'node:net'],
  ['devices/simulators/reader.ts', 'devices/eid/primitives/aes.ts'],
  ['renderer/bench.ts', 'config/text/index.ts'],
  ['main/app.ts', 'devices/eid/terminal.ts'],
];

let folder: string;
let violations: readonly Violation[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-imports-'));
  const files = new Map<string, string>([
    ['devices/eid/pin.ts', "import type {} from '../../state-machines/ports/card.ts';\n"],
    ['devices/kit/second.ts', "import * as used from './first.ts';\n"],
    ['node_modules/electron/index.js', ''],
    ['node_modules/electron/package.json', '{"name":"electron","version":"1.0.0"}'],
    ['package.json', '{"type":"module","devDependencies":{"electron":"1.0.0"}}'],
  ]);
  const pairs = [...FORBIDDEN.map(([, from, to]) => [from, to] as const), ...ALLOWED];
  for (const [from, to] of pairs) {
    const isFile = to.endsWith('.ts');
    const path = isFile ? relative(dirname(from), to) : to;
    const specifier = isFile && !path.startsWith('.') ? `./${path}` : path;
    files.set(from, `${files.get(from) ?? ''}import * as used from '${specifier}';\n`);
    if (isFile && !to.endsWith('nowhere.ts')) files.set(to, files.get(to) ?? '');
  }
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(
      join(folder, file),
      file.endsWith('.ts') ? `${text}export const value = 1;\n` : text,
    );
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [CRUISER, '--config', TABLE, '--output-type', 'json', '.'],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  expect(stderr).toBe('');
  violations = JSON.parse(stdout).summary.violations;
});

afterAll(() => rmSync(folder, { recursive: true }));

const rulesBroken = (from: string) =>
  violations.filter((violation) => violation.from === from).map(({ rule }) => rule.name);

describe('the import table', () => {
  it.each(FORBIDDEN)('row %s: %s may not import %s', (rule, from) => {
    expect(rulesBroken(from)).toContain(rule);
  });

  it.each(ALLOWED)('%s may import %s', (from) => {
    expect(rulesBroken(from)).toEqual([]);
  });

  it('lets the type of a port through', () => {
    expect(rulesBroken('devices/eid/pin.ts')).toEqual([]);
  });

  it('is broken here in each of its rows', () => {
    const rows = (importTable.forbidden ?? []).map(({ name }) => name);
    expect([...new Set(FORBIDDEN.map(([rule]) => rule))].sort()).toEqual(rows.sort());
  });
});
