import { describe, expect, it } from 'vitest';
import type {
  DisplayContent,
  DisplayPort,
  DisplayStatus,
} from '../../state-machines/ports/display.ts';
import type { OpenByteLink } from '../kit/byte-link.ts';
import { glassRows } from '../simulators/display/glass.ts';
import { MemoryLine } from '../simulators/display/memory-line.ts';
import { SimulatedDisplay } from '../simulators/display/simulated-display.ts';
import { SimulatedClock } from '../simulators/printer/simulated-clock.ts';
import { displayDelays } from './delays.ts';
import { createDisplayLine, type DisplayPlace } from './driver.ts';
import { cd5220German } from './models/cd5220-german.ts';
import { epsonDmD } from './models/epson-dm-d.ts';
import { ledAscii4 } from './models/led-ascii-4.ts';
import { ledModbus4 } from './models/led-modbus-4.ts';

const READY: DisplayStatus = { kind: 'ready' };
const NO_ANSWER: DisplayStatus = { kind: 'fault', fault: 'no-answer' };
const LONGEST_PAUSE_MS = Math.max(...displayDelays.reconnect) + displayDelays.settle;

const call = (number: string): DisplayContent => ({
  kind: 'call',
  number,
  counter: '1',
  direction: undefined,
});

describe('several displays on one line', () => {
  function line(count: number) {
    const clock = new SimulatedClock();
    const addresses = Array.from({ length: count }, (_, index) => index + 1);
    const devices = addresses.map(
      (address) => new SimulatedDisplay({ clock, profile: 'led-modbus', address }),
    );
    const cable = new MemoryLine(devices);
    const places = addresses.map((address) => ({ model: ledModbus4, address }));
    const { displays } = createDisplayLine(cable.open, clock, places);
    const rows = (): string[] => devices.flatMap(({ glass }) => glassRows(glass));
    return { clock, devices, cable, displays, rows };
  }
  const showAll = (displays: readonly DisplayPort[], from: number) =>
    Promise.all(displays.map((display, index) => display.show(call(String(from + index)))));

  it('each show what is theirs, also after the line was away', async () => {
    const { clock, devices, cable, displays, rows } = line(32);
    const outcomes = await clock.settle(showAll(displays, 100));
    expect(outcomes).toEqual(new Array(32).fill({ kind: 'shown' }));
    expect(rows()).toEqual(Array.from({ length: 32 }, (_, index) => ` ${100 + index}`));
    cable.unplug();
    expect(await clock.settle(showAll(displays, 200))).toEqual(
      new Array(32).fill({ kind: 'kept' }),
    );
    for (const device of devices) device.powerCycle();
    cable.plugIn();
    await clock.advance(LONGEST_PAUSE_MS + displayDelays.refresh);
    expect(rows()).toEqual(Array.from({ length: 32 }, (_, index) => ` ${200 + index}`));
  });

  it('do not wait for one that is silent', async () => {
    const { clock, devices, displays, rows } = line(3);
    await clock.settle(showAll(displays, 1));
    devices[1]?.setFault('mute');
    const outcomes = await clock.settle(showAll(displays, 11));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['shown', 'kept', 'shown']);
    expect([rows()[0], rows()[2]]).toEqual(['  11', '  13']);
    const states = await clock.settle(Promise.all(displays.map((display) => display.status())));
    expect(states).toEqual([READY, NO_ANSWER, READY]);
  });

  it('have their turn while one is called again and again', async () => {
    const { clock, devices, displays, rows } = line(2);
    await clock.settle(showAll(displays, 1));
    const [busy, quiet] = displays;
    let calls = 100;
    // A new call each time the last one is still going out.
    devices[0]?.onGlass(() => {
      if (calls < 200) void busy?.show(call(String(++calls)));
    });
    void busy?.show(call('100'));
    const outcome = await clock.settle(quiet?.show(call('77')) ?? Promise.reject());
    expect(outcome).toEqual({ kind: 'shown' });
    expect(rows()[1]).toBe('  77');
    expect(calls).toBeLessThan(110);
  });
});

describe('places', () => {
  it.each<[string, readonly DisplayPlace[]]>([
    ['none', []],
    ['LED display without address', [{ model: ledAscii4 }]],
    ['address too low', [{ model: ledAscii4, address: 0 }]],
    ['address too high', [{ model: ledAscii4, address: 100 }]],
    ['address that is no integer', [{ model: ledAscii4, address: 1.5 }]],
    ['character display with address', [{ model: epsonDmD, address: 1 }]],
    ['two character displays', [{ model: epsonDmD }, { model: cd5220German }]],
    ['both kinds', [{ model: epsonDmD }, { model: ledAscii4, address: 1 }]],
    [
      'one address twice',
      [
        { model: ledAscii4, address: 1 },
        { model: ledModbus4, address: 1 },
      ],
    ],
    [
      'different speeds',
      [
        { model: ledAscii4, address: 1 },
        {
          model: { ...ledAscii4, serial: { ...ledAscii4.serial, baudRate: 19200 } },
          address: 2,
        },
      ],
    ],
    [
      'too many',
      Array.from({ length: 33 }, (_, index) => ({ model: ledAscii4, address: index + 1 })),
    ],
  ])('that cannot share a line are refused: %s', (_, places) => {
    const open: OpenByteLink = () => Promise.reject(new Error('never opened'));
    expect(() => createDisplayLine(open, new SimulatedClock(), places)).toThrow(
      expect.objectContaining({ code: 'display-place-invalid' }),
    );
  });
});
