import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_CONFIG } from '../config/default.ts';
import { QUEUE_SERVICES, SERVICES } from '../config/services.ts';
import { CARD_PROFILES, type EidProfileName } from '../devices/simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type Pull,
  type SimulatedEidCard,
} from '../devices/simulators/eid-card/simulated-card.ts';
import { paperText } from '../devices/simulators/printer/paper-text.ts';
import { DELAYS, IDLE_COUNTDOWN_SECONDS } from '../state-machines/delays.ts';
import { type App, startApp } from './app.ts';
import type { ScreenLink } from './contract/link.ts';
import type { CoreMessage } from './contract/messages.ts';
import type { StaffView } from './contract/staff.ts';
import { type ScriptedVisitor, scriptVisitor } from './demo/scripted-visitor.ts';
import { createSimulatedDevices, type SimulatedDevices } from './demo/simulated-devices.ts';
import { openLedger } from './ledger/ledger.ts';
import { createLog } from './log/log.ts';

const READY = CARD_PROFILES.ready;
const UNUSUAL_PIN = '847261';

let folder: string;
let devices: SimulatedDevices;
let app: App;
let visitor: ScriptedVisitor;
let logLines: string[];
let staffViews: StaffView[];
let printedBytes: Uint8Array[];
let onExchange: () => void;
let staff: ScreenLink | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-app-'));
  logLines = [];
  staffViews = [];
  printedBytes = [];
  onExchange = () => {};
  devices = createSimulatedDevices({ paperWidthMm: 80, onExchange: () => onExchange() });
  const receive = devices.paperMachine.receive.bind(devices.paperMachine);
  devices.paperMachine.receive = (bytes) => {
    printedBytes.push(bytes.slice());
    return receive(bytes);
  };
  app = startApp({
    config: DEFAULT_CONFIG,
    ledgerFile: join(folder, 'ledger.sqlite'),
    log: createLog({ write: (line) => logLines.push(line) }),
    ...devices,
  });
  staff = app.links.open('staff', (message) => {
    if (message.kind === 'view' && message.role === 'staff') staffViews.push(message.view);
  });
  visitor = scriptVisitor(app.links);
});

afterEach(async () => {
  app.stop();
  await devices.printer.close();
  rmSync(folder, { recursive: true, force: true });
});

async function begin(service: 'change-pin' | 'unblock-pin' | 'check-card'): Promise<void> {
  await visitor.sees('attract');
  visitor.does({ kind: 'begin' });
  visitor.does({ kind: 'choose-language', language: 'en' });
  visitor.does({ kind: 'choose-service', service });
  await visitor.sees('present-card');
}

function put(profile: EidProfileName, pull?: Pull): SimulatedEidCard {
  const card = createSimulatedCard(CARD_PROFILES[profile], pull ? { pull } : {});
  devices.reader.insert(card);
  return card;
}

async function enter(secret: 'can' | 'pin' | 'new-pin' | 'new-pin-again' | 'puk', digits: string) {
  await visitor.sees('enter-secret', { secret, digits: 0 });
  visitor.types(digits);
  visitor.does({ kind: 'confirm' });
}

async function enterNewPin(digits: string): Promise<void> {
  await enter('new-pin', digits);
  await enter('new-pin-again', digits);
}

async function leave(): Promise<void> {
  await visitor.sees('outcome');
  visitor.does({ kind: 'confirm' });
  await visitor.sees('take-card');
  devices.reader.remove();
  await visitor.sees('goodbye');
}

const staffNeeds = (): string[] => (staffViews.at(-1)?.notices ?? []).map(({ need }) => need.kind);

