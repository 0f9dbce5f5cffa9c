import { openPcscReader } from '../../devices/card/transports/pcsc.ts';
import { createEidTerminal } from '../../devices/eid/terminal.ts';
import { asciiBytes } from '../../devices/kit/bytes.ts';
import { Secret } from '../../devices/kit/secret.ts';
import { createSimulatedCardReader } from '../../devices/simulators/card-reader.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { openScratchLedger } from './scratch-ledger.ts';
import { type TerminalAnswer, terminalOrder } from './terminal-messages.ts';

/**
 * Our terminal in a process of its own, as the AusweisApp is: otherwise it would hold up the card
 * that it is measured with. With the real ledger, whose writes lie between the commands.
 */

/** A terminal runs for weeks; V8 has compiled its arithmetic for good after some twenty visitors. */
const EARLIER_VISITORS = 30;

const [readerName = ''] = process.argv.slice(2);
const ledger = openScratchLedger();
await serveEarlierVisitors();
const reader = await openPcscReader({ readerName });
const terminal = createEidTerminal({ reader });

const tell = (answer: TerminalAnswer): void => {
  process.send?.(answer);
};
terminal.watch((presence) => tell({ kind: 'presence', presence }));
process.on('message', async (message) => {
  const order = terminalOrder.parse(message);
  const outcome =
    order.kind === 'read-state'
      ? await terminal.readState()
      : await terminal.changePin(
          { pin: secret(order.pin), newPin: secret(order.newPin) },
          { journal: ledger.journal },
        );
  tell({ kind: 'outcome', outcome: outcome.kind });
});
process.once('disconnect', () => {
  reader.close();
  ledger.remove();
});

async function serveEarlierVisitors(): Promise<void> {
  const simulated = createSimulatedCardReader();
  const earlier = createEidTerminal({ reader: simulated });
  const { pin } = CARD_PROFILES.ready.state;
  for (let visitor = 0; visitor < EARLIER_VISITORS; visitor += 1) {
    simulated.insert(createSimulatedCard(CARD_PROFILES.ready));
    await earlier.readState();
    await earlier.changePin({ pin: secret(pin), newPin: secret('271828') });
  }
}

function secret(digits: string): Secret {
  return new Secret(asciiBytes(digits));
}
