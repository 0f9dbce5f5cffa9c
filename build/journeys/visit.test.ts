import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEXTS } from '../../config/text/index.ts';
import { CARD_PROFILES, type EidProfileName } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import { DELAYS, IDLE_COUNTDOWN_SECONDS } from '../../state-machines/delays.ts';
import { describeWithParts, requirePart } from '../integration/rig/requirements.ts';
import { type KioskInBrowser, LANDSCAPE, startKioskInBrowser } from './kiosk-in-browser.ts';
import { picture } from './rig/picture.ts';

/** Whole visits, touched and typed in a real browser: screens, contract, core, drivers, chip. */

const { de, en } = TEXTS;
const NEW_PIN = '847261';

describeWithParts(['chromium'], 'a visit in the browser', () => {
  let kiosk: KioskInBrowser;

  beforeEach(async () => {
    kiosk = await startKioskInBrowser(requirePart('chromium'));
  });

  afterEach(() => kiosk.close());

  const put = (profile: EidProfileName) => {
    const card = createSimulatedCard(CARD_PROFILES[profile]);
    kiosk.devices.reader.insert(card);
    return card;
  };
  const heading = (page: Page, title: string) =>
    page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  const touch = (page: Page, name: string) =>
    page
      .getByRole('button', { name: new RegExp(`^${RegExp.escape(name)}`) })
      .first()
      .click();
  const touchDigits = async (page: Page, digits: string) => {
    for (const digit of digits) {
      await page.getByRole('button', { name: digit, exact: true }).click();
    }
    await page.getByRole('button', { name: de.entry.confirm, exact: true }).click();
  };

  it('changes the PIN by touch, from the welcome screen to the receipt', async () => {
    const page = await kiosk.openVisitor();
    await heading(page, de.attract.title);
    await picture(page, 'welcome');
    await touch(page, de.attract.begin);
    await touch(page, de.language);
    await touch(page, de.services['change-pin'].title);
    await heading(page, de.presentCard.title);
    const card = put('transport-pin');
    await heading(page, de.secrets.pin.title);
    await picture(page, 'enter-pin');
    await touchDigits(page, '12345');
    await heading(page, de.secrets['new-pin'].title);
    await touchDigits(page, NEW_PIN);
    await heading(page, de.secrets['new-pin-again'].title);
    await touchDigits(page, NEW_PIN);
    await heading(page, de.results['pin-changed'].title);
    expect(card.state()).toMatchObject({ pin: NEW_PIN, transportPin: false, retryCounter: 3 });
    expect(kiosk.devices.paperMachine.slips).toHaveLength(1);
    await touch(page, de.outcome.finish);
    await heading(page, de.takeCard.now.title);
    kiosk.devices.reader.remove();
    await heading(page, de.goodbye.done.title);

    const traces = [
      ...kiosk.frames,
      ...kiosk.logLines,
      ...readdirSync(kiosk.dataFolder).map((name) =>
        readFileSync(join(kiosk.dataFolder, name), 'latin1'),
      ),
      await page.content(),
    ].join('\n');
    expect(traces).not.toContain(NEW_PIN);
    expect(traces).not.toContain('12345');
  });

  it('changes the PIN with arrow keys, digits and Enter alone, in English', async () => {
    const page = await kiosk.openVisitor(LANDSCAPE);
    await heading(page, de.attract.title);
    await page.keyboard.press('Enter');
    await heading(page, de.chooseLanguage.title);
    const choose = async (name: string) => {
      for (let step = 0; step < 20; step++) {
        const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
        if (focused.includes(name)) return page.keyboard.press('Enter');
        await page.keyboard.press('ArrowDown');
      }
      throw new Error(`the arrow keys never reached ${name}`);
    };
    await choose(en.language);
    await heading(page, en.menu.title);
    await choose(en.services['change-pin'].title);
    await heading(page, en.presentCard.title);
    const card = put('ready');
    for (const [title, digits] of [
      [en.secrets.pin.title, '123456'],
      [en.secrets['new-pin'].title, NEW_PIN],
      [en.secrets['new-pin-again'].title, NEW_PIN],
    ] as const) {
      await heading(page, title);
      await page.keyboard.type(digits, { delay: 20 });
      await page.keyboard.press('Enter');
    }
    await heading(page, en.results['pin-changed'].title);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(card.state().pin).toBe(NEW_PIN);
  });

  it('counts down when nobody touches anything, and any key keeps the session', async () => {
    const page = await kiosk.openVisitor();
    await touch(page, de.attract.begin);
    await touch(page, de.language);
    await heading(page, de.menu.title);
    kiosk.devices.clock.advance(DELAYS.idle + 5 * DELAYS.countdownStep);
    const dialog = page.getByRole('alertdialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain(de.idle.secondsLeft(IDLE_COUNTDOWN_SECONDS - 5));
    await page.keyboard.press('a');
    await dialog.waitFor({ state: 'hidden' });
    kiosk.devices.clock.advance(DELAYS.idle + IDLE_COUNTDOWN_SECONDS * DELAYS.countdownStep);
    await heading(page, de.goodbye.expired.title);
    kiosk.devices.clock.advance(DELAYS.goodbye);
    await heading(page, de.attract.title);
  });

  it('refuses a second visitor window, and takes the first one back after a reload', async () => {
    const first = await kiosk.openVisitor();
    await heading(first, de.attract.title);
    const second = await kiosk.openVisitor();
    await second.getByText(de.connection.taken.title).waitFor();
    await first.reload();
    await heading(first, de.attract.title);
  });

  it('is put through its paces on the bench, and staff see it', async () => {
    const page = await kiosk.openVisitor();
    const bench = await kiosk.openPage('bench');
    const staff = await kiosk.openPage('staff');
    await touch(page, de.attract.begin);
    await touch(page, de.language);
    await touch(page, de.services['check-card'].title);
    await touch(bench, de.bench.profiles.blocked.title);
    await heading(page, de.cardState.blocked.title);
    await touch(bench, de.bench.card.remove);
    await heading(page, de.notices['card-removed'].title);
    await touch(bench, de.bench.reader.unplug);
    await staff.getByText(de.staff.needs['reader-lost'].title).waitFor();
    await touch(bench, de.bench.reader.plug);
    await staff.getByText(de.staff.nothing).waitFor();
    await touch(bench, de.bench.printer.conditions['paper-out']);
    await staff.getByText(de.staff.needs.printer.title).waitFor();
    await touch(bench, de.bench.printer.conditions.ready);
    await staff.getByText(de.staff.nothing).waitFor();
  });

  it('shows on the bench the very paper that came out', async () => {
    const page = await kiosk.openVisitor();
    const bench = await kiosk.openPage('bench');
    await touch(page, de.attract.begin);
    await touch(page, de.language);
    await touch(page, de.services['check-card'].title);
    await touch(bench, de.bench.profiles.ready.title);
    await heading(page, de.cardState.operational.title);
    await touch(page, de.cardState.finish);
    await heading(page, de.results['card-checked'].title);
    await bench.getByRole('img', { name: de.bench.paper.slip(1) }).waitFor();
    await touch(bench, de.bench.paper.tear);
    await bench.getByText(de.bench.paper.empty).waitFor();
  });
});
