import type { DisplayConfig, DisplayModelName } from '../../config/displays.ts';
import type { WaitingRoomConfig } from '../../config/waiting-room.ts';
import { createQueueDisplay } from '../../devices/display/driver.ts';
import { displayModels } from '../../devices/display/models/by-name.ts';
import type { Clock } from '../../devices/kit/clock.ts';
import { createScanner } from '../../devices/scanner/driver.ts';
import { MemoryLine } from '../../devices/simulators/display/memory-line.ts';
import {
  type DisplayProfileName,
  SimulatedDisplay,
} from '../../devices/simulators/display/simulated-display.ts';
import { SimulatedScanner } from '../../devices/simulators/scanner/simulated-scanner.ts';
import type { CallDisplay } from '../call-displays.ts';

/** Whatever is called in the demo's branch is shown here, on every kind of display. */
const ALL: DisplayConfig['shows'] = { kind: 'queues', queueIds: [] };

const DISPLAYS: readonly (readonly [DisplayModelName, DisplayProfileName, number?])[] = [
  ['epson-dm-d', 'dm-d'],
  ['cd5220-german', 'cd5220'],
  ['led-modbus-4', 'led-modbus', 1],
];

export const DEMO_WAITING_ROOM: WaitingRoomConfig = {
  name: 'Wartebereich Erdgeschoss',
  queueIds: [],
  runningText: 'Der Fotoautomat steht im Foyer. Bitte halten Sie Ihren Ausweis bereit.',
  runningTextAs: 'moving',
  languages: ['de', 'en'],
  voice: 'speech',
  diagonalInches: 55,
  viewingDistanceMetres: 8,
  display: '',
};

/** Simulated ticket displays and code reader: the drivers are the real ones. */
export function createDemoHall(clock: Clock) {
  const installed = DISPLAYS.map(([model, profile, address]) => {
    const at = address === undefined ? {} : { address };
    const machine = new SimulatedDisplay({ clock, profile, ...at });
    const line = new MemoryLine([machine]);
    const port = createQueueDisplay(line.open, clock, { model: displayModels[model], ...at });
    return { model, machine, port };
  });
  const scannerMachine = new SimulatedScanner();
  const scanner = createScanner(new MemoryLine([scannerMachine]).open, clock);
  const displays: readonly CallDisplay[] = installed.map(({ port }) => ({
    port,
    config: { shows: ALL, idleText: 'Bitte warten' },
  }));
  return {
    displays,
    machines: installed.map(({ model, machine }) => ({ model, machine })),
    scanner,
    scannerMachine,
    close() {
      for (const { port } of installed) void port.close();
      scanner.close();
    },
  };
}

export type DemoHall = ReturnType<typeof createDemoHall>;
