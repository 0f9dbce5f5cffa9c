import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { supervise } from '../../main/supervision.ts';
import { type NotifySocket, openNotifySocket } from './rig/notify-socket.ts';
import { describeWithParts } from './rig/requirements.ts';
import { createTemporaryFolder, type TemporaryFolder } from './rig/temporary-folder.ts';
import { waitUntil } from './rig/wait.ts';

const execFileAsync = promisify(execFile);
const UNITS = fileURLToPath(new URL('../pack/linux/', import.meta.url));
const UNIT_NAMES = readdirSync(UNITS).filter((name) => name.endsWith('.service'));

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await createTemporaryFolder();
});
afterAll(() => folder.remove());

describeWithParts(['systemd'], 'the systemd units', () => {
  let root: string;

  beforeAll(() => {
    root = join(folder.path, 'root');
    cpSync('/usr/lib/systemd/system', join(root, 'usr/lib/systemd/system'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    // A machine that they are installed on has these programs; systemd looks whether they are there.
    for (const name of UNIT_NAMES) {
      for (const program of programsOf(readFileSync(join(UNITS, name), 'utf8'))) {
        mkdirSync(join(root, program, '..'), { recursive: true });
        writeFileSync(join(root, program), '#!/bin/sh\n');
        chmodSync(join(root, program), 0o755);
      }
    }
  });

  it.each(UNIT_NAMES)('%s is what systemd understands, and starts again for ever', async (name) => {
    const unit = readFileSync(join(UNITS, name), 'utf8');
    expect(await verify(root, name, unit)).toBe('');
    expect(unit).toMatch(/^Restart=always$/m);
    expect(unit).toMatch(/^StartLimitIntervalSec=0$/m);
    expect(unit).toMatch(/^WantedBy=(graphical|multi-user)\.target$/m);
  });

  it('would not pass with a name that systemd does not know', async () => {
    const unit = readFileSync(join(UNITS, 'schnellspur-kiosk.service'), 'utf8');
    const misspelt = unit.replace('WatchdogSec=', 'WatchDogSec=');
    expect(await verify(root, 'schnellspur-kiosk.service', misspelt)).toMatch(/WatchDogSec/);
  });

  it.each([
    ['schnellspur-central.service', 2],
    ['schnellspur-kiosk.service', 4.5],
  ])('exposes no more of %s than it needs', async (name, exposureMax) => {
    const { stdout } = await execFileAsync('systemd-analyze', [
      ...['security', '--offline=yes', `--threshold=${exposureMax * 10}`, '--no-pager'],
      join(UNITS, name),
    ]);
    expect(stdout).toMatch(/Overall exposure level/);
  });
});

describeWithParts(['systemd'], 'what systemd hears of a terminal', () => {
  const WATCHDOG_MS = 150;
  let socket: NotifySocket;
  let answers: boolean;
  let stop = (): void => undefined;

  beforeEach(() => {
    const path = join(folder.path, 'notify');
    socket = openNotifySocket(path);
    answers = true;
    Object.assign(process.env, {
      NOTIFY_SOCKET: path,
      WATCHDOG_USEC: String(WATCHDOG_MS * 1_000),
      WATCHDOG_PID: String(process.pid),
    });
  });

  afterEach(() => {
    stop();
    socket.close();
    for (const name of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID']) {
      delete process.env[name];
    }
  });

  const start = (): void => {
    stop = supervise({ answers: () => answers }).stop;
  };
  const hear = () =>
    waitUntil('a message to systemd', 5_000, () => {
      const messages = socket.read();
      return messages.length > 0 ? messages : undefined;
    });

  it('is READY when the core answers, not before, and then alive in time', async () => {
    answers = false;
    start();
    await sleep(WATCHDOG_MS);
    expect(socket.read()).toEqual([]);
    answers = true;
    expect(await hear()).toEqual(['READY=1\nWATCHDOG=1']);
    const since = performance.now();
    expect(await hear()).toEqual(['WATCHDOG=1']);
    expect(performance.now() - since).toBeLessThan(WATCHDOG_MS);
    stop();
    expect(socket.read().at(-1)).toBe('STOPPING=1');
  });

  it('hears nothing from a core that hangs, and so ends it (it-at-m/eappointment #1806)', async () => {
    start();
    await hear();
    const until = performance.now() + 2 * WATCHDOG_MS;
    while (performance.now() < until);
    expect(socket.read()).toEqual([]);
    answers = false;
    await sleep(2 * WATCHDOG_MS);
    expect(socket.read()).toEqual([]);
  });

  it('is left alone by a terminal that something else has started', () => {
    delete process.env['NOTIFY_SOCKET'];
    start();
    expect(socket.read()).toEqual([]);
  });
});

/** @returns what systemd complains of; nothing where all is well */
async function verify(root: string, name: string, unit: string): Promise<string> {
  const folderOfUnits = join(root, 'etc/systemd/system');
  mkdirSync(folderOfUnits, { recursive: true });
  for (const each of UNIT_NAMES) cpSync(join(UNITS, each), join(folderOfUnits, each));
  writeFileSync(join(folderOfUnits, name), unit);
  const options = [`--root=${root}`, '--recursive-errors=no', '--man=no'];
  return execFileAsync('systemd-analyze', ['verify', ...options, name]).then(
    ({ stderr }) => stderr.trim(),
    ({ stderr }: { stderr: string }) => stderr.trim() || 'refused without a word',
  );
}

function programsOf(unit: string): readonly string[] {
  const [command = ''] = [...unit.matchAll(/^ExecStart=(.*)$/gm)].map(([, text = '']) => text);
  return command
    .split(' ')
    .filter((word) => /^\/(usr\/bin|opt)\//.test(word) && !word.endsWith('.js'));
}
