import { setTimeout as sleep } from 'node:timers/promises';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { type PrivatePcscd, startPcscd } from '../integration/rig/pcscd.ts';
import { insertCard } from '../integration/rig/virtual-card.ts';
import { missingParts } from '../missing-parts.ts';
import { assertSameCommands, type CardTalk, noteTalk, summedGapsMs } from './card-talk.ts';
import { commandList, type ListedTalk } from './command-list.ts';
import { startTerminalProcess, type TerminalProcess } from './pcsc-terminal.ts';
import type { Measurement, Row } from './row.ts';
import { median } from './statistics.ts';

/**
 * The eID function switched on, a PIN set by a lent right and proven, over the real pcscd with the
 * test authority, seen from the card.
 */

const RUNS = 5;
const SLOT = 0;
const COMMANDS_MAX = 36;
/** What the terminal sends after it has reported success belongs to it, too. */
const AFTERMATH_MS = 300;
const PROFILE = CARD_PROFILES['function-off'];
const NEW_PIN = '271828';

interface Talk extends CardTalk, ListedTalk {
  /** From the wish to the reported outcome. */
  readonly wholeMs: number;
}

export const lentRightCommands: Measurement = {
  name: 'lent-right-commands',
  missing: () => missingParts('pcscd', 'pcscd-place', 'vpcd'),
  async run() {
    await using stops = new AsyncDisposableStack();
    const pcscd = stops.adopt(await startPcscd(), (it) => it.stop());
    const terminal = stops.adopt(
      startTerminalProcess(pcscd, pcscd.readerNames[SLOT], 'set-pin-by-right'),
      (it) => it.stop(),
    );
    const talks: Talk[] = [];
    for (let run = 0; run < RUNS; run += 1) talks.push(await setPinOnce(pcscd, terminal));
    assertSameCommands(talks, 'our terminal');
    return rowsOf(talks);
  },
};

async function setPinOnce(pcscd: PrivatePcscd, terminal: TerminalProcess): Promise<Talk> {
  const card = createSimulatedCard(PROFILE);
  const { card: noting, pollsAt, headers } = noteTalk(card);
  const inserted = await insertCard(pcscd, noting, SLOT);
  await terminal.waitForCard();
  // As at the terminal: the card's state is read before the visitor is asked for anything.
  await terminal.obey({ kind: 'read-state' }, 'deactivated');
  const operationAt = performance.now();
  await terminal.obey({ kind: 'set-pin-by-right', can: PROFILE.can, newPin: NEW_PIN }, 'ok');
  const wholeMs = performance.now() - operationAt;
  await sleep(AFTERMATH_MS);
  const { pin, pinActive } = card.state();
  if (pin !== NEW_PIN || !pinActive) throw new Error('the card is not as the terminal says');
  await inserted.remove();
  await terminal.waitForNoCard();
  const { exchanges } = inserted;
  return { exchanges, headers, pollsAt, operationAt, questions: [], wholeMs };
}

function rowsOf(talks: readonly Talk[]): readonly Row[] {
  return [
    {
      name: 'commands, from card in to the new PIN proven',
      unit: 'commands',
      ours: talks[0]?.exchanges.length ?? 0,
      target: COMMANDS_MAX,
      runs: RUNS,
      note: 'All of them, over PC/SC: the card read, PACE, both authentications, EF.CardSecurity, age and expiry verified, the type of document read, the function switched on, the PIN set, the card reset and the PIN proven. Each stands in the list below with bytes, and times in ms: before it, and the card’s own.',
      details: commandList(talks),
    },
    {
      name: 'the terminal’s gaps between them, summed',
      unit: 'ms',
      ours: summedGapsMs(talks, 'subtract-waiting'),
      runs: RUNS,
      note: 'From an answer to the first byte of the next command, with the authority’s signature and the reset of the card; without gaps that hold a poll of vpcd.',
    },
    {
      name: 'from the wish to the outcome',
      unit: 'ms',
      ours: median(talks.map(({ wholeMs }) => wholeMs)),
      runs: RUNS,
      note: 'With the card’s arithmetic, and the 40 ms that vpcd lies between the two parts of each command.',
    },
  ];
}