describe('a visit', () => {
  it('changes the PIN and leaves with a receipt', async () => {
    await begin('change-pin');
    const card = put('ready');
    await enter('pin', READY.state.pin);
    await enterNewPin(UNUSUAL_PIN);
    const outcome = await visitor.sees('outcome');
    expect(outcome).toMatchObject({ result: 'pin-changed', receipt: 'printed' });
    expect(card.state()).toEqual({ ...READY.state, pin: UNUSUAL_PIN });
    const [slip] = devices.paperMachine.slips;
    const paper = slip ? paperText(slip, 'plain') : '';
    expect(paper).toContain(outcome.transactionId);
    expect(paper).toContain('Change PIN');
    await leave();
    visitor.does({ kind: 'begin' });
    await visitor.sees('attract');
  });

  it('resumes a suspended PIN with the CAN, and asks again only for what was wrong', async () => {
    await begin('change-pin');
    const card = put('one-try-left');
    await visitor.sees('notice', { notice: 'suspended' });
    visitor.does({ kind: 'confirm' });
    await enter('can', '000000');
    await enter('pin', READY.state.pin);
    await enterNewPin(UNUSUAL_PIN);
    await visitor.sees('notice', { notice: 'wrong-can' });
    visitor.does({ kind: 'confirm' });
    await enter('can', READY.can);
    await visitor.sees('outcome', { result: 'pin-changed' });
    expect(card.state()).toMatchObject({ pin: UNUSUAL_PIN, retryCounter: 3 });
  });

  it('warns of a weak PIN, but keeps it if the visitor wants it', async () => {
    await begin('change-pin');
    const card = put('transport-pin');
    await enter('pin', '12345');
    await enter('new-pin', '123456');
    await visitor.sees('notice', { notice: 'weak-pin' });
    visitor.does({ kind: 'alternative' });
    await enter('new-pin-again', '654321');
    await visitor.sees('notice', { notice: 'pins-differ' });
    visitor.does({ kind: 'confirm' });
    await enter('new-pin', '123456');
    await visitor.sees('notice', { notice: 'weak-pin' });
    visitor.does({ kind: 'alternative' });
    await enter('new-pin-again', '123456');
    await visitor.sees('outcome', { result: 'pin-changed' });
    expect(card.state().pin).toBe('123456');
  });

  it('leads from three wrong PINs to the PUK and back to a working card', async () => {
    await begin('change-pin');
    const card = put('ready');
    await enter('pin', '999999');
    await enterNewPin(UNUSUAL_PIN);
    await visitor.sees('notice', { notice: 'wrong-pin', triesLeft: 2 });
    visitor.does({ kind: 'confirm' });
    await enter('pin', '999998');
    await visitor.sees('notice', { notice: 'suspended', triesLeft: 1 });
    visitor.does({ kind: 'confirm' });
    await enter('can', READY.can);
    await enter('pin', '999997');
    await visitor.sees('notice', { notice: 'blocked' });
    expect(card.state().retryCounter).toBe(0);
    visitor.does({ kind: 'confirm' });
    await enter('puk', '0000000000');
    await visitor.sees('notice', { notice: 'wrong-puk' });
    visitor.does({ kind: 'confirm' });
    await enter('puk', READY.puk);
    await visitor.sees('outcome', { result: 'pin-unblocked' });
    expect(card.state()).toMatchObject({ pin: READY.state.pin, retryCounter: 3, pukCounter: 9 });
  });

  it('checks the card, and the PIN on request', async () => {
    await begin('check-card');
    put('transport-pin');
    await visitor.sees('card-state', { state: { kind: 'operational', triesLeft: 3 } });
    visitor.does({ kind: 'alternative' });
    await enter('pin', '12345');
    await visitor.sees('outcome', { result: 'transport-pin-verified' });
  });

  it('finishes a change whose end nobody saw when the card comes back', async () => {
    // Four commands read the state, the change's own seventh sets the PIN.
    await begin('change-pin');
    const card = put('ready', { atCommand: 4 + 7, when: 'after-processing' });
    await enter('pin', READY.state.pin);
    await enterNewPin(UNUSUAL_PIN);
    await visitor.sees('notice', {
      notice: 'card-removed-while-setting-pin',
      actions: ['cancel'],
    });
    devices.reader.insert(card);
    await visitor.sees('notice', {
      notice: 'card-removed-while-setting-pin',
      actions: ['confirm', 'cancel'],
    });
    visitor.does({ kind: 'confirm' });
    await visitor.sees('outcome', { result: 'pin-changed' });
    expect(card.state()).toMatchObject({ pin: UNUSUAL_PIN, retryCounter: 3 });
  });

  it('ends by itself when nobody touches anything, and reminds of the card', async () => {
    await begin('change-pin');
    put('ready');
    await visitor.sees('enter-secret');
    visitor.types('12');
    devices.clock.advance(DELAYS.idle);
    await vi.waitFor(() => expect(visitor.view().idleSecondsLeft).toBe(IDLE_COUNTDOWN_SECONDS));
    visitor.does({ kind: 'stay' });
    expect(visitor.view().idleSecondsLeft).toBeUndefined();
    expect(visitor.view().screen).toMatchObject({ name: 'enter-secret', digits: 2 });
    devices.clock.advance(DELAYS.idle + IDLE_COUNTDOWN_SECONDS * DELAYS.countdownStep);
    await visitor.sees('take-card', { forgotten: false });
    devices.clock.advance(DELAYS.cardForgotten);
    await visitor.sees('take-card', { forgotten: true });
    expect(staffNeeds()).toContain('card-forgotten');
    devices.reader.remove();
    await visitor.sees('goodbye', { expired: true });
    devices.clock.advance(DELAYS.goodbye);
    await visitor.sees('attract');
  });

  it('begins nothing more on the card once staff have reset the terminal', async () => {
    await begin('change-pin');
    const card = put('two-tries-left');
    let exchanges = 0;
    onExchange = () => {
      exchanges += 1;
      // In the middle of PACE with the PIN.
      if (exchanges !== 8) return;
      staff?.receive(JSON.stringify({ version: 1, sequence: 1, intent: { kind: 'reset' } }));
    };
    await enter('pin', READY.state.pin);
    await enterNewPin(UNUSUAL_PIN);
    await visitor.sees('take-card');
    await vi.waitFor(() => expect(logLines.join('')).toContain('"operation":"change-pin"'));
    // The PIN was right and cost no try; the new one was never sent.
    expect(card.state()).toMatchObject({ pin: READY.state.pin, retryCounter: 3 });
    expect(staffNeeds()).not.toContain('interrupted-transaction');
  });

  it('tells staff when a session ends with a new PIN in doubt', async () => {
    await begin('change-pin');
    put('ready', { atCommand: 4 + 7, when: 'after-processing' });
    await enter('pin', READY.state.pin);
    await enterNewPin(UNUSUAL_PIN);
    await visitor.sees('notice', { notice: 'card-removed-while-setting-pin' });
    staff?.receive(JSON.stringify({ version: 1, sequence: 1, intent: { kind: 'reset' } }));
    await visitor.sees('goodbye');
    expect(staffNeeds()).toContain('interrupted-transaction');
  });

  it('keeps its doubt about the new PIN through a wrong card and another slip', async () => {
    await begin('change-pin');
    const card = put('ready', { atCommand: 4 + 7, when: 'after-processing' });
    await enter('pin', READY.state.pin);
    await enterNewPin(UNUSUAL_PIN);
    const doubt = {
      notice: 'card-removed-while-setting-pin',
      actions: ['confirm', 'cancel'],
    } as const;
    await visitor.sees('notice', { notice: doubt.notice });
    devices.reader.insert(createSimulatedCard(CARD_PROFILES['bank-card']));
    await visitor.sees('notice', doubt);
    visitor.does({ kind: 'confirm' });
    await visitor.sees('notice', doubt);
    devices.reader.remove();
    devices.reader.insert(card);
    await visitor.sees('notice', doubt);
    visitor.does({ kind: 'confirm' });
    await visitor.sees('outcome', { result: 'pin-changed' });
    expect(staffNeeds()).not.toContain('interrupted-transaction');
  });

  it('forgets what the visit before has done', async () => {
    await begin('check-card');
    put('ready');
    await visitor.sees('card-state');
    visitor.does({ kind: 'confirm' });
    await visitor.sees('outcome', { result: 'card-checked' });
    visitor.does({ kind: 'alternative' });
    visitor.does({ kind: 'choose-service', service: 'change-pin' });
    await visitor.sees('enter-secret');
    staff?.receive(JSON.stringify({ version: 1, sequence: 1, intent: { kind: 'reset' } }));
    await visitor.sees('take-card');
    const closed = logLines.filter((line) => line.includes('transaction.closed'));
    expect(closed.map((line) => JSON.parse(line).result)).toEqual(['card-checked', 'cancelled']);
  });

  it('notices a card that is put back during the farewell', async () => {
    await begin('check-card');
    const card = put('ready');
    await visitor.sees('card-state');
    visitor.does({ kind: 'confirm' });
    await leave();
    devices.reader.insert(card);
    devices.clock.advance(DELAYS.goodbye);
    await visitor.sees('language');
    devices.clock.advance(DELAYS.idle + IDLE_COUNTDOWN_SECONDS * DELAYS.countdownStep);
    await visitor.sees('take-card', { forgotten: false });
  });

  it('leads to the counters without a reader too, and tells staff', async () => {
    await visitor.sees('attract');
    devices.reader.unplug();
    await vi.waitFor(() => expect(staffNeeds()).toContain('reader-lost'));
    visitor.does({ kind: 'begin' });
    visitor.does({ kind: 'choose-language', language: 'en' });
    await visitor.sees('menu', { services: QUEUE_SERVICES });
    devices.reader.plug();
    await visitor.sees('menu', { services: SERVICES });
    expect(staffNeeds()).not.toContain('reader-lost');
  });

  it('is not stopped by a printer without paper, and says so', async () => {
    devices.paperMachine.setPaperLeft(0);
    await begin('change-pin');
    put('ready');
    await enter('pin', READY.state.pin);
    await enterNewPin(UNUSUAL_PIN);
    await visitor.sees('outcome', { result: 'pin-changed', receipt: 'not-printed' });
    expect(staffNeeds()).toContain('printer');
  });
});

