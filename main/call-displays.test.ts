import { describe, expect, it } from 'vitest';
import type { DisplayConfig, DisplayModelName } from '../config/displays.ts';
import { createQueueDisplay } from '../devices/display/driver.ts';
import { displayModels } from '../devices/display/models/by-name.ts';
import { glassRows } from '../devices/simulators/display/glass.ts';
import { MemoryLine } from '../devices/simulators/display/memory-line.ts';
import {
  type DisplayProfileName,
  SimulatedDisplay,
} from '../devices/simulators/display/simulated-display.ts';
import { SimulatedClock } from '../devices/simulators/printer/simulated-clock.ts';
import { showCalls } from './call-displays.ts';
import { createCalledBoard } from './called-board.ts';
import { COUNTER_2, calledTicket, scriptedCalls } from './testing/called-tickets.ts';

/** Real drivers, down to the glass of simulated displays. */

const OF_COUNTER_1: DisplayConfig['shows'] = { kind: 'counter', counter: 'Schalter 1' };
const OF_ALL: DisplayConfig['shows'] = { kind: 'queues', queueIds: [] };
const A007 = calledTicket('A007');
const B012 = calledTicket('B012', {
  ...{ counterId: COUNTER_2, counter: 'Schalter 2', queueId: 'passports', arrow: 'right' },
});
const A_MOMENT_MS = 2_000;

function start(
  shows: DisplayConfig['shows'],
  [model, profile, address]: [DisplayModelName, DisplayProfileName, number?] = [
    'epson-dm-d',
    'dm-d',
  ],
) {
  const clock = new SimulatedClock();
  const central = scriptedCalls();
  const at = address === undefined ? {} : { address };
  const device = new SimulatedDisplay({ clock, profile, ...at });
  const line = new MemoryLine([device]);
  const port = createQueueDisplay(line.open, clock, { model: displayModels[model], ...at });
  const logged: unknown[] = [];
  const board = createCalledBoard({
    file: { read: () => null, write: () => {} },
    watchCalled: central.watchCalled,
    timeZone: 'Europe/Berlin',
    now: () => Date.parse('2026-12-01T09:00:00Z'),
  });
  showCalls([{ port, config: { shows, idleText: 'Bitte warten' } }], board, (name, fields) =>
    logged.push({ name, ...fields }),
  );
  const glass = async () => {
    await clock.advance(A_MOMENT_MS);
    return glassRows(device.glass).map((row) => row.trim());
  };
  return { central, line, device, glass, logged, clock };
}

describe('a ticket display', () => {
  it('shows the call of its counter, and its idle text once that has ended', async () => {
    const { central, glass } = start(OF_COUNTER_1);
    expect(await glass()).toContain('Bitte warten');
    central.called(B012, A007);
    expect(await glass()).toEqual(['<<      A007', 'Schalter 1']);
    central.called(B012, { ...A007, isCalling: false });
    expect(await glass()).toContain('Bitte warten');
  });

  it('knows its counter however its name was typed, and takes no other for it', async () => {
    const { central, glass } = start({ kind: 'counter', counter: ' schalter\u00a01' });
    central.called(B012, calledTicket('A008', { counter: 'Schalter 10' }));
    expect(await glass()).toContain('Bitte warten');
    central.called(A007);
    expect((await glass())[0]).toContain('A007');
  });

  it('shows the latest call of its queues, and then the one before', async () => {
    const { central, glass } = start(OF_ALL);
    central.called(B012, A007);
    expect((await glass())[0]).toContain('B012');
    central.called({ ...B012, isCalling: false }, A007);
    expect((await glass())[0]).toContain('A007');
  });

  it('lets a repeated call disappear for a moment (it-at-m/eappointment #2138)', async () => {
    const { central, device, glass } = start(OF_COUNTER_1);
    central.called(A007);
    await glass();
    const seen: string[] = [];
    device.onGlass((rows) => seen.push(glassRows(rows).join('').trim()));
    central.called({ ...A007, calls: 2 });
    await glass();
    expect(seen).toContain('');
    expect(seen.at(-1)).toContain('A007');
  });

  it('stays as it is while others are called', async () => {
    const { central, device, glass } = start(OF_COUNTER_1);
    central.called(A007);
    await glass();
    let changes = 0;
    device.onGlass(() => {
      changes += 1;
    });
    central.called(B012, A007);
    central.lost();
    await glass();
    expect(changes).toBe(0);
  });

  it('shows what came while its line was away', async () => {
    const { central, line, glass, logged } = start(OF_COUNTER_1);
    central.called(A007);
    await glass();
    line.unplug();
    await glass();
    central.called(calledTicket('A008'));
    await glass();
    line.plugIn();
    await glass();
    await glass();
    expect((await glass())[0]).toContain('A008');
    expect(logged).toEqual([
      { name: 'display.ready', place: 1 },
      { name: 'display.fault', place: 1, fault: 'offline' },
      { name: 'display.ready', place: 1 },
    ]);
  });

  it('goes dark rather than show a wrong number, and says so', async () => {
    const { central, glass, logged } = start(OF_COUNTER_1, ['led-ascii-4', 'led-ascii', 7]);
    central.called(A007);
    expect(await glass()).toEqual(['']);
    expect(logged).toContainEqual({ name: 'display.does-not-fit', place: 1 });
  });

  it('with letters shows them', async () => {
    const { central, glass } = start(OF_COUNTER_1, ['led-modbus-4', 'led-modbus', 7]);
    central.called(calledTicket('B042'));
    expect(await glass()).toEqual(['b042']);
  });
});
