import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CONFIG } from '../../config/default.ts';
import type { ServiceName } from '../../config/services.ts';
import { CARD_PROFILES, type EidProfileName } from '../../devices/simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type SimulatedEidCard,
} from '../../devices/simulators/eid-card/simulated-card.ts';
import type { SecretName } from '../../state-machines/ports/secrets.ts';
import { type App, type AppParts, startApp } from '../app.ts';
import type { StaffView } from '../contract/staff.ts';
import { type ScriptedVisitor, scriptVisitor } from '../demo/scripted-visitor.ts';
import { createSimulatedDevices, type SimulatedDevices } from '../demo/simulated-devices.ts';
import { createLog } from '../log/log.ts';
import type { CentralAccess } from '../sync/central.ts';
import type { LaneRig } from './lane-rig.ts';

/** A terminal with simulated devices, and a visitor before it who knows the fast lane's steps. */
export interface LaneTerminal {
  readonly app: App;
  readonly devices: SimulatedDevices;
  readonly visitor: ScriptedVisitor;
  readonly folder: string;
  readonly logLines: readonly string[];
  readonly printed: readonly Uint8Array[];
  readonly staffViews: readonly StaffView[];
  /** Runs after each command of the card. */
  onExchange: (command: Uint8Array) => unknown;
  /** As far as the screen that tells what will happen, and on from there. */
  begin(service: ServiceName, card: EidProfileName | SimulatedEidCard): Promise<SimulatedEidCard>;
  enter(secret: SecretName, digits: string): Promise<void>;
  enterAll(secrets?: { can?: string; newPin?: string }): Promise<void>;
  staffNeeds(): string[];
  stop(): Promise<void>;
}

export const CAN = CARD_PROFILES.ready.can;
export const NEW_PIN = '847261';

/** What stands around a terminal; left out: nothing. */
type AroundTerminal = Partial<Pick<AppParts, 'config' | 'displays' | 'scanner'>>;

/** Without access to a central system it is not enrolled. */
export function startLaneTerminal(
  place: string,
  central?: CentralAccess,
  around: AroundTerminal = {},
): LaneTerminal {
  const logLines: string[] = [];
  const printed: Uint8Array[] = [];
  const staffViews: StaffView[] = [];
  const devices = createSimulatedDevices({
    paperWidthMm: 80,
    onExchange: (command) => terminal.onExchange(command),
  });
  const receive = devices.paperMachine.receive.bind(devices.paperMachine);
  devices.paperMachine.receive = (bytes) => {
    printed.push(bytes.slice());
    return receive(bytes);
  };
  const app = startApp({
    config: DEFAULT_CONFIG,
    ledgerFile: join(place, 'ledger.sqlite'),
    log: createLog({ write: (line) => logLines.push(line) }),
    ...devices,
    ...around,
    ...(central ? { central } : {}),
  });
  app.links.open('staff', (message) => {
    if (message.kind === 'view' && message.role === 'staff') staffViews.push(message.view);
  });
  const visitor = scriptVisitor(app.links);
  const enter = async (secret: SecretName, digits: string): Promise<void> => {
    await visitor.sees('enter-secret', { secret, digits: 0 });
    visitor.types(digits);
    visitor.does({ kind: 'confirm' });
  };
  const terminal: LaneTerminal = {
    app,
    devices,
    visitor,
    folder: place,
    logLines,
    printed,
    staffViews,
    onExchange: () => {},
    async begin(service, given) {
      const card = typeof given === 'string' ? createSimulatedCard(CARD_PROFILES[given]) : given;
      await visitor.sees('attract');
      visitor.does({ kind: 'begin' });
      visitor.does({ kind: 'choose-language', language: 'de' });
      visitor.does({ kind: 'choose-service', service });
      await visitor.sees('present-card');
      devices.reader.insert(card);
      await visitor.sees('fast-lane-intro');
      visitor.does({ kind: 'confirm' });
      return card;
    },
    enter,
    async enterAll({ can = CAN, newPin = NEW_PIN } = {}) {
      await enter('can', can);
      await enter('new-pin', newPin);
      await enter('new-pin-again', newPin);
    },
    staffNeeds: () => (staffViews.at(-1)?.notices ?? []).map(({ need }) => need.kind),
    async stop() {
      visitor.leaves();
      app.stop();
      await devices.printer.close();
    },
  };
  return terminal;
}

/** A terminal newly enrolled; started again on the same folder it is the same. */
export async function enrolLaneTerminal(
  rig: LaneRig,
  place = makeFolder(),
  around: AroundTerminal = {},
): Promise<LaneTerminal> {
  return startLaneTerminal(place, await rig.access(join(place, 'kiosk.json')), around);
}

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'schnellspur-terminal-'));
}
