import { glassSvg } from '../../devices/simulators/display/glass-svg.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type SimulatedCard,
} from '../../devices/simulators/eid-card/simulated-card.ts';
import { paperSvg } from '../../devices/simulators/printer/paper-svg.ts';
import { NEW_ROLL_MM } from '../../devices/simulators/printer/simulated-printer.ts';
import type {
  BenchIntent,
  BenchView,
  CardProfileName,
  PrinterCondition,
} from '../contract/bench.ts';
import type { Desk } from '../links.ts';
import type { DemoHall } from './demo-hall.ts';
import type { SimulatedDevices } from './simulated-devices.ts';

/** The bench: puts the simulated devices into any condition and shows what they do. */

export type BenchDesk = Desk<BenchView, BenchIntent>;

/** Slips still hanging out of the printer; older ones were taken away. */
const SLIPS_SHOWN_MAX = 6;
const NEARLY_EMPTY_ROLL_MM = 3_000;

export function createBenchDesk(
  { clock, reader, paperMachine }: SimulatedDevices,
  { machines, scannerMachine }: DemoHall,
): BenchDesk {
  const listeners = new Set<() => void>();
  let card: SimulatedCard | undefined;
  let profile: CardProfileName | 'none' = 'none';
  let pullAtCommand: number | null = null;
  let printer: PrinterCondition = 'ready';
  let readerPlugged = true;
  let paper: string[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  reader.watch((presence) => {
    if (presence === 'no-card') {
      card = undefined;
      profile = 'none';
      pullAtCommand = null;
    }
    changed();
  });
  paperMachine.onSlip((slip) => {
    paper = [...paper, paperSvg(slip)].slice(-SLIPS_SHOWN_MAX);
    changed();
  });

  for (const { machine } of machines) machine.onGlass(changed);

  const insert = (name: CardProfileName): void => {
    const pull =
      pullAtCommand === null
        ? {}
        : { pull: { atCommand: pullAtCommand, when: 'before-processing' } as const };
    const next = createSimulatedCard(CARD_PROFILES[name], {
      ...pull,
      today: new Date(clock.now()),
    });
    reader.insert(next);
    card = next;
    profile = name;
  };
  const act = (intent: BenchIntent): void => {
    switch (intent.kind) {
      case 'insert-card':
        insert(intent.profile);
        return;
      case 'remove-card':
        reader.remove();
        return;
      case 'pull-card-at':
        pullAtCommand = intent.command;
        return;
      case 'set-printer':
        setPrinter(paperMachine, intent.condition);
        printer = intent.condition;
        return;
      case 'unplug-reader':
        readerPlugged = false;
        reader.unplug();
        return;
      case 'plug-reader':
        readerPlugged = true;
        reader.plug();
        return;
      case 'advance-clock':
        clock.advance(intent.seconds * 1_000);
        return;
      case 'tear-off-paper':
        paper = [];
        return;
      case 'show-code':
        scannerMachine.show(intent.text);
        return;
    }
  };

  return {
    current: () => ({
      card: profile,
      cardCommands: card?.commandCount ?? 0,
      pullAtCommand,
      reader: readerPlugged ? 'plugged' : 'unplugged',
      printer,
      clock: new Date(clock.now()).toISOString(),
      paper,
      displays: machines.map(({ model, machine }) => ({ model, glass: glassSvg(machine.glass) })),
    }),
    handle(intent) {
      act(intent);
      changed();
      return null;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function setPrinter(machine: SimulatedDevices['paperMachine'], condition: PrinterCondition): void {
  machine.closeCover();
  machine.clearFault('cutter-jam');
  machine.clearFault('offline');
  const conditions: Readonly<Record<PrinterCondition, () => void>> = {
    ready: () => machine.setPaperLeft(NEW_ROLL_MM),
    'paper-low': () => machine.setPaperLeft(NEARLY_EMPTY_ROLL_MM),
    'paper-out': () => machine.setPaperLeft(0),
    'cover-open': () => machine.openCover(),
    'cutter-fault': () => machine.setFault('cutter-jam', 'always'),
    offline: () => machine.setFault('offline', 'always'),
  };
  if (machine.paperLeftMm === 0) machine.loadPaper(NEW_ROLL_MM);
  conditions[condition]();
}
