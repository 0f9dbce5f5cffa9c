import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../kit/clock.ts';
import { paperText } from './paper-text.ts';
import { type PrinterProfileName, printerProfiles } from './profiles.ts';
import { NEW_ROLL_MM, SimulatedPrinter } from './simulated-printer.ts';
import { listenOnTcp } from './tcp-front.ts';

/** Entry: a simulated printer on TCP 9100 that shows its slips in the terminal. */

const USAGE = `Usage: node devices/simulators/printer/cli.ts [--port 9100] [--width 80|58]
         [--profile full|clone-no-process-id|silent]

While it runs, type: open, close (cover), empty, load (paper), jam (cutter), tear`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9100' },
    width: { type: 'string', default: '80' },
    profile: { type: 'string', default: 'full' },
  },
});

function isProfile(name: string): name is PrinterProfileName {
  return Object.hasOwn(printerProfiles, name);
}

const ACTIONS: Readonly<Record<string, (printer: SimulatedPrinter) => void>> = {
  open: (printer) => printer.openCover(),
  close: (printer) => printer.closeCover(),
  empty: (printer) => printer.setPaperLeft(0),
  load: (printer) => printer.loadPaper(NEW_ROLL_MM),
  jam: (printer) => printer.setFault('cutter-jam', 'once'),
  tear: (printer) => printer.tearOff(),
};

async function main(): Promise<void> {
  const port = Number(values.port);
  if (!isProfile(values.profile) || !['80', '58'].includes(values.width) || !(port < 65_536)) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const printer = new SimulatedPrinter({
    clock: systemClock,
    profile: values.profile,
    paperWidthMm: values.width === '80' ? 80 : 58,
  });
  printer.onSlip((slip) => console.log(paperText(slip, process.stdout.isTTY ? 'ansi' : 'plain')));
  const front = await listenOnTcp(printer, { host: '127.0.0.1', port });
  console.log(
    `Simulated ${values.width} mm printer (${values.profile}) at 127.0.0.1:${front.port}`,
  );
  for await (const line of createInterface({ input: process.stdin })) {
    const action = ACTIONS[line.trim()];
    if (action === undefined) console.log(USAGE);
    else action(printer);
  }
}

await main();
