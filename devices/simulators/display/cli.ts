import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemClock } from '../../kit/clock.ts';
import { glassText } from './glass-text.ts';
import { type PtyLine, servePty } from './pseudo-terminal.ts';
import { type DisplayProfileName, displayProfiles, SimulatedDisplay } from './simulated-display.ts';

/** Entry: a simulated display behind a pseudo-terminal, which shows its glass in the terminal. */

const USAGE = `Usage: node devices/simulators/display/cli.ts [--profile ${Object.keys(displayProfiles).join('|')}]
         [--address 1] [--path /tmp/display]

While it runs, type: unplug, plug (cable), off (power, off and on), garbage, slow, mute, well`;

const { values } = parseArgs({
  options: {
    profile: { type: 'string', default: 'dm-d' },
    address: { type: 'string', default: '1' },
    path: { type: 'string', default: '/tmp/display' },
  },
});

function isProfile(name: string): name is DisplayProfileName {
  return Object.hasOwn(displayProfiles, name);
}

const ACTIONS: Readonly<Record<string, (display: SimulatedDisplay, line: PtyLine) => void>> = {
  unplug: (_, line) => line.unplug(),
  plug: (_, line) => line.plugIn(),
  off: (display) => display.powerCycle(),
  garbage: (display) => display.setFault('garbage'),
  slow: (display) => display.setFault('slow'),
  mute: (display) => display.setFault('mute'),
  well: (display) => {
    for (const fault of ['garbage', 'slow', 'mute'] as const) display.clearFault(fault);
  },
};

async function main(): Promise<void> {
  const address = Number(values.address);
  if (!isProfile(values.profile) || !Number.isInteger(address) || address < 1 || address > 247) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const display = new SimulatedDisplay({ clock: systemClock, profile: values.profile, address });
  display.onGlass((glass) => console.log(glassText(glass)));
  const line = servePty([display], values.path);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      line.unplug();
      process.exit();
    });
  }
  console.log(`Simulated ${values.profile} display at ${line.path}`);
  for await (const command of createInterface({ input: process.stdin })) {
    const action = ACTIONS[command.trim()];
    if (action === undefined) console.log(USAGE);
    else action(display, line);
  }
}

await main();
