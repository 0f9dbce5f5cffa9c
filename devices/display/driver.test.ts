import { describe, expect, it } from 'vitest';
import type { DisplayStatus } from '../../state-machines/ports/display.ts';
import type { ByteLink, OpenByteLink } from '../kit/byte-link.ts';
import { fromHex } from '../kit/bytes.ts';
import { glassRows } from '../simulators/display/glass.ts';
import { MemoryLine } from '../simulators/display/memory-line.ts';
import {
  type DisplayFaultName,
  SimulatedDisplay,
} from '../simulators/display/simulated-display.ts';
import { SimulatedClock } from '../simulators/printer/simulated-clock.ts';
import { displayDelays, REPLY_ATTEMPTS } from './delays.ts';
import { createQueueDisplay } from './driver.ts';
import { epsonDmD } from './models/epson-dm-d.ts';
import { type DisplayCase, displayCases } from './testing/display-cases.ts';

const READY: DisplayStatus = { kind: 'ready' };
const OFFLINE: DisplayStatus = { kind: 'fault', fault: 'offline' };
const NO_ANSWER: DisplayStatus = { kind: 'fault', fault: 'no-answer' };
const LONGEST_PAUSE_MS = Math.max(...displayDelays.reconnect) + displayDelays.settle;

function bench({ model, profile, address }: DisplayCase) {
  const clock = new SimulatedClock();
  const device = new SimulatedDisplay({ clock, profile, ...(address && { address }) });
  const cable = new MemoryLine([device]);
  const place = address === undefined ? { model } : { model, address };
  const display = createQueueDisplay(cable.open, clock, place);
  const seen: DisplayStatus[] = [];
  const stop = display.watch((status) => seen.push(status));
  return { clock, device, cable, display, seen, stop };
}

function caseOf(profile: DisplayCase['profile']): DisplayCase {
  const found = displayCases.find((example) => example.profile === profile);
  if (found === undefined) throw new Error(`no case for ${profile}`);
  return found;
}

const modbus = caseOf('led-modbus');
const dmD = caseOf('dm-d');
describe.each(displayCases)('a line that breaks under $name', (example) => {
  it('after any number of bytes: the newest content stands there soon after', async () => {
    for (let bytes = 0; bytes < 120; bytes++) {
      const { clock, device, cable, display } = bench(example);
      await clock.settle(display.show(example.first));
      cable.dropAfterBytes(bytes);
      const outcome = await clock.settle(display.show(example.second));
      expect(outcome.kind).toMatch(/^(shown|sent|kept)$/);
      await clock.advance(displayDelays.refresh);
      expect(glassRows(device.glass)).toEqual(example.secondRows);
      await display.close();
    }
  });

  it('while it opens, again and again: the same', async () => {
    const { clock, device, cable, display } = bench(example);
    for (const bytes of [0, 1, 2, 5, 7, 11, 30, 44, 50]) {
      cable.dropAfterBytes(bytes);
      void display.show(bytes % 2 === 0 ? example.second : example.first);
      await clock.advance(700);
    }
    await clock.settle(display.show(example.first));
    await clock.advance(LONGEST_PAUSE_MS + displayDelays.refresh);
    expect(glassRows(device.glass)).toEqual(example.firstRows);
  });
});

describe('a display that another program left in the middle of something', () => {
  it.each([
    ['dm-d', 'a parameter missing', '1B74'],
    ['dm-d', 'two parameters missing', '1F24'],
    ['dm-d', 'one of two missing', '1F2401'],
    ['dm-d', 'blinking, scrolling, in German', '1F450A1F031B5202'],
    ['dm-d', 'turned off for the printer', '1B3D01'],
    ['dm-d', 'turned off, a parameter missing', '1B3D011B74'],
    ['cd5220', 'inside a string', '1B51414142'],
    ['cd5220', 'a string without its row', '1B51'],
    ['cd5220', 'in string mode', '1B514141420D'],
    ['cd5220', 'two parameters missing', '1B6C'],
    ['cd5220', 'one of two missing', '1B6C01'],
    ['cd5220', 'turned off for the printer', '1B3D01'],
    ['led-ascii', 'inside a frame', '023037'],
    ['led-modbus', 'inside a frame', '07060000'],
  ] as const)('%s, %s: the first content stands there at once', async (profile, _, hex) => {
    const example = caseOf(profile);
    const { clock, device, display } = bench(example);
    await device.receive(fromHex(hex));
    const outcome = await clock.settle(display.show(example.first));
    expect(outcome.kind).toMatch(/^(shown|sent)$/);
    expect(device.glass).not.toMatchObject({ blinks: true });
    expect(glassRows(device.glass)).toEqual(example.firstRows);
  });
});

