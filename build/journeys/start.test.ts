import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeWithParts } from '../integration/rig/requirements.ts';
import { endPrograms, type StartedProgram, startProgram, until } from './rig/started-program.ts';
import { startVirtualDisplay, type VirtualDisplay } from './rig/virtual-display.ts';

/** `npm start` as somebody at a desk meets it: what it says, and what it leaves behind. */

const NO_DISPLAY = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, PORT: undefined };

function start(
  options: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): StartedProgram {
  return startProgram({
    command: [process.execPath, 'build/start.ts', ...options],
    environment: { ...NO_DISPLAY, ...environment },
  });
}

const ONE_SENTENCE = /^[^\n]+\.\n$/;
const PRINTED =
  / {2}visitor {2}(\S+)\n {2}staff {4}(\S+)\n {2}bench {4}(\S+)\n {2}waiting {2}(\S+)\n/;

afterEach(endPrograms);

describe('a start that cannot be', () => {
  it('tells that the port is in use', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => occupant.once('listening', resolve));
    const { port } = occupant.address() as AddressInfo;
    const { ended, written, leavesNothing } = start(['--print', '--port', String(port)]);
    expect(await ended).toBe(1);
    occupant.close();
    expect(written.error).toMatch(ONE_SENTENCE);
    expect(written.error).toContain(`Port ${port} on 127.0.0.1 is in use`);
    await leavesNothing();
  });

  it('tells that a port is none, wherever it was named', async () => {
    for (const program of [start(['--port', '65536']), start(['--print'], { PORT: 'web' })]) {
      expect(await program.ended).toBe(2);
      expect(program.written.error).toMatch(/^"(65536|web)" is not a port: [^\n]+\.\n$/);
    }
  });

  it('tells that the data folder cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'schnellspur-journey-'));
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { ended, written } = start(['--print'], { SCHNELLSPUR_DATA: join(file, 'data') });
    expect(await ended).toBe(1);
    rmSync(folder, { recursive: true });
    expect(written.error).toMatch(/^The data folder .+ cannot be written\. [^\n]+\.\n$/);
  });
});

describe('Electron', () => {
  it('is taken where its binary is, and its exit code told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'schnellspur-journey-'));
    writeFileSync(join(folder, 'electron'), '#!/bin/sh\necho "started with $*"\nexit 3\n', {
      mode: 0o755,
    });
    const { ended, written } = start([], {
      DISPLAY: ':4242',
      ELECTRON_OVERRIDE_DIST_PATH: folder,
    });
    expect(await ended).toBe(1);
    rmSync(folder, { recursive: true });
    expect(written.out).toContain('Opening the terminal in Electron: its binary is installed.\n');
    expect(written.out).toMatch(/started with .*dist\/electron\/entry\.demo\.js\n/);
    expect(written.error).toMatch(/ended with exit code 3: see that the display works[^\n]+\.\n$/);
  });
});

describe('addresses without a window', () => {
  it('answer once each, and no longer than the program runs', async () => {
    const program = start(['--print']);
    const [, ...addresses] = await program.writes(PRINTED);
    expect(program.written.out).toMatch(/"[A-Z2-9]{8}" checks in for an appointment/);
    const launch = async (address: string) => (await fetch(address, { redirect: 'manual' })).status;
    for (const address of addresses) {
      expect(await launch(address)).toBe(303);
      expect(await launch(address)).toBe(403);
    }
    program.child.kill('SIGINT');
    expect(await program.ended).toBe(0);
    await program.leavesNothing();
    await expect(fetch(String(addresses[0]))).rejects.toThrow('fetch failed');
  });

  it('end with the shell that npm started them in', async () => {
    const program = startProgram({
      command: ['sh', '-c', `"${process.execPath}" build/run.mjs build/start.ts --print; true`],
      environment: { ...NO_DISPLAY, npm_lifecycle_event: 'start' },
    });
    await program.writes(PRINTED);
    program.child.kill('SIGKILL');
    await program.leavesNothing();
  });
});

describeWithParts(['chromium', 'xvfb'], 'windows', () => {
  let display: VirtualDisplay;

  beforeAll(async () => {
    display = await startVirtualDisplay();
  });

  afterAll(() => display?.stop());

  const browsers = (program: StartedProgram) =>
    program
      .processes()
      .filter(({ command }) => / --app=/.test(command) && !/ --type=/.test(command));
  const openWindows = async (): Promise<StartedProgram> => {
    const program = start(['--browser'], { DISPLAY: display.name });
    await program.writes(/Opening the terminal in .+: --browser or --port asks for it\.\n/);
    // A browser that has no page yet would be ended by the signal itself.
    const pages = () =>
      program.processes().filter(({ command }) => / --type=renderer/.test(command));
    await until(
      () => `a window of visitor, bench, waiting room and counter, of ${program.written.error}`,
      () => (browsers(program).length === 4 && pages().length >= 4) || undefined,
    );
    return program;
  };

  it('need a display', async () => {
    const { ended, written } = start([]);
    expect(await ended).toBe(1);
    expect(written.error).toMatch(/ no display [^\n]+ "npm start -- --print" [^\n]+\.\n$/);
    expect(written.error).toMatch(ONE_SENTENCE);
  });

  it('need one that answers', async () => {
    const { ended, written, leavesNothing } = start(['--browser'], { DISPLAY: ':4242' });
    expect(await ended).toBe(1);
    expect(written.error).toMatch(/ended with exit code 1: see that the display works[^\n]+\.\n$/);
    await leavesNothing();
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('are gone after %s', async (signal) => {
    const program = await openWindows();
    program.child.kill(signal);
    expect(await program.ended).toBe(0);
    await program.leavesNothing();
  });

  it("are gone once the visitor's is closed", async () => {
    const program = await openWindows();
    const visitor = browsers(program).find(({ command }) =>
      command.includes('--window-position=0,0'),
    );
    process.kill(Number(visitor?.pid), 'SIGTERM');
    expect(await program.ended).toBe(0);
    await program.leavesNothing();
  });
});
