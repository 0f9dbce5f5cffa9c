import { systemClock } from '../../devices/kit/clock.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { CentralClient } from '../sync/central-client.ts';
import { createCentralClient } from '../sync/central-client.ts';
import { readKioskIdentity } from '../sync/kiosk-identity.ts';
import { startOutboxPump } from '../sync/outbox.ts';

/**
 * Closes three transactions, reports them and dies of SIGKILL somewhere on the way:
 * `node killed-outbox.ts FOLDER MOMENT`.
 */

const [folder = '', moment = ''] = process.argv.slice(2);
const die = (now: string): void => {
  if (now === moment) process.kill(process.pid, 'SIGKILL');
};
const identity = readKioskIdentity(`${folder}/kiosk.json`);
if (!identity) throw new Error('the terminal is not enrolled');

const log = (): void => {};
const ledger = openLedger({
  file: `${folder}/ledger.sqlite`,
  now: Date.now,
  reportsTo: 'central',
});
for (const id of ['A', 'B', 'C']) {
  ledger.open({ id, service: 'change-pin' });
  die(`opened ${id}`);
  ledger.close(id, { result: 'pin-changed', ticket: false });
  die(`closed ${id}`);
}
const client = createCentralClient({ identity, now: Date.now, log });
const ask: CentralClient['ask'] = async (question, signal) => {
  die('before sending');
  const answer = await client.ask(question, signal);
  die('after the answer');
  return answer;
};
const { outbox } = ledger;
startOutboxPump({
  outbox: {
    ...outbox,
    acknowledge(ids) {
      outbox.acknowledge(ids);
      die('after acknowledging');
    },
  },
  client: { ask },
  clock: systemClock,
  log,
  onLedgerFault: () => {},
}).wake();
