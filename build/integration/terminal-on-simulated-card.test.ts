import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPcscReader } from '../../devices/card/transports/pcsc.ts';
import { createEidTerminal, type EidTerminal } from '../../devices/eid/terminal.ts';
import { asciiBytes } from '../../devices/kit/bytes.ts';
import type { CardReader } from '../../devices/kit/card-reader.ts';
import { Secret } from '../../devices/kit/secret.ts';
import type { CardState } from '../../devices/simulators/eid-card/card-memory.ts';
import { CARD_PROFILES, type ProfileName } from '../../devices/simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type Pull,
  type SimulatedCard,
} from '../../devices/simulators/eid-card/simulated-card.ts';
import type { CardPresence } from '../../state-machines/ports/card.ts';
import { waitForAppReader } from './rig/app-readers.ts';
import { startAusweisApp } from './rig/ausweisapp.ts';
import { changePin } from './rig/change-pin.ts';
import { type PrivatePcscd, reachFromThisProcess, startPcscd } from './rig/pcscd.ts';
import { CARD_READER_PARTS, describeWithParts } from './rig/requirements.ts';
import { type InsertedCard, insertCard } from './rig/virtual-card.ts';
import { waitUntil } from './rig/wait.ts';

/** Our terminal through the real pcscd: the same driver, protocol and codecs as in the foyer. */

const SLOT = 0;
const READY = CARD_PROFILES.ready;
const NEW_PIN = '271828';
const NOTICE_DEADLINE_MS = 10_000;

const secret = (digits: string): Secret => new Secret(asciiBytes(digits));
const PIN = secret(READY.state.pin);
const WRONG = secret('999999');
const CAN = secret(READY.can);
const PUK = secret(READY.puk);

