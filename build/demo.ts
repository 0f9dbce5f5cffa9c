import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { DEFAULT_CONFIG } from '../config/default.ts';
import { TEXTS } from '../config/text/index.ts';
import { CARD_PROFILES } from '../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../devices/simulators/eid-card/simulated-card.ts';
import { paperText } from '../devices/simulators/printer/paper-text.ts';
import { startApp } from '../main/app.ts';
import { scriptVisitor } from '../main/demo/scripted-visitor.ts';
import { createSimulatedDevices } from '../main/demo/simulated-devices.ts';
import { createLog } from '../main/log/log.ts';

/**
 * Plays a whole visit without a screen: somebody turns the transport PIN of the letter into a PIN.
 * Everything but the card, the reader and the printer's mechanism is the real terminal. Exit code
 * 0 only if the card really holds the new PIN.
 */

const TRANSPORT_PIN = CARD_PROFILES['transport-pin'].state.pin;
const NEW_PIN = '271828';
const TYPED = [
  ['pin', TRANSPORT_PIN],
  ['new-pin', NEW_PIN],
  ['new-pin-again', NEW_PIN],
] as const;
const text = TEXTS.de;

const INSTRUCTIONS: Readonly<Record<number, string>> = {
  164: 'SELECT',
  176: 'READ BINARY',
  34: 'MSE:SET AT',
  134: 'GENERAL AUTHENTICATE',
  44: 'RESET RETRY COUNTER',
};

const folder = mkdtempSync(join(tmpdir(), 'schnellspur-demo-'));
try {
  process.exitCode = await play();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function play(): Promise<number> {
  const devices = createSimulatedDevices({
    paperWidthMm: DEFAULT_CONFIG.printer.paperWidthMm,
    onExchange: showExchange,
  });
  const app = startApp({
    config: DEFAULT_CONFIG,
    ledgerFile: join(folder, 'ledger.sqlite'),
    log: createLog(pino.destination({ dest: join(folder, 'terminal.log'), sync: true })),
    ...devices,
  });
  const card = createSimulatedCard(CARD_PROFILES['transport-pin']);
  const visitor = scriptVisitor(app.links);
  try {
    await visitor.sees('attract');
    say(text.attract.title);
    visitor.does({ kind: 'begin' });
    visitor.does({ kind: 'choose-language', language: 'de' });
    say(`Sprache: ${text.language}`);
    await visitor.sees('menu');
    visitor.does({ kind: 'choose-service', service: 'change-pin' });
    say(`Leistung: ${text.services['change-pin'].title}`);
    await visitor.sees('present-card');
    say(text.presentCard.title);
    devices.reader.insert(card);
    for (const [secret, digits] of TYPED) {
      await visitor.sees('enter-secret', { secret });
      say(`${text.secrets[secret].title}  ${'•'.repeat(digits.length)}`);
      visitor.types(digits);
      visitor.does({ kind: 'confirm' });
    }
    const outcome = await visitor.sees('outcome');
    say(`${text.results[outcome.result].title} – ${outcome.transactionId}`);
    for (const slip of devices.paperMachine.slips) {
      process.stdout.write(`\n${paperText(slip, process.stdout.isTTY ? 'ansi' : 'plain')}\n\n`);
    }
    visitor.does({ kind: 'confirm' });
    await visitor.sees('take-card');
    say(text.takeCard.now.title);
    devices.reader.remove();
    await visitor.sees('goodbye');
    say(text.goodbye.done.title);
  } finally {
    visitor.leaves();
    app.stop();
    await devices.printer.close();
  }
  const { pin, transportPin, retryCounter } = card.state();
  const holds = pin === NEW_PIN && !transportPin && retryCounter === 3;
  process.stdout.write(
    holds
      ? 'The card holds the new PIN, with three tries.\n'
      : 'The card does NOT hold the new PIN.\n',
  );
  return holds ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`■ ${line}\n`);
}

/** The exchange in short: what was asked, how long command and answer were, how it ended. */
function showExchange(command: Uint8Array, answer: Uint8Array): void {
  const name = INSTRUCTIONS[command[1] ?? 0] ?? 'command';
  const secured = ((command[0] ?? 0) & 0x0c) === 0x0c ? ' (secure messaging)' : '';
  const status = Buffer.from(answer.subarray(-2)).toString('hex').toUpperCase();
  process.stdout.write(
    `    → ${`${name}${secured}`.padEnd(40)} ${String(command.length).padStart(3)} bytes   ← ${status} + ${answer.length - 2}\n`,
  );
}
