import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  APPROVAL_SECONDS,
  FALLBACK_SECONDS,
  REFUSAL_REASONS,
} from '../central/contract/fast-lane.ts';
import { CARD_PROFILES } from '../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../devices/simulators/eid-card/simulated-card.ts';
import { paperText } from '../devices/simulators/printer/paper-text.ts';
import { DELAYS, IDLE_COUNTDOWN_SECONDS } from '../state-machines/delays.ts';
import { type LaneRig, startLaneRig } from './testing/lane-rig.ts';
import {
  CAN,
  enrolLaneTerminal,
  type LaneTerminal,
  makeFolder,
  NEW_PIN,
  startLaneTerminal,
} from './testing/lane-terminal.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const WAIT = { timeout: 20_000 };

let rig: LaneRig;
let terminal: LaneTerminal;

beforeAll(async () => {
  rig = await startLaneRig();
});
afterAll(() => rig.close());

beforeEach(async () => {
  rig.clerk.lookAway();
  terminal = await enrolLaneTerminal(rig);
});
afterEach(async () => {
  await terminal.stop();
  rmSync(terminal.folder, { recursive: true, force: true });
});

const paper = (): string =>
  terminal.devices.paperMachine.slips.map((slip) => paperText(slip, 'plain')).join('\n');
const staffReset = (): void => {
  const link = terminal.app.links.open('staff', () => {});
  link?.receive(JSON.stringify({ version: 1, sequence: 1, intent: { kind: 'reset' } }));
  link?.close();
};

