import { glassRows } from '../simulators/display/glass.ts';
import { MemoryLine } from '../simulators/display/memory-line.ts';
import { SimulatedDisplay } from '../simulators/display/simulated-display.ts';
import { SimulatedClock } from '../simulators/printer/simulated-clock.ts';
import { createQueueDisplay } from './driver.ts';
import { type DisplayBench, describeDisplay } from './testing/contract-suite.ts';
import { type DisplayCase, displayCases } from './testing/display-cases.ts';

const STEP_MS = 10;
const LIMIT_MS = 60_000;

function bench(
  { model, profile, address }: DisplayCase,
  start: 'plugged-in' | 'unplugged',
): DisplayBench {
  const clock = new SimulatedClock();
  const device = new SimulatedDisplay({ clock, profile, ...(address && { address }) });
  const line = new MemoryLine([device]);
  if (start === 'unplugged') line.unplug();
  const place = address === undefined ? { model } : { model, address };
  const display = createQueueDisplay(line.open, clock, place);
  return {
    display,
    glass: () => glassRows(device.glass),
    onGlass: (listener) => {
      device.onGlass((glass) => listener(glassRows(glass)));
    },
    unplug: () => line.unplug(),
    plugIn: () => line.plugIn(),
    powerCycle: () => device.powerCycle(),
    settle: (promise) => clock.settle(promise),
    until: async (condition) => {
      for (let passed = 0; !condition(); passed += STEP_MS) {
        if (passed > LIMIT_MS) throw new Error('it did not come within a minute');
        await clock.advance(STEP_MS);
      }
    },
    dispose: () => display.close(),
  };
}

for (const example of displayCases) {
  describeDisplay(example, (start) => bench(example, start));
}