describe('secrets', () => {
  it('are nowhere once a PIN was changed: store, log, messages, paper', async () => {
    await begin('change-pin');
    put('one-try-left');
    await visitor.sees('notice', { notice: 'suspended' });
    visitor.does({ kind: 'confirm' });
    await enter('can', READY.can);
    await enter('pin', READY.state.pin);
    await enterNewPin(UNUSUAL_PIN);
    await visitor.sees('outcome', { result: 'pin-changed' });
    await leave();

    const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    const messages: readonly CoreMessage[] = visitor.messages;
    const places = {
      'database and its log': stored.join('\n'),
      'log lines': logLines.join('\n'),
      'messages to screens': JSON.stringify([messages, staffViews]),
      'printed bytes': Buffer.concat(printedBytes).toString('latin1'),
    };
    for (const [place, content] of Object.entries(places)) {
      expect(content.length, place).toBeGreaterThan(0);
      for (const secret of [UNUSUAL_PIN, READY.state.pin, READY.can]) {
        expect(content.includes(secret), `${secret} in ${place}`).toBe(false);
        expect(content.includes([...secret].reverse().join('')), `reversed in ${place}`).toBe(
          false,
        );
      }
    }
  });
});

describe('a process killed in the middle of a PIN change', () => {
  // Four commands read the state when the card is put down, seven change the PIN.
  const commands = Array.from({ length: 11 }, (_, index) => index + 1);
  it.each(commands)(
    'at command %i leaves a transaction that staff are told of',
    async (command) => {
      const ledgerFile = join(folder, 'killed.sqlite');
      const script = new URL('testing/killed-session.ts', import.meta.url).pathname;
      const child = promisify(execFile)(process.execPath, [script, ledgerFile, String(command)]);
      await expect(child).rejects.toMatchObject({ signal: 'SIGKILL' });

      const ledger = openLedger({ file: ledgerFile, now: Date.now });
      const [interrupted] = ledger.interrupted;
      // The PIN is in use from the first GENERAL AUTHENTICATE (7) on, and set by the last command.
      const lastStep = command < 7 ? null : command < 11 ? 'use-pin' : 'set-pin';
      expect(ledger.interrupted).toHaveLength(1);
      expect(interrupted?.lastStep).toBe(lastStep);
      expect(interrupted?.cardMayHaveChanged).toBe(command === 11);
      expect(ledger.pendingNotices()).toMatchObject([
        { need: { kind: 'interrupted-transaction', service: 'change-pin' } },
      ]);
      ledger.shut();
      const next = openLedger({ file: ledgerFile, now: Date.now });
      expect(next.interrupted).toEqual([]);
      expect(next.pendingNotices()).toHaveLength(1);
      next.shut();
    },
  );
});
