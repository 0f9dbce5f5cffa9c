import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { CardState } from '../../devices/simulators/eid-card/card-memory.ts';
import { CARD_PROFILES, type EidProfileName } from '../../devices/simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type SimulatedEidCard,
} from '../../devices/simulators/eid-card/simulated-card.ts';
import { waitForAppReader } from './rig/app-readers.ts';
import { type AusweisApp, startAusweisApp } from './rig/ausweisapp.ts';
import type { AusweisAppClient } from './rig/ausweisapp-client.ts';
import type { ReaderState } from './rig/ausweisapp-messages.ts';
import { changePin } from './rig/change-pin.ts';
import { type PrivatePcscd, startPcscd } from './rig/pcscd.ts';
import { CARD_READER_PARTS, describeWithParts } from './rig/requirements.ts';
import { type InsertedCard, insertCard } from './rig/virtual-card.ts';

/**
 * The AusweisApp is the judge of the simulated card: a terminal that others wrote and that works
 * with real cards. What it manages here, through real PC/SC, the card does right.
 */

const SLOT = 0;
const READY = CARD_PROFILES.ready;
const { pin: PIN } = READY.state;
const { can: CAN, puk: PUK } = READY;
const NEW_PIN = '654321';
const WRONG_PINS = ['111111', '222222', '333333'] as const;

describeWithParts([...CARD_READER_PARTS, 'ausweisapp'], 'AusweisApp on the simulated card', () => {
  let pcscd: PrivatePcscd;
  let app: AusweisApp;
  let client: AusweisAppClient;
  let inserted: InsertedCard | undefined;

  beforeAll(async () => {
    pcscd = await startPcscd();
    app = await startAusweisApp(pcscd.clientEnvironment);
    client = await app.connect();
  });

  afterEach(async () => {
    await inserted?.remove();
    inserted = undefined;
    await waitForAppReader(client, pcscd.readerNames[SLOT], 'no-card');
  });

  afterAll(async () => {
    await client?.close();
    await app?.stop();
    await pcscd?.stop();
  });

  const insert = async (
    profileName: EidProfileName,
  ): Promise<{ card: SimulatedEidCard; shown: ReaderState }> => {
    const card = createSimulatedCard(CARD_PROFILES[profileName]);
    inserted = await insertCard(pcscd, card, SLOT);
    return { card, shown: await waitForAppReader(client, pcscd.readerNames[SLOT], 'card') };
  };

  it('changes the PIN', async () => {
    const { card, shown } = await insert('ready');
    expect(shown).toMatchObject({ keypad: false, card: { deactivated: false, retryCounter: 3 } });
    const result = await changePin(client, { pins: [PIN], newPin: NEW_PIN });
    expect(result.outcome).toBe('success');
    expect(result.questions).toEqual(['ENTER_PIN 3', 'ENTER_NEW_PIN 3']);
    expect(card.state()).toEqual<CardState>({ ...READY.state, pin: NEW_PIN });
  });

  it('turns a transport PIN into a PIN', async () => {
    const { card } = await insert('transport-pin');
    const transportPin = card.state().pin;
    expect(transportPin).toHaveLength(5);
    const result = await changePin(client, { pins: [transportPin], newPin: NEW_PIN });
    expect(result.outcome).toBe('success');
    expect(card.state()).toEqual<CardState>({
      ...READY.state,
      pin: NEW_PIN,
      transportPin: false,
    });
  });

  it('takes the new PIN the next time', async () => {
    const { card } = await insert('ready');
    await changePin(client, { pins: [PIN], newPin: NEW_PIN });
    const again = await changePin(client, { pins: [NEW_PIN], newPin: PIN });
    expect(again.outcome).toBe('success');
    expect(card.state()).toEqual<CardState>(READY.state);
  });

  it('asks for the CAN after two wrong PINs and goes on', async () => {
    const { card } = await insert('ready');
    const result = await changePin(client, {
      pins: [WRONG_PINS[0], WRONG_PINS[1], PIN],
      cans: [CAN],
      newPin: NEW_PIN,
    });
    expect(result.outcome).toBe('success');
    expect(result.questions).toEqual([
      'ENTER_PIN 3',
      'ENTER_PIN 2',
      'ENTER_CAN 1',
      'ENTER_PIN 1',
      'ENTER_NEW_PIN 3',
    ]);
    expect(card.state()).toEqual<CardState>({ ...READY.state, pin: NEW_PIN });
  });

  it('asks again after a wrong CAN, which costs no attempt', async () => {
    const { card } = await insert('one-try-left');
    const result = await changePin(client, { pins: [PIN], cans: ['000000', CAN], newPin: NEW_PIN });
    expect(result.outcome).toBe('success');
    expect(result.questions.slice(0, 3)).toEqual(['ENTER_CAN 1', 'ENTER_CAN 1', 'ENTER_PIN 1']);
    expect(card.state()).toEqual<CardState>({ ...READY.state, pin: NEW_PIN });
  });

  it('unblocks with the PUK after three wrong PINs', async () => {
    const { card } = await insert('ready');
    const result = await changePin(client, {
      pins: [...WRONG_PINS, PIN],
      cans: [CAN],
      puks: [PUK],
      newPin: NEW_PIN,
    });
    expect(result.outcome).toBe('success');
    expect(result.questions).toEqual([
      'ENTER_PIN 3',
      'ENTER_PIN 2',
      'ENTER_CAN 1',
      'ENTER_PIN 1',
      'ENTER_PUK 0',
      'ENTER_PIN 3',
      'ENTER_NEW_PIN 3',
    ]);
    expect(card.state()).toEqual<CardState>({
      ...READY.state,
      pin: NEW_PIN,
      pukCounter: READY.state.pukCounter - 1,
    });
  });

  it('finds out that the PUK is used up, and changes nothing', async () => {
    const { card } = await insert('puk-spent');
    const result = await changePin(client, { pins: [PIN], puks: [PUK], newPin: NEW_PIN });
    expect(result.outcome).toBe('failure');
    expect(result.questions).toEqual(['ENTER_PUK 0']);
    expect(card.state()).toEqual<CardState>(CARD_PROFILES['puk-spent'].state);
  });

  it('reports a deactivated card as deactivated, and changes nothing', async () => {
    const { card, shown } = await insert('function-off');
    expect(shown.card).toMatchObject({ deactivated: true, retryCounter: 0 });
    const result = await changePin(client, { pins: [PIN], newPin: NEW_PIN });
    expect(result.outcome).toBe('deactivated');
    expect(result.questions).toEqual([]);
    expect(card.state()).toEqual<CardState>(CARD_PROFILES['function-off'].state);
  });
});
