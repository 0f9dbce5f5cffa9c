import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { displayDelays } from '../../devices/display/delays.ts';
import { createQueueDisplay } from '../../devices/display/driver.ts';
import { epsonDmD } from '../../devices/display/models/epson-dm-d.ts';
import {
  type DisplayBench,
  describeDisplay,
} from '../../devices/display/testing/contract-suite.ts';
import { type DisplayCase, displayCases } from '../../devices/display/testing/display-cases.ts';
import { type Clock, systemClock } from '../../devices/kit/clock.ts';
import { SERIAL_9600_8N1 } from '../../devices/kit/serial-settings.ts';
import { serialLink } from '../../devices/kit/transports/serial.ts';
import { glassRows } from '../../devices/simulators/display/glass.ts';
import { type PtyLine, servePty } from '../../devices/simulators/display/pseudo-terminal.ts';
import { SimulatedDisplay } from '../../devices/simulators/display/simulated-display.ts';
import { type ChildProcess, plainEnvironment, startChildProcess } from './rig/child-process.ts';
import { createTemporaryFolder, type TemporaryFolder } from './rig/temporary-folder.ts';
import { waitUntil, withDeadline } from './rig/wait.ts';

/** The real serial transport against simulated displays behind a pseudo-terminal. */

const DEADLINE_MS = 15_000;
const DISPLAY = new URL('../../devices/display/cli.ts', import.meta.url).pathname;
const SIMULATOR = new URL('../../devices/simulators/display/cli.ts', import.meta.url).pathname;

/** Real time, but for the long pause between refreshes. */
const clock: Clock = {
  ...systemClock,
  setTimeout: (fn, ms) => systemClock.setTimeout(fn, ms === displayDelays.refresh ? 500 : ms),
};

let folder: TemporaryFolder;
let lines = 0;
const nextPath = (): string => join(folder.path, `line-${++lines}`);

beforeAll(async () => {
  folder = await createTemporaryFolder();
});
afterAll(() => folder.remove());

function bench(example: DisplayCase, cable: 'plugged-in' | 'unplugged'): DisplayBench {
  const { model, profile, address } = example;
  const device = new SimulatedDisplay({ clock, profile, ...(address && { address }) });
  const line = servePty([device], nextPath());
  if (cable === 'unplugged') line.unplug();
  const place = address === undefined ? { model } : { model, address };
  const display = createQueueDisplay(serialLink(line.path, model.serial), clock, place);
  return {
    display,
    glass: () => glassRows(device.glass),
    onGlass: (listener) => {
      device.onGlass((glass) => listener(glassRows(glass)));
    },
    unplug: line.unplug,
    plugIn: line.plugIn,
    powerCycle: () => device.powerCycle(),
    settle: (promise) => withDeadline('outcome', DEADLINE_MS, promise),
    until: async (condition) => {
      await waitUntil('change', DEADLINE_MS, () => condition() || undefined);
    },
    dispose: async () => {
      await display.close();
      line.unplug();
    },
  };
}

for (const example of displayCases) {
  describeDisplay(example, (cable) => bench(example, cable));
}

describe('the serial transport', () => {
  let device: SimulatedDisplay;
  let line: PtyLine;
  const open = () => serialLink(line.path, SERIAL_9600_8N1)();
  const upperRow = () => glassRows(device.glass)[0]?.trim();

  function serve(): void {
    device = new SimulatedDisplay({ clock, profile: 'dm-d' });
    line = servePty([device], nextPath());
  }
  afterEach(() => line.unplug());

  it('names the line that is not there', async () => {
    serve();
    line.unplug();
    await expect(open()).rejects.toMatchObject({
      code: 'serial-line-not-reachable',
      message: expect.stringContaining(line.path),
    });
  });

  it('lets nobody else write on an open line', async () => {
    serve();
    const link = await open();
    await expect(open()).rejects.toMatchObject({ code: 'serial-line-not-reachable' });
    await link.close();
    await (await open()).close();
  });

  it('tells once that the line is gone, refuses to write, and sends nothing later', async () => {
    serve();
    const link = await open();
    let closings = 0;
    link.onClose(() => {
      closings += 1;
    });
    await link.write(Buffer.from('before'));
    await waitUntil('text', DEADLINE_MS, () => upperRow() === 'before' || undefined);
    line.unplug();
    await waitUntil('closing', DEADLINE_MS, () => closings > 0 || undefined);
    await expect(link.write(Buffer.from('stale'))).rejects.toThrow();
    line.plugIn();
    const next = await open();
    await next.write(Buffer.from(' after'));
    await waitUntil('text', DEADLINE_MS, () => upperRow() === 'before after' || undefined);
    expect(closings).toBe(1);
    await next.close();
  });

  it('lets go of a line that takes nothing', async () => {
    serve();
    const link = await open();
    device.setFault('slow');
    const stuck = link.write(new Uint8Array(200_000).fill(0x20)).then(
      () => 'taken',
      () => 'given up',
    );
    await withDeadline('end of closing', DEADLINE_MS, link.close());
    expect(await withDeadline('end of writing', DEADLINE_MS, stuck)).toBe('given up');
  });

  it('is not confused by noise', async () => {
    serve();
    device.setFault('garbage');
    const display = createQueueDisplay(open, clock, { model: epsonDmD });
    expect(await display.show({ kind: 'idle', text: 'Guten Tag' })).toEqual({ kind: 'sent' });
    await waitUntil('text', DEADLINE_MS, () => upperRow() === 'Guten Tag' || undefined);
    await display.close();
  });
});

