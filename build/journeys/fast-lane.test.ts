import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { de as counterText } from '../../central/web/text/de.ts';
import { TEXTS } from '../../config/text/index.ts';
import { CARD_PROFILES, type EidProfileName } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { paperText } from '../../devices/simulators/printer/paper-text.ts';
import { waitForAppReader } from '../integration/rig/app-readers.ts';
import { startAusweisApp } from '../integration/rig/ausweisapp.ts';
import { changePin } from '../integration/rig/change-pin.ts';
import {
  CARD_READER_PARTS,
  describeWithParts,
  requirePart,
} from '../integration/rig/requirements.ts';
import { type InsertedCard, insertCard } from '../integration/rig/virtual-card.ts';
import { type BranchOffice, openBranchOffice } from './rig/branch-office.ts';
import { picture } from './rig/picture.ts';

/** The whole service at once: a visitor and a clerk, each before a browser, and a card in a reader. */

const { de } = TEXTS;
const SLOT = 0;
/** The kiosk looks into its own reader only. */
const SLOT_OF_THE_APP = 1;
const NEW_PIN = '847261';
const { can } = CARD_PROFILES.ready;
const PARTS = [
  ...CARD_READER_PARTS,
  'ausweisapp',
  'chromium',
  'postgresql',
  'softhsm',
  'softhsm2-util',
] as const;

describeWithParts(PARTS, 'the fast lane, visitor and clerk', () => {
  let office: BranchOffice;
  let visitor: Page;
  let clerk: Page;
  let inserted: InsertedCard | undefined;

  beforeAll(async () => {
    office = await openBranchOffice(requirePart('chromium'));
    visitor = await office.openVisitor();
    clerk = await office.openCounter();
    await signIn();
  });

  afterEach(async () => {
    await inserted?.remove();
    inserted = undefined;
  });

  afterAll(() => office?.close());

  const heading = (page: Page, title: string) =>
    page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  const touch = (name: string) =>
    visitor
      .getByRole('button', { name: new RegExp(`^${RegExp.escape(name)}`) })
      .first()
      .click();
  const touchDigits = async (digits: string) => {
    for (const digit of digits) {
      await visitor.getByRole('button', { name: digit, exact: true }).click();
    }
    await visitor.getByRole('button', { name: de.entry.confirm, exact: true }).click();
  };

  async function signIn() {
    await clerk.getByLabel(counterText.signIn.name).fill(office.clerk.name);
    await clerk.getByLabel(counterText.signIn.password).fill(office.clerk.password);
    await clerk.keyboard.press('Enter');
    await clerk.getByRole('button', { name: 'Schalter 2' }).click();
    await clerk.getByText(counterText.lane.none).waitFor();
  }

  const putIn = async (profile: EidProfileName) => {
    const card = createSimulatedCard(CARD_PROFILES[profile]);
    inserted = await insertCard(office.pcscd, card, SLOT);
    return card;
  };

  const takeOut = async () => {
    await inserted?.remove();
    inserted = undefined;
  };

  /** From the welcome screen until the request is open, with the card already in the reader. */
  const choose = async (service: 'activate-eid' | 'reset-pin') => {
    await heading(visitor, de.attract.title);
    await touch(de.attract.begin);
    await touch(de.language);
    await touch(de.services[service].title);
    await heading(visitor, de.presentCard.title);
  };

  const typeAll = async () => {
    await heading(visitor, de.secrets.can.title);
    await touchDigits(can);
    await heading(visitor, de.secrets['new-pin'].title);
    await touchDigits(NEW_PIN);
    await heading(visitor, de.secrets['new-pin-again'].title);
    await touchDigits(NEW_PIN);
  };

  const leave = async () => {
    await touch(de.outcome.finish);
    await heading(visitor, de.takeCard.now.title);
    await takeOut();
    await heading(visitor, de.goodbye.done.title);
  };

  it('switches the function on and sets a PIN that the AusweisApp takes', async () => {
    await choose('activate-eid');
    const card = await putIn('function-off-blocked');
    await heading(visitor, de.fastLane.intro.title);
    await touch(de.fastLane.intro.confirm);
    await clerk.getByText('F01').first().waitFor();
    await typeAll();
    await heading(visitor, de.fastLane.waiting.title);
    await picture(visitor, 'lane-waiting');

    await clerk.keyboard.press('a');
    await clerk.getByText(counterText.panel.approve.title).waitFor();
    for (const key of ['1', '2', '3']) await clerk.keyboard.press(key);
    await picture(clerk, 'counter');
    await clerk.keyboard.press('Enter');
    await heading(visitor, de.results['eid-activated'].title);
    expect(card.state()).toMatchObject({ pin: NEW_PIN, pinActive: true, retryCounter: 3 });
    await clerk
      .getByText(counterText.results['eid-activated'] ?? '')
      .first()
      .waitFor();
    expect(office.paper.slips).toHaveLength(1);
    await leave();

    const traces = office.traces();
    for (const secret of [NEW_PIN, can]) expect(traces).not.toContain(secret);

    const app = await startAusweisApp(office.pcscd.clientEnvironment);
    const client = await app.connect();
    try {
      inserted = await insertCard(office.pcscd, card, SLOT_OF_THE_APP);
      await waitForAppReader(client, office.pcscd.readerNames[SLOT_OF_THE_APP], 'card');
      const theirs = await changePin(client, { pins: [NEW_PIN], newPin: '314159' });
      expect(theirs.outcome).toBe('success');
      expect(card.state()).toMatchObject({ pin: '314159', retryCounter: 3 });
    } finally {
      await client.close();
      await app.stop();
      await takeOut();
    }
  });

  it('sends a visitor who was refused to a counter, with a word and a ticket', async () => {
    await choose('reset-pin');
    const card = await putIn('blocked');
    await heading(visitor, de.fastLane.intro.title);
    await touch(de.fastLane.intro.confirm);
    await heading(visitor, de.secrets.can.title);
    await clerk.getByText('F02').first().waitFor();

    await clerk.keyboard.press('r');
    await clerk.getByText(counterText.panel.refuse.title).waitFor();
    await clerk.keyboard.press('4');
    await clerk.keyboard.press('Enter');
    await heading(visitor, de.results['refused-not-possible-now'].title);
    await visitor.getByText('F02').first().waitFor();
    await clerk.getByText(counterText.lane.tickets).first().waitFor();
    const slip = office.paper.slips.at(-1);
    expect(slip && paperText(slip, 'plain')).toContain('F02');
    expect(card.state()).toEqual(CARD_PROFILES.blocked.state);
    await leave();
  });
});
