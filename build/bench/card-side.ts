import { setTimeout as sleep } from 'node:timers/promises';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type SimulatedEidCard,
} from '../../devices/simulators/eid-card/simulated-card.ts';
import { type PrivatePcscd, startPcscd } from '../integration/rig/pcscd.ts';
import { findPart } from '../integration/rig/requirements.ts';
import { insertCard } from '../integration/rig/virtual-card.ts';
import { missingParts } from '../missing-parts.ts';
import { startAppTerminal } from './ausweisapp-terminal.ts';
import {
  assertSameCommands,
  type CardTalk,
  commandsSinceOperation,
  noteTalk,
  summedGapsMs,
} from './card-talk.ts';
import { startPcscTerminal } from './pcsc-terminal.ts';
import type { Measurement, Row } from './row.ts';
import type { TerminalUnderTest } from './terminal-under-test.ts';

/**
 * A PIN change over the real pcscd, by our terminal and by the AusweisApp in turn, on one simulated
 * card, seen from the card. Counted is all that is said to a card that was put in for a PIN change:
 * reading it, which both do before they ask for the PIN, and the change.
 */

const RUNS = 9;
const SLOT = 0;
/** What a terminal sends after it has reported success belongs to the change, too. */
const AFTERMATH_MS = 300;
const PINS = [CARD_PROFILES.ready.state.pin, '271828'] as const;

export const cardSide: Measurement = {
  name: 'card-side',
  missing: () => [...missingParts('pcscd', 'pcscd-place', 'vpcd', 'ausweisapp'), ...missingRoom()],
  async run() {
    const stops: (() => Promise<void>)[] = [];
    // A pcscd each, because the AusweisApp talks to every card in every reader it sees.
    const settle = async (start: typeof startAppTerminal): Promise<Place> => {
      const pcscd = await startPcscd();
      stops.unshift(pcscd.stop);
      const terminal = await start(pcscd, pcscd.readerNames[SLOT]);
      stops.unshift(terminal.stop);
      return { pcscd, terminal, talks: [] };
    };
    try {
      const ours = await settle(startPcscTerminal);
      const app = await settle(startAppTerminal);
      const card = createSimulatedCard(CARD_PROFILES.ready);
      for (let run = 0; run < RUNS; run += 1) {
        ours.talks.push(await changePinOnce(ours, card));
        app.talks.push(await changePinOnce(app, card));
      }
      return rowsOf(ours, app);
    } finally {
      for (const stop of stops) await stop();
    }
  },
};

/** On a whole machine there is room for one pcscd only. */
function missingRoom(): string[] {
  return findPart('pcscd-place').path === 'whole-machine'
    ? ['a second pcscd has no place: run as root with CAP_SYS_ADMIN']
    : [];
}

interface Place {
  readonly pcscd: PrivatePcscd;
  readonly terminal: TerminalUnderTest;
  readonly talks: CardTalk[];
}

async function changePinOnce(
  { pcscd, terminal }: Place,
  card: SimulatedEidCard,
): Promise<CardTalk> {
  const { pin } = card.state();
  const newPin = PINS.find((other) => other !== pin) ?? PINS[0];
  const noting = noteTalk(card);
  const inserted = await insertCard(pcscd, noting.card, SLOT);
  await terminal.waitForCard();
  const pauses = await terminal.changePin({ pin, newPin });
  await sleep(AFTERMATH_MS);
  if (card.state().pin !== newPin) throw new Error(`${terminal.name} did not change the PIN`);
  await inserted.remove();
  await terminal.waitForNoCard();
  return { exchanges: inserted.exchanges, pollsAt: noting.pollsAt, ...pauses };
}

function rowsOf(ours: Place, app: Place): Row[] {
  for (const { talks, terminal } of [ours, app]) assertSameCommands(talks, terminal.name);
  const row = (
    about: Pick<Row, 'name' | 'unit' | 'note'> & { readonly target?: number },
    measure: (talks: readonly CardTalk[]) => number,
  ): Row => ({
    ...about,
    ours: measure(ours.talks),
    reference: { name: app.terminal.name, value: measure(app.talks) },
    runs: RUNS,
  });
  return [
    row(
      {
        name: 'commands, from card in to PIN changed',
        unit: 'commands',
        target: 0.6,
        note: 'All of them: both read the card before they ask for the PIN, and the AusweisApp once more after the change.',
      },
      ([talk]) => talk?.exchanges.length ?? 0,
    ),
    row(
      {
        name: 'of these, in the PIN change itself',
        unit: 'commands',
        note: 'From the wish to change the PIN on: the AusweisApp relies on what it has read before, as does ours.',
      },
      ([talk]) => (talk ? commandsSinceOperation(talk) : 0),
    ),
    row(
      {
        name: 'from an answer to the next command, summed',
        unit: 'ms',
        target: 1,
        note: 'The time a terminal works. Where the AusweisApp asked its user something, less the time from its question’s arrival to our answer’s departure; in both without gaps that hold a poll of vpcd.',
      },
      (talks) => summedGapsMs(talks, 'subtract-waiting'),
    ),
    row(
      {
        name: 'the same, without the gaps that hold a question',
        unit: 'ms',
        note: 'Leaves out all the AusweisApp does between the last digit and its command, while the same work of ours counts.',
      },
      (talks) => summedGapsMs(talks, 'leave-out'),
    ),
  ];
}
