import { dirname } from 'node:path';
import { systemClock } from '../../devices/kit/clock.ts';
import { readKioskIdentity } from '../sync/kiosk-identity.ts';
import { startLaneTerminal } from './lane-terminal.ts';

/**
 * Activates a card's function and dies of SIGKILL at one of its commands:
 * `node killed-lane.ts FOLDER COMMAND_NUMBER`. The folder has the identity of an enrolled terminal.
 */

const [folder = '', fatalCommand = ''] = process.argv.slice(2);
const identity = readKioskIdentity(`${folder}/kiosk.json`);
if (!identity) throw new Error('the terminal is not enrolled');
process.chdir(dirname(folder));

const terminal = startLaneTerminal(folder, {
  identity,
  clock: systemClock,
  passiveAuthentication: { mode: 'warn', documentSigners: [], countryCertificates: [] },
});
let commands = 0;
terminal.onExchange = () => {
  commands += 1;
  if (commands === Number(fatalCommand)) process.kill(process.pid, 'SIGKILL');
};
await terminal.begin('activate-eid', 'function-off');
await terminal.enterAll();
await terminal.visitor.sees('outcome');
