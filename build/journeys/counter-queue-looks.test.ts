import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEXTS } from '../../central/web/text/index.ts';
import { describeWithParts, requirePart } from '../integration/rig/requirements.ts';
import {
  type CounterInBrowser,
  type LaneBranch,
  startCounterInBrowser,
} from './counter-in-browser.ts';
import { findOverflow, findSmallTargets, TARGET_PX } from './page-rules.ts';
import { handHas, isFree, press, row, workIn } from './queue-page.ts';
import { type QueuedBranch, queueIn } from './queued-branch.ts';
import { picture } from './rig/picture.ts';

/** The looks of calling in both languages and sizes of desk, checked by rule. */

describeWithParts(['chromium'], 'the looks of calling', () => {
  let rig: CounterInBrowser;
  beforeAll(async () => {
    rig = await startCounterInBrowser(requirePart('chromium'));
  });
  afterAll(() => rig?.close());

  describe.each([
    { language: 'de', locale: 'de-DE', width: 1_280, height: 900 },
    { language: 'en', locale: 'en-GB', width: 1_920, height: 1_080 },
  ] as const)('in $language, $width px', { retry: 0 }, ({ language, locale, ...size }) => {
    const text = TEXTS[language];
    let page: Page;
    let queue: QueuedBranch;
    let branch: LaneBranch;
    beforeAll(async () => {
      branch = await rig.addBranch();
      queue = await queueIn(rig, branch);
      const options = { language: locale, ...size };
      page = await workIn(rig, branch.staff.leitner, 'Schalter 2', options);
    });
    afterAll(() => page?.context().close());

    const see = async (name: string): Promise<void> => {
      await rig.picture(page, `${language}/queue-${name}`);
      expect(await page.evaluate(findSmallTargets, TARGET_PX)).toEqual([]);
      expect(await page.evaluate(findOverflow)).toEqual([]);
      expect(await rig.accessibilityFaults(page)).toEqual([]);
      expect(rig.complaints).toEqual([]);
    };

    it('nobody, then a full hall', async () => {
      await page.getByText(text.queue.hand.empty).waitFor();
      await see('empty');
      for (let index = 0; index < 5; index++) await queue.takeTicket();
      await queue.takeTicket('registration', { note: 'kommt mit Kinderwagen', preferred: true });
      for (let index = 0; index < 4; index++) await queue.takeTicket('registration');
      const kiosk = await branch.addKiosk('Terminal 1');
      await kiosk.open();
      await page.locator('.strip').getByText('F01').waitFor();
      await row(page, 'B005').waitFor();
      await see('full');
    });

    it('somebody at the counter, another marked', async () => {
      const colleague = await workIn(rig, branch.staff.yilmaz, 'Schalter 3');
      await press(colleague, 'n');
      await handHas(colleague, 'B001');
      await press(page, 'n');
      await handHas(page, 'A001');
      await press(page, 'p');
      await page.getByRole('dialog').locator('input:focus').waitFor();
      await page.keyboard.type('holt ein Foto');
      await press(page, 'Enter');
      await isFree(page);
      await press(page, 'n');
      await handHas(page, 'A002');
      await press(page, 'v');
      await isFree(page);
      await press(page, 'n');
      await handHas(page, 'A003');
      await press(page, 'ArrowDown', 'ArrowDown');
      await page.locator('.row button:focus-visible').waitFor();
      await see('called');
      if (language === 'de') await picture(page, 'calling');
      await press(page, 'b');
      await page.getByText(text.queue.hand.servedSince).waitFor();
      await see('serving');
      await colleague.context().close();
    });

    it('each dialog', async () => {
      await queue.addAppointment('K7MR4W2P', 25);
      await queue.addAppointment('Q9WX3T6B', -20);
      await press(page, 'f');
      await page.getByRole('dialog').getByRole('radio').first().press('Space');
      await see('forward');
      await press(page, 'Escape', 's');
      await page.getByRole('row', { name: 'A001' }).waitFor();
      await see('today');
      await press(page, 'Escape', 'i');
      await page.getByRole('dialog').getByRole('checkbox').first().press('Space');
      await page.getByRole('dialog').getByText(text.queue.issuing.off).waitFor();
      await see('issuing');
      await press(page, 'Escape', 'k');
      await page.getByRole('row', { name: 'K7MR4W2P' }).waitFor();
      await see('appointments');
      await press(page, 'Escape', 't');
      await page.getByRole('dialog').getByRole('radio').first().press('Space');
      await see('ticket');
      await press(page, 'Enter');
      await page.locator('.slip-ticket').waitFor();
      await see('slip');
      await page.emulateMedia({ media: 'print' });
      await rig.picture(page, `${language}/queue-slip-printed`);
      await page.emulateMedia({ media: 'screen' });
      await press(page, 'Escape', '?');
      await see('keys');
      await press(page, 'Escape', 'e');
      await isFree(page);
      await press(page, 'h');
      await page.locator('.hand--pause').waitFor();
      await see('pause');
    });
  });
});
