import { setImmediate as nextTurn } from 'node:timers/promises';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { NEW_ROLL_MM } from '../../devices/simulators/printer/simulated-printer.ts';
import type { CoreLinks } from '../../main/contract/link.ts';
import type { CoreMessage } from '../../main/contract/messages.ts';
import type { VisitorIntent } from '../../main/contract/visitor.ts';
import type { SimulatedDevices } from '../../main/demo/simulated-devices.ts';
import { DELAYS } from '../../state-machines/delays.ts';

const PROFILE = CARD_PROFILES.ready;
const NEW_PIN = '271828';
/** Fast fingers; the core refuses more than 40 messages a second. */
const BETWEEN_TOUCHES_MS = 100;
/** Until then the core may be computing; afterwards only time can bring it on. */
const TURNS_BEFORE_TIME = 20;
const TIME_STEP_MS = 25;
const TURNS_MAX = 20_000;

/**
 * A whole visit through the contract, as a screen would make it: from the welcome screen to a
 * changed PIN, a receipt, the card taken, and the terminal wiped. Keeps nothing.
 */
export async function playSession(
  links: CoreLinks,
  { clock, reader, paperMachine }: SimulatedDevices,
): Promise<void> {
  const screen = openScreen(links);
  const until = async (name: string): Promise<void> => {
    for (let turn = 1; screen.shows() !== name; turn += 1) {
      if (turn > TURNS_MAX) throw new Error(`waited for ${name}, still on ${screen.shows()}`);
      await nextTurn();
      if (turn > TURNS_BEFORE_TIME) clock.advance(TIME_STEP_MS);
    }
  };
  const touch = (intent: VisitorIntent): void => {
    clock.advance(BETWEEN_TOUCHES_MS);
    screen.does(intent);
  };
  const card = createSimulatedCard(PROFILE);
  paperMachine.setPaperLeft(NEW_ROLL_MM);

  await until('attract');
  touch({ kind: 'begin' });
  await until('language');
  touch({ kind: 'choose-language', language: 'de' });
  await until('menu');
  touch({ kind: 'choose-service', service: 'change-pin' });
  await until('present-card');
  reader.insert(card);
  for (const digits of [PROFILE.state.pin, NEW_PIN, NEW_PIN]) {
    await until('enter-secret');
    for (const digit of digits) touch({ kind: 'digit', digit: Number(digit) });
    touch({ kind: 'confirm' });
  }
  await until('outcome');
  touch({ kind: 'confirm' });
  await until('take-card');
  reader.remove();
  await until('goodbye');
  clock.advance(DELAYS.goodbye);
  await until('attract');
  screen.close();
  if (card.state().pin !== NEW_PIN) throw new Error('the card does not hold the new PIN');
}

function openScreen(links: CoreLinks) {
  let latest: Extract<CoreMessage, { role: 'visitor' }> | undefined;
  let refusal: string | undefined;
  let sequence = 0;
  const link = links.open('visitor', (message) => {
    if (message.kind === 'view' && message.role === 'visitor') latest = message;
    if (message.kind === 'refused') refusal = message.refusal;
  });
  if (!link) throw new Error('another visitor screen is open');
  return {
    shows: () => latest?.view.screen.name,
    does(intent: VisitorIntent): void {
      sequence += 1;
      link.receive(JSON.stringify({ version: 1, sequence, screen: latest?.screen, intent }));
      if (refusal !== undefined)
        throw new Error(`${JSON.stringify(intent)} was refused: ${refusal}`);
    },
    close: () => link.close(),
  };
}
