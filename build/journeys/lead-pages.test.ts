import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { de } from '../../central/web/text/de.ts';
import { describeWithParts, requirePart } from '../integration/rig/requirements.ts';
import {
  type CounterInBrowser,
  type LaneBranch,
  startCounterInBrowser,
} from './counter-in-browser.ts';
import { fillFourWeeks, storeSetUp } from './rig/branch-with-past.ts';

/** What a branch lead looks at and sets up, and what a visitor's phone shows. */

const DESK = { width: 1_280, height: 900 };

describeWithParts(['chromium'], 'the pages of a branch lead', () => {
  let rig: CounterInBrowser;
  let branch: LaneBranch;
  let page: Page;
  beforeAll(async () => {
    rig = await startCounterInBrowser(requirePart('chromium'));
    branch = await rig.addBranch();
    await branch.addKiosk('Terminal 1');
    await storeSetUp(rig.database(), branch.id);
    await fillFourWeeks(rig.database(), branch.id, Date.now());
    page = await rig.work(branch.staff.leitner, 'Schalter 1', DESK);
  });
  afterAll(() => rig?.close());

  const see = async (name: string, shown = page): Promise<void> => {
    await rig.picture(shown, `lead/${name}`);
    expect(await rig.accessibilityFaults(shown)).toEqual([]);
    expect(await shown.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(rig.complaints).toEqual([]);
  };

  describe('the report', () => {
    it('is drawn with axes, units and tables', async () => {
      await page.getByRole('button', { name: de.header.report }).click();
      await page.getByRole('img', { name: de.report.plots.handled }).waitFor();
      expect(await page.locator('.plot').count()).toBe(3);
      const bars = await page.locator('.plot').first().locator('rect.plot-bar').count();
      // 20 working days, counters and terminals, and the legend.
      expect(bars).toBeGreaterThanOrEqual(32);
      await page.getByText(de.report.plots.minutes, { exact: true }).waitFor();
      await page.getByRole('table', { name: de.report.perService, exact: true }).waitFor();
      await page.getByText(/Zwei Bewohnerparkausweise/).waitFor();
      await see('report');
    });

    it('prints in black and white, without what is for the screen only', async () => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('button', { name: de.report.show }).isVisible()).toBe(false);
      expect(
        await page.locator('.report').evaluate((each) => getComputedStyle(each).overflowY),
      ).toBe('visible');
      await page.screenshot({
        path: 'build/journeys/output/counter/lead/print.png',
        fullPage: true,
      });
      await page.emulateMedia({ media: null });
    });

    it('is taken along as a table of the days that are shown', async () => {
      await page.getByRole('button', { name: de.report.thisWeek }).click();
      const coming = page.waitForEvent('download');
      await page.getByRole('link', { name: de.report.csv }).click();
      const download = await coming;
      expect(download.suggestedFilename()).toMatch(/^auslastung-\d{4}-\d\d-\d\d-/);
      const csv = await readFile(await download.path(), 'utf8');
      expect(csv).toMatch(/^\uFEFFZeitraum;/);
      expect(csv).toMatch(/gesamt;[^\r]*;Schalter;Personalausweis;/);
    });

    it('says which days make no span', async () => {
      await page.getByLabel(de.report.from, { exact: true }).fill('2026-12-24');
      await page.getByLabel(de.report.to, { exact: true }).fill('2026-12-23');
      await page.getByText(de.report.wrongSpan).waitFor();
      expect(await page.getByRole('link', { name: de.report.csv }).count()).toBe(0);
    });
  });
});
