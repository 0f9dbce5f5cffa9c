import { dirname } from 'node:path';
import { systemClock } from '../../devices/kit/clock.ts';
import { readKioskIdentity } from '../sync/kiosk-identity.ts';
import { startLaneTerminal } from './lane-terminal.ts';
import { chooseTicket } from './ticket-visit.ts';

/**
 * Takes a ticket and dies of SIGKILL at a moment of it: `node killed-ticket.ts FOLDER MOMENT`. The
 * folder has the identity of an enrolled terminal.
 */

const [folder = '', moment = ''] = process.argv.slice(2);
const identity = readKioskIdentity(`${folder}/kiosk.json`);
if (!identity) throw new Error('the terminal is not enrolled');
process.chdir(dirname(folder));

const dieAt = (now: string): void => {
  if (now === moment) process.kill(process.pid, 'SIGKILL');
};
const ask = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const answer = await ask(input, init);
  if (String(input).includes('/kiosk/queue/tickets/')) dieAt('after the answer');
  return answer;
};

const terminal = startLaneTerminal(folder, {
  identity,
  clock: systemClock,
  passiveAuthentication: { mode: 'warn', documentSigners: [], countryCertificates: [] },
});
const { paperMachine } = terminal.devices;
const GIVEN = '"operation":"take-ticket","outcome":"given"';
const receive = paperMachine.receive.bind(paperMachine);
paperMachine.receive = (bytes) => {
  if (terminal.logLines.some((line) => line.includes(GIVEN))) dieAt('before printing');
  return receive(bytes);
};
await chooseTicket(terminal.visitor);
await terminal.visitor.sees('ticket', { slip: 'printed' });
dieAt('after printing');
