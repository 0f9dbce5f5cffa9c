import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { DEFAULT_CONFIG } from '../../config/default.ts';
import type { ServiceName } from '../../config/services.ts';
import type { SimulatedEidCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { startApp } from '../../main/app.ts';
import { type ScriptedVisitor, scriptVisitor } from '../../main/demo/scripted-visitor.ts';
import {
  createSimulatedDevices,
  type SimulatedDevices,
} from '../../main/demo/simulated-devices.ts';
import { createLog } from '../../main/log/log.ts';
import type { CentralAccess } from '../../main/sync/central.ts';
import { say, showExchange, showPaper, text } from './narration.ts';

/** The real terminal, with a simulated card, reader and printer, for one visit. */
export interface Stage {
  readonly folder: string;
  readonly devices: SimulatedDevices;
  readonly visitor: ScriptedVisitor;
}

/** @param enrol gives access to a central system; its files go into the folder */
export async function onStage(
  play: (stage: Stage) => Promise<void>,
  enrol?: (folder: string) => Promise<CentralAccess>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-demo-'));
  const central = await enrol?.(folder);
  const devices = createSimulatedDevices({
    paperWidthMm: DEFAULT_CONFIG.printer.paperWidthMm,
    onExchange: showExchange,
  });
  const app = startApp({
    config: DEFAULT_CONFIG,
    ledgerFile: join(folder, 'ledger.sqlite'),
    log: createLog(pino.destination({ dest: join(folder, 'terminal.log'), sync: true })),
    ...devices,
    ...(central ? { central } : {}),
  });
  const visitor = scriptVisitor(app.links);
  try {
    await play({ folder, devices, visitor });
  } finally {
    visitor.leaves();
    app.stop();
    await devices.printer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From the welcome screen to the card in the reader. */
export async function choose(
  { devices, visitor }: Stage,
  service: ServiceName,
  card: SimulatedEidCard,
): Promise<void> {
  await visitor.sees('attract');
  say(text.attract.title);
  visitor.does({ kind: 'begin' });
  visitor.does({ kind: 'choose-language', language: 'de' });
  say(`Sprache: ${text.language}`);
  await visitor.sees('menu');
  visitor.does({ kind: 'choose-service', service });
  say(`Leistung: ${text.services[service].title}`);
  await visitor.sees('present-card');
  say(text.presentCard.title);
  devices.reader.insert(card);
}

export async function type(
  { visitor }: Stage,
  ...typed: readonly (readonly [
    secret: 'can' | 'pin' | 'new-pin' | 'new-pin-again',
    digits: string,
  ])[]
): Promise<void> {
  for (const [secret, digits] of typed) {
    await visitor.sees('enter-secret', { secret, digits: 0 });
    say(`${text.secrets[secret].title}  ${'•'.repeat(digits.length)}`);
    visitor.types(digits);
    visitor.does({ kind: 'confirm' });
  }
}

/** From the outcome to the farewell. */
export async function leave({ devices, visitor }: Stage): Promise<void> {
  const outcome = await visitor.sees('outcome');
  say(`${text.results[outcome.result].title} – ${outcome.transactionId}`);
  showPaper(devices);
  visitor.does({ kind: 'confirm' });
  await visitor.sees('take-card');
  say(text.takeCard.now.title);
  devices.reader.remove();
  await visitor.sees('goodbye');
  say(text.goodbye.done.title);
}
