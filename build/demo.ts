import { CARD_PROFILES } from '../devices/simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type SimulatedEidCard,
} from '../devices/simulators/eid-card/simulated-card.ts';
import { startLaneRig } from '../main/testing/lane-rig.ts';
import { say, text } from './demo/narration.ts';
import { choose, leave, onStage, type } from './demo/stage.ts';

/**
 * Plays two whole visits without a screen: somebody turns the transport PIN of the letter into a
 * PIN, and somebody who forgot a PIN has the function switched on and a new one set, with a clerk's
 * approval. Everything but the card, the reader and the printer's mechanism is the real terminal
 * and the real central system. Exit code 0 only if both cards really hold the new PIN.
 */

const NEW_PIN = '271828';

const fulfilled = [await changeTransportPin(), await activateWithApproval()];
process.exit(fulfilled.every(Boolean) ? 0 : 1);

async function changeTransportPin(): Promise<boolean> {
  const profile = CARD_PROFILES['transport-pin'];
  const card = createSimulatedCard(profile);
  await onStage(async (stage) => {
    await choose(stage, 'change-pin', card);
    await type(stage, ['pin', profile.state.pin], ['new-pin', NEW_PIN], ['new-pin-again', NEW_PIN]);
    await leave(stage);
  });
  return tell(card);
}

async function activateWithApproval(): Promise<boolean> {
  const profile = CARD_PROFILES['function-off-blocked'];
  const card = createSimulatedCard(profile);
  process.stdout.write('\nStarting a central system …\n\n');
  const rig = await startLaneRig();
  try {
    await onStage(
      async (stage) => {
        await choose(stage, 'activate-eid', card);
        await stage.visitor.sees('fast-lane-intro');
        say(text.fastLane.intro.title);
        stage.visitor.does({ kind: 'confirm' });
        await type(stage, ['can', profile.can], ['new-pin', NEW_PIN], ['new-pin-again', NEW_PIN]);
        const { lane } = await stage.visitor.sees('lane-waiting');
        say(`${text.fastLane.waiting.title}: ${lane.callSign}`);
        const { callSign, kiosk, pinState } = await rig.clerk.take();
        say(`[Schalter 1] ${callSign}, ${kiosk.name}, ${pinState}: übernommen`);
        await rig.clerk.approveTaken();
        say(`[Schalter 1] ${callSign}: genehmigt`);
        await leave(stage);
      },
      (folder) => rig.access(`${folder}/kiosk.json`),
    );
  } finally {
    await rig.close();
  }
  return tell(card);
}

function tell(card: SimulatedEidCard): boolean {
  const { pin, pinActive, transportPin, retryCounter } = card.state();
  const holds = pin === NEW_PIN && pinActive && !transportPin && retryCounter === 3;
  process.stdout.write(
    holds
      ? 'The card holds the new PIN, with three tries.\n'
      : 'The card does NOT hold the new PIN.\n',
  );
  return holds;
}
