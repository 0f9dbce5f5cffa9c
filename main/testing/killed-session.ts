import { dirname } from 'node:path';
import { DEFAULT_CONFIG } from '../../config/default.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { startApp } from '../app.ts';
import { scriptVisitor } from '../demo/scripted-visitor.ts';
import { createSimulatedDevices } from '../demo/simulated-devices.ts';
import { createLog } from '../log/log.ts';

/**
 * Changes a PIN and dies of SIGKILL at one command of the card:
 * `node killed-session.ts LEDGER_FILE COMMAND_NUMBER`.
 */

const [ledgerFile = '', fatalCommand = ''] = process.argv.slice(2);
process.chdir(dirname(ledgerFile));

let commands = 0;
const devices = createSimulatedDevices({
  paperWidthMm: 80,
  onExchange: () => {
    commands += 1;
    if (commands === Number(fatalCommand)) process.kill(process.pid, 'SIGKILL');
  },
});
const app = startApp({
  config: DEFAULT_CONFIG,
  ledgerFile,
  log: createLog({ write: () => {} }),
  ...devices,
});
const { pin } = CARD_PROFILES.ready.state;
const visitor = scriptVisitor(app.links);
await visitor.sees('attract');
visitor.does({ kind: 'begin' });
visitor.does({ kind: 'choose-language', language: 'de' });
visitor.does({ kind: 'choose-service', service: 'change-pin' });
await visitor.sees('present-card');
devices.reader.insert(createSimulatedCard(CARD_PROFILES.ready));
for (const [secret, digits] of [
  ['pin', pin],
  ['new-pin', '847261'],
  ['new-pin-again', '847261'],
] as const) {
  await visitor.sees('enter-secret', { secret });
  visitor.types(digits);
  visitor.does({ kind: 'confirm' });
}
await visitor.sees('outcome');
