import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../config/default.ts';
import { paperText } from '../devices/simulators/printer/paper-text.ts';
import { type App, startApp } from './app.ts';
import { type ScriptedVisitor, scriptVisitor } from './demo/scripted-visitor.ts';
import { createSimulatedDevices, type SimulatedDevices } from './demo/simulated-devices.ts';
import { createLog } from './log/log.ts';
import { LEASE, OFFER, ScriptedQueue } from './testing/scripted-queue.ts';
import { chooseTopic } from './testing/ticket-visit.ts';

/** Two nights and a closed day of one terminal that nobody starts, restarts or touches meanwhile. */

const MONDAY_MORNING = Date.parse('2026-11-23T10:00:00+01:00');
const UNREACHABLE = { kind: 'unreachable' } as const;

let folder: string;
let devices: SimulatedDevices;
let queue: ScriptedQueue;
let app: App;
let visitor: ScriptedVisitor;

beforeEach(() => {
  vi.useFakeTimers({
    now: MONDAY_MORNING,
    shouldAdvanceTime: true,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-overnight-'));
  devices = createSimulatedDevices({ paperWidthMm: 80 });
  queue = new ScriptedQueue();
  queue.leases = async ({ wishes }) => {
    const leases = wishes.map(({ id, serviceId }) => ({ ...LEASE, id, serviceId }));
    return { kind: 'answered', body: { leases, returned: [], advised: [] } };
  };
  app = startApp({
    config: DEFAULT_CONFIG,
    ledgerFile: join(folder, 'ledger.sqlite'),
    log: createLog({ write: () => undefined }),
    ...devices,
    queue: { system: queue, followPage: null },
  });
  visitor = scriptVisitor(app.links);
});

afterEach(async () => {
  app.stop();
  await devices.printer.close();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets time pass as it does at a terminal that nobody stands at. */
async function passUntil(time: string): Promise<void> {
  await vi.advanceTimersByTimeAsync(Date.parse(time) - Date.now());
  expect(visitor.view().screen.name).toBe('attract');
  expect(app.answers()).toBe(true);
}

/** What the next visitor reads of one topic, who then goes. */
async function openNow() {
  await chooseTopic(visitor);
  const { offered } = await visitor.sees('topic');
  return offered?.open;
}

async function leave(): Promise<void> {
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(visitor.view().screen.name).toBe('attract');
}

it('opens and closes by itself through two nights without a network, and its clock runs on (it-at-m/eappointment #498, #1805, #1806)', async () => {
  expect(OFFER.day).toBe('2026-11-23');
  expect(await openNow()).toEqual({ kind: 'open', closesAt: '12:00' });
  await leave();

  queue.offer = UNREACHABLE;
  queue.leases = async () => UNREACHABLE;
  queue.ticket = () => UNREACHABLE;
  await passUntil('2026-11-23T12:30:00+01:00');
  expect(await openNow()).toEqual({ kind: 'closed' });
  await leave();
  await passUntil('2026-11-24T10:00:00+01:00');
  expect(await openNow()).toEqual({ kind: 'closed' });
  await leave();
  await passUntil('2026-11-25T13:00:00+01:00');
  expect(await openNow()).toEqual({ kind: 'not-yet', opensAt: '14:00' });
  await leave();

  await passUntil('2026-11-25T14:01:00+01:00');
  expect(await openNow()).toEqual({ kind: 'open', closesAt: '18:00' });
  visitor.does({ kind: 'confirm' });
  await vi.advanceTimersByTimeAsync(1_000);
  const { ticket } = await visitor.sees('ticket', { slip: 'printed' });
  expect(ticket.number).toBe('A041');
  const slip = devices.paperMachine.slips.at(-1);
  expect(slip && paperText(slip, 'plain')).toMatch(/25\.11\.2026.*14:01/);
});