describeWithParts([...CARD_READER_PARTS, 'ausweisapp'], 'our terminal over real PC/SC', () => {
  let pcscd: PrivatePcscd;
  let reader: CardReader;
  let terminal: EidTerminal;
  let presence: CardPresence;
  let inserted: InsertedCard | undefined;

  beforeAll(async () => {
    pcscd = await startPcscd();
    reachFromThisProcess(pcscd);
    reader = await openPcscReader({ readerName: pcscd.readerNames[SLOT] });
    terminal = createEidTerminal({ reader });
    reader.watch((next) => {
      presence = next;
    });
  });

  afterEach(takeOut);

  afterAll(async () => {
    reader?.close();
    await pcscd?.stop();
  });

  const seen = (wanted: CardPresence): Promise<unknown> =>
    waitUntil(
      `our reader to see ${wanted}`,
      NOTICE_DEADLINE_MS,
      () => presence === wanted || undefined,
    );

  async function takeOut(): Promise<void> {
    await inserted?.remove();
    inserted = undefined;
    await seen('no-card');
  }

  const putIn = async <Card extends SimulatedCard>(card: Card): Promise<Card> => {
    inserted = await insertCard(pcscd, card, SLOT);
    await seen('card');
    return card;
  };
  const eidCard = (profile: Exclude<ProfileName, 'bank-card' | 'garbage'>, pull?: Pull) =>
    createSimulatedCard(CARD_PROFILES[profile], pull ? { pull } : {});

  it('changes the PIN in nine commands', async () => {
    const card = await putIn(eidCard('ready'));
    expect(await terminal.changePin({ pin: PIN, newPin: secret(NEW_PIN) })).toEqual({ kind: 'ok' });
    expect(card.state()).toEqual<CardState>({ ...READY.state, pin: NEW_PIN });
    expect(inserted?.exchanges).toHaveLength(9);
  });

  it('turns a transport PIN into a PIN', async () => {
    const card = await putIn(eidCard('transport-pin'));
    const outcome = await terminal.changePin({ pin: secret('12345'), newPin: secret(NEW_PIN) });
    expect(outcome).toEqual({ kind: 'ok' });
    expect(card.state()).toMatchObject({ pin: NEW_PIN, transportPin: false });
  });

  it('goes on with the CAN after two wrong PINs', async () => {
    const card = await putIn(eidCard('ready'));
    const newPin = secret(NEW_PIN);
    for (const triesLeft of [2, 1]) {
      const outcome = await terminal.changePin({ pin: WRONG, newPin });
      expect(outcome).toEqual({ kind: 'wrong-pin', triesLeft });
    }
    expect(await terminal.changePin({ pin: PIN, newPin })).toMatchObject({ kind: 'suspended' });
    expect(await terminal.changePin({ pin: PIN, newPin, can: CAN })).toEqual({ kind: 'ok' });
    expect(card.state()).toEqual<CardState>({ ...READY.state, pin: NEW_PIN });
  });

  it('unblocks with the PUK after three wrong PINs', async () => {
    const card = await putIn(eidCard('ready'));
    const newPin = secret(NEW_PIN);
    await terminal.changePin({ pin: WRONG, newPin });
    await terminal.changePin({ pin: WRONG, newPin });
    const third = await terminal.changePin({ pin: WRONG, newPin, can: CAN });
    expect(third).toEqual({ kind: 'wrong-pin', triesLeft: 0 });
    expect(await terminal.changePin({ pin: PIN, newPin })).toMatchObject({ kind: 'blocked' });
    expect(await terminal.unblockPin({ puk: PUK })).toEqual({ kind: 'ok' });
    expect(card.state()).toEqual<CardState>({ ...READY.state, pukCounter: 9 });
  });

  it('reports a deactivated card as deactivated, and tries nothing', async () => {
    const card = await putIn(eidCard('function-off'));
    expect(await terminal.readState()).toEqual({ kind: 'deactivated' });
    const outcome = await terminal.changePin({ pin: PIN, newPin: secret(NEW_PIN) });
    expect(outcome).toEqual({ kind: 'deactivated' });
    expect(card.state()).toEqual<CardState>(CARD_PROFILES['function-off'].state);
  });

  it.each(['bank-card', 'garbage'] as const)('survives a %s', async (profile) => {
    await putIn(createSimulatedCard(CARD_PROFILES[profile]));
    expect(['not-an-id-card', 'protocol-violation']).toContain((await terminal.readState()).kind);
  });

  describe.each(['before-processing', 'after-processing'] as const)('pulled %s', (when) => {
    it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('command %i: told truthfully', async (atCommand) => {
      const card = await putIn(eidCard('two-tries-left', { atCommand, when }));
      const outcome = await terminal.changePin({ pin: PIN, newPin: secret(NEW_PIN) });
      expect(outcome.kind).toBe('card-removed');
      if (outcome.kind !== 'card-removed') return;
      const { pin, retryCounter } = card.state();
      if (outcome.triesLeft !== undefined) expect(outcome.triesLeft).toBe(retryCounter);
      if (outcome.newPin === 'not-set') expect(pin).toBe(READY.state.pin);
      // Only the two commands that change the chip may leave it open what the chip did.
      expect(outcome.triesLeft === undefined).toBe(atCommand <= 4 || atCommand === 8);
      expect(outcome.newPin).toBe(atCommand === 9 ? 'unknown' : 'not-set');

      await takeOut();
      await putIn(card);
      const state = await terminal.readState();
      expect(state).toMatchObject({ triesLeft: card.state().retryCounter });
    });
  });

  it('takes the PIN that the AusweisApp set, and the other way round', async () => {
    const card = await putIn(eidCard('transport-pin'));
    const ours = await terminal.changePin({ pin: secret('12345'), newPin: secret(NEW_PIN) });
    expect(ours).toEqual({ kind: 'ok' });
    await takeOut();

    // Only now: an app that once found the card held by us does not look again.
    const app = await startAusweisApp(pcscd.clientEnvironment);
    const client = await app.connect();
    try {
      await putIn(card);
      await waitForAppReader(client, pcscd.readerNames[SLOT], 'card');
      const theirs = await changePin(client, { pins: [NEW_PIN], newPin: '314159' });
      expect(theirs.outcome).toBe('success');
    } finally {
      await client.close();
      await app.stop();
    }
    await takeOut();

    await putIn(card);
    expect(await terminal.verifyPin({ pin: secret('314159') })).toEqual({ kind: 'ok' });
    expect(card.state()).toMatchObject({ pin: '314159', retryCounter: 3 });
  });
});
