import { openPcscReader } from '../../devices/card/transports/pcsc.ts';
import { createFolderAuthority } from '../../devices/eid/authority-folder.ts';
import { createEidTerminal, type EidTerminal } from '../../devices/eid/terminal.ts';
import type { LentRight } from '../../devices/eid/unlock-chip.ts';
import { asciiBytes } from '../../devices/kit/bytes.ts';
import { Secret } from '../../devices/kit/secret.ts';
import { createSimulatedCardReader } from '../../devices/simulators/card-reader.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { encodePrivateKey } from '../../devices/simulators/test-pki/folder.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { openScratchLedger } from './scratch-ledger.ts';
import {
  type TerminalAnswer,
  type TerminalOrder,
  terminalOrder,
  terminalService,
} from './terminal-messages.ts';

/**
 * Our terminal in a process of its own, as the AusweisApp is: otherwise it would hold up the card
 * that it is measured with. With the real ledger, whose writes lie between the commands.
 */

/** A terminal runs for weeks; V8 has compiled its arithmetic for good after some twenty visitors. */
const EARLIER_VISITORS = 30;

const RIGHTS = ['pin-management', 'can-allowed', 'age-verification', 'read-dg1'] as const;
const TODAY = new Date();

const NEW_PIN = '271828';
const READY = CARD_PROFILES.ready;
const OFF = CARD_PROFILES['function-off'];
const EARLIER = {
  'change-pin': {
    profile: READY,
    order: { kind: 'change-pin', pin: READY.state.pin, newPin: NEW_PIN },
  },
  'set-pin-by-right': {
    profile: OFF,
    order: { kind: 'set-pin-by-right', can: OFF.can, newPin: NEW_PIN },
  },
} as const;

const [readerName = '', served] = process.argv.slice(2);
const lent = lendTestRight();
const ledger = openScratchLedger();
await serveEarlierVisitors();
const reader = await openPcscReader({ readerName });
const terminal = createEidTerminal({ reader });

const tell = (answer: TerminalAnswer): void => {
  process.send?.(answer);
};
terminal.watch((presence) => tell({ kind: 'presence', presence }));
process.on('message', async (message) => {
  const outcome = await obey(terminal, terminalOrder.parse(message));
  tell({ kind: 'outcome', outcome });
});
process.once('disconnect', () => {
  reader.close();
  ledger.remove();
});

async function obey(eid: EidTerminal, order: TerminalOrder): Promise<string> {
  const task = { journal: ledger.journal };
  switch (order.kind) {
    case 'read-state':
      return (await eid.readState()).kind;
    case 'change-pin': {
      const secrets = { pin: secret(order.pin), newPin: secret(order.newPin) };
      return (await eid.changePin(secrets, task)).kind;
    }
    case 'set-pin-by-right': {
      const secrets = { can: secret(order.can), newPin: secret(order.newPin) };
      return (await eid.setPinByRight(secrets, lent, { activate: 'if-off' }, task)).kind;
    }
  }
}

async function serveEarlierVisitors(): Promise<void> {
  const { profile, order } = EARLIER[terminalService.parse(served)];
  const simulated = createSimulatedCardReader();
  const earlier = createEidTerminal({ reader: simulated });
  for (let visitor = 0; visitor < EARLIER_VISITORS; visitor += 1) {
    simulated.insert(createSimulatedCard(profile, { today: TODAY }));
    await earlier.readState();
    await obey(earlier, order);
  }
}

/** The authority is in this process, and its one signature counts as the terminal's time. */
function lendTestRight(): LentRight {
  const pki = createTestPki({ today: TODAY });
  const { certificate, privateKey } = pki.terminal(RIGHTS);
  return {
    authority: createFolderAuthority({
      documentVerifier: pki.dv.certificate,
      terminal: certificate,
      privateKey: encodePrivateKey(privateKey),
      links: [],
    }),
    rights: ['read-dg1'],
    minimumAge: 16,
    passiveAuthentication: {
      mode: 'required',
      documentSigners: [],
      countryCertificates: [pki.csca],
    },
    today: TODAY,
  };
}

function secret(digits: string): Secret {
  return new Secret(asciiBytes(digits));
}