describe('a line that is away', () => {
  it('is tried for ever, at most three seconds apart', async () => {
    const { clock, cable, device, display } = bench(dmD);
    cable.unplug();
    await clock.settle(display.show(dmD.first));
    await clock.advance(3_600_000);
    cable.plugIn();
    await clock.advance(3_000 + displayDelays.settle);
    expect(glassRows(device.glass)).toEqual(dmD.firstRows);
    expect(cable.connections).toBe(2);
  });

  it('tells each change once, and nothing any more when nobody watches', async () => {
    const { clock, cable, display, seen, stop } = bench(dmD);
    await clock.settle(display.show(dmD.first));
    await clock.advance(5 * displayDelays.refresh);
    cable.unplug();
    await clock.advance(60_000);
    expect(seen).toEqual([READY, OFFLINE]);
    stop();
    cable.plugIn();
    await clock.advance(60_000);
    expect(seen).toEqual([READY, OFFLINE]);
    expect(await clock.settle(display.status())).toEqual(READY);
  });

  it('that hangs while opening is offline after the deadline, and closed when it opens late', async () => {
    const clock = new SimulatedClock();
    const opening = Promise.withResolvers<ByteLink>();
    const display = createQueueDisplay(() => opening.promise, clock, { model: epsonDmD });
    const start = clock.now();
    expect(await clock.settle(display.show(dmD.first))).toEqual({ kind: 'kept' });
    expect(clock.now() - start).toBe(displayDelays.open);
    let closed = false;
    opening.resolve({
      ...silentLink,
      close: async () => {
        closed = true;
      },
    });
    await clock.advance(0);
    expect(closed).toBe(true);
  });

  it('that takes nothing is given up at the deadline, though it also hangs while closing', async () => {
    const clock = new SimulatedClock();
    let opened = 0;
    const open: OpenByteLink = async () => {
      opened += 1;
      const hang = (): Promise<void> => new Promise(() => {});
      return { ...silentLink, write: hang, close: hang };
    };
    const display = createQueueDisplay(open, clock, { model: epsonDmD });
    expect(await clock.settle(display.show(dmD.first))).toEqual({ kind: 'kept' });
    expect(await clock.settle(display.status())).toEqual(OFFLINE);
    await clock.advance(60_000);
    expect(opened).toBeGreaterThan(10);
    await display.close();
    const before = opened;
    await clock.advance(60_000);
    expect(opened).toBe(before);
  });
});

const silentLink: ByteLink = {
  write: () => Promise.resolve(),
  onData: () => {},
  onClose: () => {},
  close: () => Promise.resolve(),
};

describe('a display that behaves badly', () => {
  it('is mute: told, asked again three times, and right as soon as it answers', async () => {
    const { clock, device, display, seen } = bench(modbus);
    await clock.settle(display.show(modbus.first));
    device.setFault('mute');
    const start = clock.now();
    expect(await clock.settle(display.show(modbus.second))).toEqual({ kind: 'kept' });
    expect(clock.now() - start).toBeGreaterThanOrEqual(REPLY_ATTEMPTS * displayDelays.reply);
    // Its answer of before counts for nothing.
    expect(await clock.settle(display.show(modbus.first))).toEqual({ kind: 'kept' });
    expect(await clock.settle(display.status())).toEqual(NO_ANSWER);
    device.clearFault('mute');
    await clock.advance(displayDelays.refresh);
    expect(glassRows(device.glass)).toEqual(modbus.firstRows);
    expect(seen).toEqual([READY, NO_ANSWER, READY]);
  });

  it.each(displayCases)('sends noise: $name still works', async (example) => {
    const { clock, device, display, seen } = bench(example);
    device.setFault('garbage');
    const outcome = await clock.settle(display.show(example.first));
    expect(outcome.kind).toMatch(/^(shown|sent)$/);
    expect(glassRows(device.glass)).toEqual(example.firstRows);
    expect(seen).toEqual([READY]);
  });

  it.each([dmD, modbus])(
    'is too slow: $name is offline or late, and right afterwards',
    async (example) => {
      const { clock, device, display } = bench(example);
      device.setFault('slow');
      const outcome = await clock.settle(display.show(example.first));
      expect(outcome.kind).toMatch(/^(kept|shown)$/);
      await clock.advance(60_000);
      device.clearFault('slow');
      await clock.advance(LONGEST_PAUSE_MS + 2 * displayDelays.refresh);
      expect(glassRows(device.glass)).toEqual(example.firstRows);
      expect(await clock.settle(display.status())).toEqual(READY);
    },
  );
});

describe('what nobody wants', () => {
  it('is asked for status: answered once for all, never a queue', async () => {
    const { clock, display } = bench(modbus);
    await clock.settle(display.show(modbus.first));
    const answers = await clock.settle(
      Promise.all(Array.from({ length: 1_000 }, () => display.status())),
    );
    expect(answers).toEqual(new Array(1_000).fill(READY));
  });

  it('asks before anything was shown: the line is all there is to tell of, and nothing is sent', async () => {
    const { clock, device, display } = bench(modbus);
    device.setFault('mute');
    expect(await clock.settle(display.status())).toEqual(READY);
    expect(await clock.settle(display.status())).toEqual(READY);
  });
});

it('no fault keeps a show or a status waiting for ever', async () => {
  const faults: DisplayFaultName[] = ['garbage', 'slow', 'mute'];
  for (const example of displayCases) {
    for (const fault of faults) {
      const { clock, device, display } = bench(example);
      device.setFault(fault);
      const outcomes = Promise.all([display.show(example.first), display.status()]);
      expect(await clock.settle(outcomes)).toHaveLength(2);
      await display.close();
    }
  }
});
