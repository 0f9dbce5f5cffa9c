import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showCalls } from '../call-displays.ts';
import { createCalledBoard } from '../called-board.ts';
import { calledTicket, scriptedCalls } from '../testing/called-tickets.ts';
import { createBenchDesk } from './bench-desk.ts';
import { createDemoHall, type DemoHall } from './demo-hall.ts';
import { createSimulatedDevices, type SimulatedDevices } from './simulated-devices.ts';

let devices: SimulatedDevices;
let hall: DemoHall;

beforeEach(() => {
  devices = createSimulatedDevices({ paperWidthMm: 80 });
  hall = createDemoHall(devices.clock);
});
afterEach(async () => {
  hall.close();
  await devices.printer.close();
});

it('lets the bench hold a code before the reader, whose driver reads it', async () => {
  const bench = createBenchDesk(devices, hall);
  const read: string[] = [];
  hall.scanner.onRead((text) => read.push(text));
  await vi.waitFor(() => {
    bench.handle({ kind: 'show-code', text: 'K7M2XP4R' });
    expect(read).toEqual(['K7M2XP4R']);
  });
});

it('shows on the bench what stands on the glass of each display', async () => {
  const central = scriptedCalls();
  const now = () => devices.clock.now();
  const bench = createBenchDesk(devices, hall);
  const board = createCalledBoard({
    file: { read: () => null, write: () => {} },
    watchCalled: central.watchCalled,
    timeZone: 'Europe/Berlin',
    now,
  });
  const stop = showCalls(hall.displays, board, () => {});
  const glasses = () => bench.current().displays.map(({ glass }) => glass);
  const dark = glasses();
  expect(dark).toHaveLength(3);
  let changes = 0;
  bench.subscribe(() => {
    changes += 1;
  });
  central.called(calledTicket('A007', { calledAt: new Date(now()).toISOString() }));
  await vi.waitFor(() => {
    // The drivers wait for the lines to settle.
    devices.clock.advance(1_000);
    expect(glasses().every((glass, index) => glass !== dark[index])).toBe(true);
    // Each character is a text of its own.
    const [first = ''] = glasses();
    expect(first.replace(/<[^>]+>/g, '')).toContain('A007Schalter1');
  });
  expect(changes).toBeGreaterThanOrEqual(3);
  stop();
});
