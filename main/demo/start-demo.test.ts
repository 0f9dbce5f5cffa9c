import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../log/log.ts';
import { type LaneRig, startLaneRig } from '../testing/lane-rig.ts';
import { scriptVisitor } from './scripted-visitor.ts';
import { startDemo } from './start-demo.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let rig: LaneRig;
let folder: string;
let logLines: string[];

beforeAll(async () => {
  rig = await startLaneRig();
});
afterAll(() => rig.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-demo-'));
  logLines = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function start(central?: string, code?: string) {
  vi.stubEnv('SCHNELLSPUR_CENTRAL', central);
  vi.stubEnv('SCHNELLSPUR_ENROLMENT_CODE', code);
  const { app, devices } = await startDemo({
    ledgerFile: join(folder, 'ledger.sqlite'),
    identityFile: join(folder, 'kiosk.json'),
    log: createLog({ write: (line) => logLines.push(line) }),
  });
  await scriptVisitor(app.links).sees('attract');
  return async () => {
    app.stop();
    await devices.printer.close();
  };
}

it('enrols itself where the environment says at which central system, each time anew', async () => {
  for (const count of [1, 2]) {
    const stop = await start(rig.network.address, await rig.enrolmentCode());
    await vi.waitFor(
      () => expect(logLines.filter((line) => line.includes('central.found'))).toHaveLength(count),
      { timeout: 20_000 },
    );
    await stop();
  }
});

it('stays enrolled when it is started again after its code has ended', async () => {
  const { address } = rig.network;
  await (await start(address, await rig.enrolmentCode()))();
  logLines.length = 0;
  const stop = await start(address, 'K7MR4W2P');
  await vi.waitFor(() => expect(logLines.join('')).toContain('central.found'), {
    timeout: 20_000,
  });
  await stop();
});

it.each([
  ['a code that does not work', () => [rig.network.address, 'K7MR4W2P'], 'code-wrong'],
  ['a central system that is not there', () => ['http://127.0.0.1:1', 'K7MR4W2P'], 'unreachable'],
])('starts all the same with %s', async (_, environment, error) => {
  const stop = await start(...environment());
  expect(logLines.join('')).toContain(`"event":"central.not-usable","error":"${error}"`);
  await stop();
});

it('starts without a central system where nobody names one', async () => {
  const stop = await start();
  expect(logLines.join('')).not.toContain('central.');
  await stop();
});
