import { createReceiptPrinter } from '../../devices/printer/driver.ts';
import { printerModels } from '../../devices/printer/models/by-name.ts';
import { createBenchClock } from '../../devices/simulators/bench-clock.ts';
import {
  createSimulatedCardReader,
  type SimulatedCardReaderOptions,
} from '../../devices/simulators/card-reader.ts';
import { memoryCable } from '../../devices/simulators/printer/memory-link.ts';
import { SimulatedPrinter } from '../../devices/simulators/printer/simulated-printer.ts';

/** A terminal's devices, all simulated below the transport seam: the drivers are the real ones. */
export function createSimulatedDevices(
  options: SimulatedCardReaderOptions & { readonly paperWidthMm: 80 | 58 },
) {
  const clock = createBenchClock();
  const reader = createSimulatedCardReader(options);
  const paperMachine = new SimulatedPrinter({
    clock,
    profile: 'full',
    paperWidthMm: options.paperWidthMm,
  });
  const cable = memoryCable(paperMachine);
  const model = printerModels[options.paperWidthMm === 80 ? 'generic-80mm' : 'generic-58mm'];
  const printer = createReceiptPrinter({ open: cable.open, model, clock });
  return { clock, reader, paperMachine, cable, printer };
}

export type SimulatedDevices = ReturnType<typeof createSimulatedDevices>;