describe('the desk commands against each other', () => {
  let simulator: ChildProcess | undefined;
  afterEach(() => simulator?.stop());

  async function startSimulator(path: string, profile: string): Promise<ChildProcess> {
    let ready = false;
    simulator = await startChildProcess({
      name: 'simulated display',
      command: [process.execPath, SIMULATOR, '--path', path, '--profile', profile],
      environment: plainEnvironment(),
      onLine: (text) => {
        ready ||= text.startsWith('Simulated');
      },
    });
    const { assertRunning } = simulator;
    await waitUntil('simulator', DEADLINE_MS, () => {
      assertRunning();
      return ready || undefined;
    });
    return simulator;
  }

  function display(...args: readonly string[]): Promise<{ code: unknown; output: string }> {
    return new Promise((resolve) => {
      const done = (error: { code?: unknown } | null, stdout: string, stderr: string): void =>
        resolve({ code: error?.code ?? 0, output: stdout + stderr });
      execFile(process.execPath, [DISPLAY, ...args], { timeout: DEADLINE_MS }, done);
    });
  }

  it('shows a call, clears it, and says that the display is away', async () => {
    const path = nextPath();
    const { output, stop } = await startSimulator(path, 'cd5220');
    const place = ['--port', path, '--model', 'cd5220-german'];
    const call = ['--number', 'B007', '--counter', 'Zimmer 12 Süd', '--direction', 'right'];
    expect(await display('status', ...place)).toMatchObject({ code: 0 });
    expect(await display('show', ...place, ...call)).toMatchObject({ code: 0 });
    const glass = '│        B007      >>│\n│   Zimmer 12 Süd    │\n';
    await waitUntil('glass', DEADLINE_MS, () => output().includes(glass) || undefined);
    expect(await display('clear', ...place)).toMatchObject({ code: 0 });
    const dark = `│${' '.repeat(20)}│\n`.repeat(2);
    await waitUntil(
      'dark glass',
      DEADLINE_MS,
      () => output().endsWith(`${dark}└${'─'.repeat(20)}┘\n`) || undefined,
    );
    await stop();
    const away = await display('status', ...place);
    expect(away).toMatchObject({ code: 1, output: expect.stringContaining(path) });
  });

  it('survives a simulator that is killed and comes back', async () => {
    const path = nextPath();
    const killed = await startSimulator(path, 'led-modbus');
    const line = serialLink(path, SERIAL_9600_8N1);
    const example = displayCases.find(({ profile }) => profile === 'led-modbus');
    if (example === undefined) throw new Error('there is no such case');
    const shown = createQueueDisplay(line, clock, { model: example.model, address: 1 });
    try {
      expect(await shown.show(example.first)).toEqual({ kind: 'shown' });
      process.kill(killed.pid, 'SIGKILL');
      await waitUntil('fault', DEADLINE_MS, async () =>
        (await shown.status()).kind === 'fault' ? true : undefined,
      );
      const next = await startSimulator(path, 'led-modbus');
      const digits = '│ |_  | | |_|  _| │';
      await waitUntil('number', DEADLINE_MS, () => next.output().includes(digits) || undefined);
    } finally {
      await shown.close();
    }
  });

  it.each([
    ['no command', ['--port', 'x']],
    ['an unknown command', ['dance', '--port', 'x']],
    ['no port', ['status']],
    ['an unknown model', ['status', '--port', 'x', '--model', 'toString']],
    ['a direction that is none', ['show', '--port', 'x', '--number', '1', '--direction', 'up']],
    ['number and text', ['show', '--port', 'x', '--number', '1', '--text', 'a']],
    ['an LED display without address', ['status', '--port', 'x', '--model', 'led-ascii-4']],
    [
      'an address that is none',
      ['status', '--port', 'x', '--model', 'led-ascii-4', '--address', 'a'],
    ],
    ['an address it cannot have', ['status', '--port', 'x', '--address', '1']],
  ])('refuses %s', async (_, args) => {
    expect(await display(...args)).toMatchObject({
      code: 2,
      output: expect.stringContaining('Usage'),
    });
  });
});
