import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nameFaults } from './forbidden-names.ts';
import { packageFaults } from './packaged-modules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-checks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function writeChunk(path: string, text: string, ...sources: string[]): void {
  write(path, text);
  const from = dirname(join(folder, path));
  const map = { sources: sources.map((source) => relative(from, join(root, source))) };
  write(`${path}.map`, JSON.stringify(map));
}

describe('the package', () => {
  it('must hold no simulator, not even in a chunk of a chunk', () => {
    writeChunk('entry.js', 'import { a } from "./shared/a.js";', 'main/hosts/electron/entry.ts');
    writeChunk('shared/a.js', 'await import("./b.js");', 'main/core.ts');
    writeChunk('shared/b.js', '', 'devices/simulators/bench-clock.ts');
    writeChunk('entry.demo.js', 'import "./shared/b.js";', 'main/demo/start-demo.ts');
    expect(packageFaults(folder)).toEqual([
      'devices/simulators/bench-clock.ts is in the package: a simulator must not get there.',
    ]);
  });

  it('is only good where the check sees the simulators of the demo', () => {
    writeChunk('entry.js', '', 'main/core.ts');
    writeChunk('entry.demo.js', '', 'main/play/start.ts');
    expect(packageFaults(folder)).toHaveLength(1);
    writeChunk('entry.demo.js', '', 'main/demo/start-demo.ts');
    expect(packageFaults(folder)).toEqual([]);
  });

  it('is only good where no package in it looks for files beside itself', () => {
    writeChunk('entry.js', 'load(join(__dirname, "prebuilds"))', 'main/core.ts');
    writeChunk('entry.demo.js', '', 'main/demo/start-demo.ts');
    expect(packageFaults(folder)).toEqual([expect.stringContaining('kiosk-bundle.ts')]);
  });
});

describe('raw ipcMain', () => {
  it('may stand in the bridge and in tests only', () => {
    const use = "import { ipcMain } from 'electron';\n";
    write('hosts/electron/bridge.ts', use);
    write('hosts/electron/bridge.test.ts', use);
    write('hosts/electron/testing/fake.ts', use);
    expect(nameFaults(folder)).toEqual([]);
    write('hosts/electron/host.ts', use);
    expect(nameFaults(folder)).toEqual([
      'main/hosts/electron/host.ts names ipcMain: only main/hosts/electron/bridge.ts may, and checks who speaks.',
    ]);
  });
});
