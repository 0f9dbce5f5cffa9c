import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRequestAnswer } from '../central/contract/kiosk.ts';
import { AUTHORITY_ANSWER_MS } from '../devices/eid/authority-questions.ts';
import type { SimulatedEidCard } from '../devices/simulators/eid-card/simulated-card.ts';
import { createCentralClient } from './sync/central-client.ts';
import { type LaneRig, startLaneRig } from './testing/lane-rig.ts';
import { enrolLaneTerminal, type LaneTerminal, NEW_PIN } from './testing/lane-terminal.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const OPENING = /^\/kiosk\/fast-lane\/[^/]+$/;
const CHAIN = /\/chain$/;
const SIGNATURE = /\/signature$/;
const EVENTS = /\/events$/;
const ALWAYS = 1_000;
const WAIT = { timeout: 20_000 };
const EXTERNAL_AUTHENTICATE = 0x82;

let rig: LaneRig;
let terminal: LaneTerminal;

beforeAll(async () => {
  rig = await startLaneRig();
});
afterAll(() => rig.close());

beforeEach(async () => {
  rig.network.mend();
  rig.clerk.lookAway();
  terminal = await enrolLaneTerminal(rig);
});
afterEach(async () => {
  await terminal.stop();
  rmSync(terminal.folder, { recursive: true, force: true });
});

async function doneWith(card: SimulatedEidCard): Promise<void> {
  await terminal.visitor.sees('outcome', { result: 'pin-set' });
  expect(card.state().pin).toBe(NEW_PIN);
}

describe('a network that loses', () => {
  it.each([
    ['question', OPENING, ['chain given', 'signature signed']],
    ['answer', OPENING, ['chain given', 'signature signed']],
    ['question', CHAIN, ['chain given', 'signature signed']],
    ['answer', CHAIN, ['chain given', 'chain given', 'signature signed']],
    ['question', SIGNATURE, ['chain given', 'signature signed']],
    ['answer', SIGNATURE, ['chain given', 'signature signed', 'signature repeated']],
    ['answer', EVENTS, ['chain given', 'signature signed']],
  ] as const)('one %s to %s is not noticed', async (what, path, audited) => {
    rig.network.lose(what, path, 1);
    const card = await terminal.begin('reset-pin', 'ready');
    const { id } = await rig.clerk.approve();
    await terminal.enterAll();
    await doneWith(card);
    expect(await rig.audited(id)).toEqual(audited);
    await rig.clerk.sees({ id, state: 'closed', result: 'pin-set', attempt: 1 });
  });

  it('every signature leads to a second approval once it is mended', async () => {
    const card = await terminal.begin('reset-pin', 'ready');
    const { id } = await rig.clerk.approve();
    rig.network.lose('answer', SIGNATURE, ALWAYS);
    await terminal.enterAll();
    await rig.clerk.sees({ id, state: 'used' });
    terminal.devices.clock.advance(AUTHORITY_ANSWER_MS);
    await terminal.visitor.sees('notice', { notice: 'authority-unreachable' });
    rig.network.mend();
    terminal.visitor.does({ kind: 'confirm' });
    await terminal.visitor.sees('notice', { notice: 'approval-ended' });
    terminal.visitor.does({ kind: 'confirm' });
    await rig.clerk.approve({ attempt: 2 });
    await doneWith(card);
    const signed = (await rig.audited(id)).filter((entry) => entry === 'signature signed');
    expect(signed).toHaveLength(2);
  });
});

describe('a network that is cut', () => {
  it('before the request tells the visitor, who tries again', async () => {
    rig.network.cut();
    const card = await terminal.begin('reset-pin', 'ready');
    await terminal.visitor.sees('notice', { notice: 'central-unreachable' });
    rig.network.mend();
    terminal.visitor.does({ kind: 'confirm' });
    await rig.clerk.approve();
    await terminal.enterAll();
    await doneWith(card);
  });

  it('while staff are awaited hears of their answer when it is back', async () => {
    const card = await terminal.begin('reset-pin', 'ready');
    await terminal.enterAll();
    await terminal.visitor.sees('lane-waiting');
    rig.network.cut();
    await rig.clerk.approve();
    rig.network.mend();
    await doneWith(card);
  });

  it('after the signature lets the card be finished, and tells later', async () => {
    const card = await terminal.begin('reset-pin', 'ready');
    const { id } = await rig.clerk.approve();
    terminal.onExchange = (command) => {
      if (command[1] === EXTERNAL_AUTHENTICATE) rig.network.cut();
    };
    await terminal.enterAll();
    await doneWith(card);
    await vi.waitFor(() => expect(terminal.logLines.join('')).toContain('central.lost'), WAIT);
    await rig.clerk.sees({ id, state: 'used' });
    rig.network.mend();
    await rig.clerk.sees({ id, state: 'closed', result: 'pin-set', documentType: 'ID' });
  });

  it('while the visitor leaves withdraws the request when it is back', async () => {
    await terminal.begin('reset-pin', 'ready');
    await terminal.visitor.sees('enter-secret', { secret: 'can' });
    const { id, callSign } = await rig.clerk.take();
    rig.network.cut();
    await terminal.enterAll();
    await terminal.visitor.sees('lane-waiting');
    terminal.visitor.does({ kind: 'cancel' });
    await terminal.visitor.sees('outcome', { result: 'cancelled' });
    await rig.clerk.sees({ id, state: 'taken' });
    rig.network.mend();
    await rig.clerk.sees({ callSign, state: 'withdrawn' });
  });
});

it('a request that nobody here waits for is withdrawn as soon as the link tells of it', async () => {
  const { identity, clock } = await rig.access(join(terminal.folder, 'kiosk.json'));
  const client = createCentralClient({ identity, now: clock.now, log: () => {} });
  const id = randomUUID();
  await client.ask({
    name: 'open-request',
    method: 'PUT',
    path: `/kiosk/fast-lane/${id}`,
    body: {
      transactionId: 'long gone',
      service: 'reset-pin',
      pinState: 'blocked',
      attempt: 1,
      activated: false,
    },
    answer: openRequestAnswer,
  });
  await rig.clerk.sees({ id, state: 'withdrawn' });
});
