import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseSystemAlarm } from '../../central/server/fast-lane/system-alarms.ts';
import { TEXTS } from '../../central/web/text/index.ts';
import { describeWithParts, requirePart } from '../integration/rig/requirements.ts';
import {
  type CounterInBrowser,
  type LaneBranch,
  signIn,
  startCounterInBrowser,
} from './counter-in-browser.ts';
import { findOverflow, findSmallTargets, TARGET_PX } from './page-rules.ts';

/** Every look of the counter page in both languages and sizes of desk, checked by rule. */

const LOOKS = [
  { language: 'de', locale: 'de-DE', width: 1_280, height: 800 },
  { language: 'en', locale: 'en-GB', width: 1_920, height: 1_080 },
] as const;

describeWithParts(['chromium'], 'the looks of the counter page', () => {
  let rig: CounterInBrowser;
  beforeAll(async () => {
    rig = await startCounterInBrowser(requirePart('chromium'));
  });
  afterAll(() => rig?.close());

  describe.each(LOOKS)('$language, $width px', ({ language, locale, ...size }) => {
    const text = TEXTS[language];
    const options = { language: locale, ...size };
    let branch: LaneBranch;
    let page: Page;
    beforeAll(async () => {
      branch = await rig.addBranch();
      page = await rig.work(branch.staff.berger, 'Schalter 2', options);
    });
    afterAll(() => page?.context().close());

    const see = async (name: string, shown = page): Promise<void> => {
      await rig.picture(shown, `${language}/${name}`);
      expect(await shown.evaluate(findSmallTargets, TARGET_PX)).toEqual([]);
      expect(await shown.evaluate(findOverflow)).toEqual([]);
      expect(await rig.accessibilityFaults(shown)).toEqual([]);
      expect(await shown.locator('html').getAttribute('lang')).toBe(language);
      expect(rig.complaints).toEqual([]);
    };

    it('sign-in, and locked', async () => {
      const guest = await rig.openPage(options);
      await see('sign-in', guest);
      for (let tries = 0; tries < 6; tries++) {
        const answer = guest.waitForResponse('**/staff/session');
        await signIn(guest, `nobody-${language}`, 'wrong');
        await answer;
      }
      await guest.getByText(text.signIn.locked).waitFor();
      await guest.getByText(/0:\d\d/).waitFor();
      await see('sign-in-locked', guest);
      await guest.context().close();
    });

    it('the choice of a counter', async () => {
      await page.getByRole('button', { name: text.counter.change }).click();
      await page.getByRole('heading', { name: text.counter.title }).waitFor();
      await see('choose-counter');
      await page.getByRole('button', { name: 'Schalter 2' }).click();
    });

    it('an empty list', async () => {
      await page.getByText(text.lane.none).waitFor();
      await see('empty');
    });

    it('three requests, one of them waiting long', async () => {
      const kiosks = [];
      for (const name of ['Terminal 1', 'Terminal 2', 'Terminal 3']) {
        kiosks.push(await branch.addKiosk(name));
      }
      const [one, two, three] = kiosks;
      await one?.open();
      rig.clock.aheadMs += 61_000;
      const requestId = await two?.open({
        service: 'activate-eid',
        pinState: 'deactivated',
        attempt: 2,
        activated: true,
      });
      await two?.tell({ kind: 'card-told', requestId: requestId ?? '', documentType: 'ID' });
      await three?.open({ pinState: 'suspended' });
      await page.getByText(text.lane.escalated).waitFor();
      await page.getByText('F03').waitFor();
      await see('three');
    });

    it('a request to approve', async () => {
      await page.keyboard.press('a');
      await page.locator('.panel input:focus').waitFor();
      await page.keyboard.press('1');
      await see('approve');
      await page.keyboard.press('2');
      await page.keyboard.press('3');
      await see('approve-ready');
    });

    it('a refusal, and the ticket after it', async () => {
      await page.keyboard.press('r');
      await page.keyboard.press('4');
      await see('refuse');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: text.lane.tickets }).waitFor();
      await see('ticket');
    });

    it('an approval that runs', async () => {
      await page.keyboard.press('a');
      await page.locator('.panel input:focus').waitFor();
      for (const key of ['1', '2', '3', 'Enter']) await page.keyboard.press(key);
      await page.getByText(text.panel.approved).waitFor();
      await see('approved');
    });

    it('the keys', async () => {
      await page.keyboard.press('?');
      await see('keys');
      await page.keyboard.press('Escape');
    });

    it('alarms, read and unread', async () => {
      const kiosk = await branch.addKiosk('Terminal 4');
      const requestId = await kiosk.open();
      const now = Date.now() + rig.clock.aheadMs;
      const about = `DECITY${language.toUpperCase()}001`;
      for (const kind of ['certificate-ends-soon', 'authority-key-in-file'] as const) {
        await raiseSystemAlarm(rig.database(), { kind, about, now });
      }
      await kiosk.tell({ kind: 'chip-not-genuine', requestId, evidence: 'chip-authentication' });
      await page
        .getByRole('heading', { name: text.alarmKinds['chip-not-genuine'].title })
        .waitFor();
      await see('alarms');
      await page.getByRole('button', { name: text.alarms.read, exact: true }).click();
      await see('alarms-read');
    });

    it('the terminals, for a lead and for IT', async () => {
      const lead = await rig.work(branch.staff.leitner, 'Schalter 1', options);
      await lead.getByRole('button', { name: text.header.kiosks }).click();
      await lead.getByRole('row', { name: 'Terminal 2' }).waitFor();
      await see('terminals-lead', lead);
      await lead.context().close();
      const it = await rig.work(branch.staff.technik, null, options);
      await it.getByLabel(text.kiosks.kioskName).fill('Terminal 9');
      await it.keyboard.press('Enter');
      await it.locator('.code-letters').waitFor();
      await it.getByRole('row', { name: 'Terminal 2' }).waitFor();
      await see('terminals-it', it);
      await it.context().close();
    });

    it('not live, and what was tried meanwhile', async () => {
      const headingAt = () => page.getByRole('heading', { level: 2 }).first().boundingBox();
      const before = await headingAt();
      await rig.stopCentral();
      await page.getByText(text.live.lostHint).waitFor();
      await see('not-live');
      await page.keyboard.press('a');
      await page.getByRole('alert').filter({ hasText: /F0\d/ }).waitFor();
      await see('not-live-tried');
      // Nothing has moved by it.
      expect(await headingAt()).toEqual(before);
      await rig.startCentralAgain();
      await page.getByText(text.live.live, { exact: true }).waitFor();
    });
  });
});
