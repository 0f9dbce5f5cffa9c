import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pino from 'pino';
import { DEFAULT_CONFIG } from '../../config/default.ts';
import { systemClock } from '../../devices/kit/clock.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { NEW_ROLL_MM } from '../../devices/simulators/printer/simulated-printer.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { startApp } from '../../main/app.ts';
import { scriptVisitor } from '../../main/demo/scripted-visitor.ts';
import { createSimulatedDevices } from '../../main/demo/simulated-devices.ts';
import { createLog } from '../../main/log/log.ts';
import { enrol } from '../../main/sync/enrol.ts';
import { DELAYS } from '../../state-machines/delays.ts';
import { type LaneAnswer, laneOrder, monotonicMs } from './lane-messages.ts';

/**
 * A kiosk in a process of its own: the real core with ledger, log and its line to the central
 * system, and a simulated card that answers at once. Plays one visitor after the other.
 */

const PROFILE = CARD_PROFILES['function-off'];
const NEW_PIN = '271828';
const EXTERNAL_AUTHENTICATE = 0x82;
/** The printer's time is pushed forward: nobody is to wait for it. */
const PRINTING_STEP_MS = 25;
const PRINTING_TURNS_MAX = 1_000;
const STATUS_OK = [0x90, 0x00] as const;

const [central = '', code = ''] = process.argv.slice(2);
const pki = createTestPki({ today: new Date() });
const folder = mkdtempSync(join(tmpdir(), 'schnellspur-bench-'));
let unlockedAt = 0;
let answeredAt = 0;
const devices = createSimulatedDevices({
  paperWidthMm: DEFAULT_CONFIG.printer.paperWidthMm,
  onExchange([, instruction], answer) {
    answeredAt = monotonicMs();
    const isOk = answer.slice(-STATUS_OK.length).every((byte, index) => byte === STATUS_OK[index]);
    if (instruction === EXTERNAL_AUTHENTICATE && isOk) unlockedAt = answeredAt;
  },
});
const app = startApp({
  config: DEFAULT_CONFIG,
  ledgerFile: join(folder, 'ledger.sqlite'),
  log: createLog(pino.destination({ dest: join(folder, 'terminal.log'), sync: true })),
  ...devices,
  central: {
    identity: await enrol({ file: join(folder, 'kiosk.json'), central, code }),
    clock: systemClock,
    passiveAuthentication: {
      mode: 'required',
      documentSigners: [],
      countryCertificates: [pki.csca],
    },
  },
});
const tell = (answer: LaneAnswer) => process.send?.(answer);

process.on('message', async (message) => {
  laneOrder.parse(message);
  await visit();
});
process.once('disconnect', async () => {
  app.stop();
  await devices.printer.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
tell({ kind: 'ready' });

async function visit(): Promise<void> {
  const card = createSimulatedCard(PROFILE);
  const visitor = scriptVisitor(app.links);
  devices.paperMachine.setPaperLeft(NEW_ROLL_MM);
  await visitor.sees('attract');
  visitor.does({ kind: 'begin' });
  visitor.does({ kind: 'choose-language', language: 'de' });
  visitor.does({ kind: 'choose-service', service: 'activate-eid' });
  await visitor.sees('present-card');
  devices.reader.insert(card);
  await visitor.sees('fast-lane-intro');
  visitor.does({ kind: 'confirm' });
  for (const [secret, digits] of [
    ['can', PROFILE.can],
    ['new-pin', NEW_PIN],
    ['new-pin-again', NEW_PIN],
  ] as const) {
    await visitor.sees('enter-secret', { secret, digits: 0 });
    visitor.types(digits);
    visitor.does({ kind: 'confirm' });
  }
  const { lane } = await visitor.sees('lane-waiting');
  tell({ kind: 'waiting', callSign: lane.callSign });
  await visitor.sees('working', { task: 'printing' });
  // The last command was the proof: nothing talks to the card afterwards.
  const done = { kind: 'done', unlockedAt, provenAt: answeredAt } as const;
  for (let turn = 0; turn < PRINTING_TURNS_MAX; turn += 1) {
    if (visitor.view().screen.name !== 'working') break;
    devices.clock.advance(PRINTING_STEP_MS);
    await nextTurn();
  }
  await visitor.sees('outcome', { result: 'eid-activated' });
  tell(done);
  visitor.does({ kind: 'confirm' });
  await visitor.sees('take-card');
  devices.reader.remove();
  await visitor.sees('goodbye');
  devices.clock.advance(DELAYS.goodbye);
  await visitor.sees('attract');
  visitor.leaves();
}