describe('a visit to the fast lane', () => {
  it('switches the function on and sets a first PIN, approved while the visitor types', async () => {
    const card = await terminal.begin('activate-eid', 'function-off');
    await terminal.enter('can', CAN);
    const { id, callSign } = await rig.clerk.approve({ service: 'activate-eid' });
    await terminal.enter('new-pin', NEW_PIN);
    await terminal.enter('new-pin-again', NEW_PIN);
    const outcome = await terminal.visitor.sees('outcome', { result: 'eid-activated' });
    expect(outcome).not.toHaveProperty('callSign');
    expect(card.state()).toMatchObject({ pin: NEW_PIN, pinActive: true, retryCounter: 3 });
    expect(paper()).toContain(outcome.transactionId);
    expect(paper()).not.toContain(callSign);
    await rig.clerk.sees({ id, state: 'closed', result: 'eid-activated', documentType: 'ID' });
    expect(await rig.audited(id)).toEqual(['chain given', 'signature signed']);
  });

  it('sets a new PIN, approved when all was typed', async () => {
    const card = await terminal.begin('reset-pin', 'blocked');
    await terminal.enterAll();
    await terminal.visitor.sees('lane-waiting');
    const { callSign } = await rig.clerk.take({ pinState: 'blocked' });
    await terminal.visitor.sees('lane-waiting', { lane: { callSign, approval: 'taken' } });
    await rig.clerk.approveTaken();
    await terminal.visitor.sees('outcome', { result: 'pin-set' });
    expect(card.state()).toMatchObject({ pin: NEW_PIN, retryCounter: 3 });
    await rig.clerk.sees({ state: 'closed', result: 'pin-set', ticket: 'none' });
  });

  it.each(REFUSAL_REASONS)('ends with a ticket when refused: %s', async (reason) => {
    const card = await terminal.begin('activate-eid', 'function-off');
    await terminal.enter('can', CAN);
    const { callSign } = await rig.clerk.refuse(reason);
    await terminal.visitor.sees('outcome', { result: `refused-${reason}`, callSign });
    expect(paper()).toContain(callSign);
    expect(card.state().pinActive).toBe(false);
    await rig.clerk.sees({ state: 'refused', ticket: 'waiting', result: `refused-${reason}` });
  });

  it('ends with a ticket when nobody answers', async () => {
    await terminal.begin('reset-pin', 'ready');
    await terminal.enterAll();
    await terminal.visitor.sees('lane-waiting');
    rig.clock.advance(FALLBACK_SECONDS * 1_000);
    const { callSign } = await terminal.visitor.sees('outcome', { result: 'unanswered' });
    expect(paper()).toContain(callSign);
    await rig.clerk.sees({ state: 'unanswered', ticket: 'waiting', result: 'unanswered' });
  });

  it('asks staff again when the approval runs out while the visitor types', async () => {
    const card = await terminal.begin('reset-pin', 'ready');
    await terminal.enter('can', CAN);
    await rig.clerk.approve();
    rig.clock.advance(APPROVAL_SECONDS * 1_000);
    await terminal.visitor.sees('notice', { notice: 'approval-ended' });
    terminal.visitor.does({ kind: 'confirm' });
    await terminal.enter('new-pin', NEW_PIN);
    await terminal.enter('new-pin-again', NEW_PIN);
    await rig.clerk.approve({ attempt: 2 });
    await terminal.visitor.sees('outcome', { result: 'pin-set' });
    expect(card.state().pin).toBe(NEW_PIN);
  });

  it('withdraws the request when the visitor leaves', async () => {
    await terminal.begin('reset-pin', 'ready');
    await terminal.visitor.sees('enter-secret', { secret: 'can' });
    const { id } = await rig.clerk.sees({ state: 'open' });
    terminal.visitor.does({ kind: 'cancel' });
    await terminal.visitor.sees('outcome', { result: 'cancelled' });
    await rig.clerk.sees({ id, state: 'withdrawn', result: 'cancelled', ticket: 'none' });
  });

  it('withdraws the request when the visitor is gone', async () => {
    await terminal.begin('reset-pin', 'ready');
    await terminal.visitor.sees('enter-secret', { secret: 'can' });
    terminal.devices.clock.advance(DELAYS.idle + IDLE_COUNTDOWN_SECONDS * DELAYS.countdownStep);
    await terminal.visitor.sees('take-card');
    await rig.clerk.sees({ state: 'withdrawn', result: 'expired' });
  });

  it('begins nothing more on the card once staff have reset the terminal', async () => {
    const card = await terminal.begin('activate-eid', 'function-off');
    await rig.clerk.approve();
    // In the middle of PACE with the CAN.
    terminal.onExchange = () => card.commandCount === 9 && staffReset();
    await terminal.enterAll();
    await terminal.visitor.sees('take-card');
    await vi.waitFor(
      () => expect(terminal.logLines.join('')).toContain('"operation":"set-pin-by-right"'),
      WAIT,
    );
    expect(card.state().pinActive).toBe(false);
    const { id } = await rig.clerk.sees({ state: 'withdrawn', result: 'cancelled' });
    expect(await rig.audited(id)).not.toContain('signature signed');
  });
});

