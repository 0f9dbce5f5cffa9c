import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CARD_PROFILES } from '../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../devices/simulators/eid-card/simulated-card.ts';
import { type LaneRig, startLaneRig } from './testing/lane-rig.ts';
import {
  enrolLaneTerminal,
  type LaneTerminal,
  makeFolder,
  NEW_PIN,
} from './testing/lane-terminal.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const OFF = CARD_PROFILES['function-off'];
/** Four commands read the state when the card is put down. */
const FIRST = 5;
/** Counted by the first test. */
const LAST = 32;
/** From about here on the chip is changed. */
const CHANGES_FROM = 23;
/** The others in turn: without a visitor all are tried, both ways (`lent-right-breaks.test.ts`). */
const COMMANDS = Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index).filter(
  (command) => command >= CHANGES_FROM || command % 2 === 1,
);

let rig: LaneRig;

beforeAll(async () => {
  rig = await startLaneRig();
});
afterAll(() => rig.close());
beforeEach(() => rig.clerk.lookAway());

async function withTerminal(use: (terminal: LaneTerminal) => Promise<void>): Promise<void> {
  const terminal = await enrolLaneTerminal(rig);
  try {
    await use(terminal);
  } finally {
    await terminal.stop();
    rmSync(terminal.folder, { recursive: true, force: true });
  }
}

it('takes as many commands as the tests below try', () =>
  withTerminal(async (terminal) => {
    const card = await terminal.begin('activate-eid', 'function-off');
    await rig.clerk.approve();
    await terminal.enterAll();
    await terminal.visitor.sees('outcome', { result: 'eid-activated' });
    expect(card.commandCount).toBe(LAST);
  }));

describe('a card taken away while it is being changed', () => {
  it.each(COMMANDS)('at command %i is finished by a second try', (atCommand) =>
    withTerminal(async (terminal) => {
      const pull = { atCommand, when: 'after-processing' } as const;
      const card = createSimulatedCard(OFF, { pull });
      await terminal.begin('activate-eid', card);
      await rig.clerk.approve();
      await terminal.enterAll();
      const { visitor } = terminal;
      const { notice } = await visitor.sees('notice');
      const isOn = card.state().pinActive;
      expect(notice).toBe(isOn ? 'lane-interrupted-activated' : 'lane-interrupted');
      terminal.devices.reader.insert(card);
      await rig.clerk.approve({ attempt: 2, activated: isOn });
      await visitor.sees('outcome', { result: 'eid-activated' });
      expect(card.state()).toMatchObject({ pin: NEW_PIN, pinActive: true, retryCounter: 3 });
      await rig.clerk.sees({ state: 'closed', result: 'eid-activated', attempt: 2 });
      expect(terminal.staffNeeds()).not.toContain('interrupted-transaction');
    }),
  );

  it('and not brought back leaves a ticket that says what is missing', () =>
    withTerminal(async (terminal) => {
      const card = await terminal.begin('activate-eid', 'function-off');
      await rig.clerk.approve();
      terminal.onExchange = () => card.state().pinActive && terminal.devices.reader.remove();
      await terminal.enterAll();
      await terminal.visitor.sees('notice', { notice: 'lane-interrupted-activated' });
      terminal.visitor.does({ kind: 'cancel' });
      await terminal.visitor.sees('outcome', { result: 'activated-without-pin' });
      await rig.clerk.sees({ ticket: 'waiting', result: 'activated-without-pin' });
    }));
});

describe('a process killed while the card is being changed', () => {
  const script = new URL('testing/killed-lane.ts', import.meta.url).pathname;

  it.each([6, 12, 19, 23, 24, 25, LAST])(
    'at command %i leaves a transaction that staff are told of, and no request',
    async (command) => {
      const folder = makeFolder();
      await rig.access(join(folder, 'kiosk.json'));
      const child = promisify(execFile)(process.execPath, [script, folder, String(command)]);
      const [{ id }] = await Promise.all([
        rig.clerk.approve(),
        expect(child).rejects.toMatchObject({ signal: 'SIGKILL' }),
      ]);
      const { state: before } = await rig.clerk.sees({ id });
      const next = await enrolLaneTerminal(rig, folder);
      try {
        const state = before === 'used' ? 'closed' : 'withdrawn';
        await rig.clerk.sees({ id, state, result: 'interrupted', ticket: 'none' });
        const [notice] = next.staffViews.at(-1)?.notices ?? [];
        expect(notice?.need).toMatchObject({
          kind: 'interrupted-transaction',
          service: 'activate-eid',
        });
      } finally {
        await next.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