describe('a card that the fast lane does not serve', () => {
  it.each([
    ['expired', 'reset-pin', 'document-expired'],
    ['certificate-expired', 'reset-pin', 'terminal-not-accepted'],
    ['clone', 'reset-pin', 'chip-not-genuine'],
    ['broken-card-security', 'reset-pin', 'chip-not-genuine'],
  ] as const)('%s: %s ends as %s', async (profile, service, result) => {
    const card = await terminal.begin(service, profile);
    await rig.clerk.approve();
    await terminal.enterAll();
    const { callSign } = await terminal.visitor.sees('outcome', { result });
    expect(card.state().pin).toBe(CARD_PROFILES[profile].state.pin);
    await rig.clerk.sees({ callSign: String(callSign), ticket: 'waiting', result });
    const isAlarm = result === 'chip-not-genuine';
    expect(terminal.staffNeeds().includes('chip-not-genuine')).toBe(isAlarm);
    expect(terminal.logLines.some((line) => line.includes('card.not-genuine'))).toBe(isAlarm);
    if (!isAlarm) return;
    const alarm = { kind: 'chip-not-genuine', callSign };
    await vi.waitFor(
      () => expect(rig.clerk.alarms).toContainEqual(expect.objectContaining(alarm)),
      WAIT,
    );
  });

  it('is of somebody too young', async () => {
    const { 'too-young': young } = CARD_PROFILES;
    const off = { ...young, state: { ...young.state, pinActive: false } };
    const card = await terminal.begin('activate-eid', createSimulatedCard(off));
    await rig.clerk.approve();
    await terminal.enterAll();
    await terminal.visitor.sees('outcome', { result: 'holder-too-young' });
    expect(card.state().pinActive).toBe(false);
  });

  it('is given up after three wrong CANs, and no right is spent', async () => {
    const card = await terminal.begin('reset-pin', 'ready');
    const { id } = await rig.clerk.approve();
    await terminal.enterAll({ can: '000000' });
    for (const can of ['000001', '000002']) {
      await terminal.visitor.sees('notice', { notice: 'wrong-can' });
      terminal.visitor.does({ kind: 'confirm' });
      await terminal.enter('can', can);
    }
    await terminal.visitor.sees('outcome', { result: 'wrong-can-repeatedly' });
    expect(card.state()).toEqual(CARD_PROFILES.ready.state);
    expect(await rig.audited(id)).toEqual([]);
    await rig.clerk.sees({ id, state: 'closed', ticket: 'waiting' });
  });
});

describe('secrets', () => {
  it('are nowhere once a PIN was set: store, log, line, screens, paper', async () => {
    await terminal.begin('activate-eid', 'function-off-blocked');
    await rig.clerk.approve();
    await terminal.enterAll({ can: '000007' });
    await terminal.visitor.sees('notice', { notice: 'wrong-can' });
    terminal.visitor.does({ kind: 'confirm' });
    await terminal.enter('can', CAN);
    await terminal.visitor.sees('outcome', { result: 'eid-activated' });
    await rig.clerk.sees({ state: 'closed' });

    const { folder, logLines, printed, staffViews, visitor } = terminal;
    const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    const identity = JSON.parse(readFileSync(join(folder, 'kiosk.json'), 'utf8'));
    const sent = Buffer.concat([...rig.network.sent]).toString('latin1');
    const places = {
      'database and its log': stored.join('\n'),
      'log lines': logLines.join('\n'),
      'the line to the central system': sent,
      'what counters hear': rig.clerk.heard.join('\n'),
      'messages to screens': JSON.stringify([visitor.messages, staffViews]),
      'printed bytes': Buffer.concat([...printed]).toString('latin1'),
    };
    for (const [place, content] of Object.entries(places)) {
      expect(content.length, place).toBeGreaterThan(0);
      for (const secret of [NEW_PIN, CAN]) {
        const digits = [...secret];
        for (const form of [secret, digits.toReversed().join(''), digits.join(',')]) {
          // Not as part of a key or a hash, where any six digits may come up.
          const isThere = new RegExp(`(?<![0-9A-Fa-f])${form}(?![0-9A-Fa-f])`).test(content);
          expect(isThere, `${form} in ${place}`).toBe(false);
        }
      }
      if (place === 'database and its log') continue;
      expect(content.includes(identity.secretKey), `the key in ${place}`).toBe(false);
    }
  });
});

describe('a terminal that is not enrolled', () => {
  it('says so, and still changes PINs', async () => {
    const alone = startLaneTerminal(makeFolder());
    try {
      await alone.begin('reset-pin', 'ready');
      await alone.visitor.sees('outcome', { result: 'not-admitted' });
      alone.visitor.does({ kind: 'alternative' });
      alone.visitor.does({ kind: 'choose-service', service: 'change-pin' });
      await alone.enter('pin', CARD_PROFILES.ready.state.pin);
      await alone.enter('new-pin', NEW_PIN);
      await alone.enter('new-pin-again', NEW_PIN);
      await alone.visitor.sees('outcome', { result: 'pin-changed' });
    } finally {
      await alone.stop();
      rmSync(alone.folder, { recursive: true, force: true });
    }
  });
});
