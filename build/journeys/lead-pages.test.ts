import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../../central/server/queue/configuration.ts';
import { de } from '../../central/web/text/de.ts';
import { deFollow } from '../../central/web/text/de-follow.ts';
import { en } from '../../central/web/text/en.ts';
import { enFollow } from '../../central/web/text/en-follow.ts';
import { describeWithParts, requirePart } from '../integration/rig/requirements.ts';
import {
  type CounterInBrowser,
  type LaneBranch,
  startCounterInBrowser,
} from './counter-in-browser.ts';
import {
  callWhoeverIsNext,
  fillFourWeeks,
  giveTickets,
  storeSetUp,
} from './rig/branch-with-past.ts';

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
      expect(await page.locator('.plot').count()).toBe(4);
      const bars = await page.locator('.plot').first().locator('rect.plot-bar').count();
      // 20 working days, counters and terminals, and the legend.
      expect(bars).toBeGreaterThanOrEqual(32);
      await page.getByText(de.report.plots.minutes, { exact: true }).waitFor();
      await page.getByRole('table', { name: de.report.perService, exact: true }).waitFor();
      await page.getByRole('table', { name: de.report.tickets.title }).waitFor();
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

  describe('the set-up', () => {
    const { setUp } = de;
    const service = (name: string) => page.getByRole('group', { name: new RegExp(`^${name}`) });

    it('shows how the queue is set up', async () => {
      await page.getByRole('button', { name: de.header.setUp }).click();
      await service('Personalausweis').waitFor();
      await see('set-up');
    });

    it('refuses what does not fit, at its field and in words', async () => {
      const registration = service('An- und Abmeldung');
      await registration.getByLabel(setUp.services.prefix).fill('a');
      await page.getByRole('button', { name: setUp.save }).click();
      await page.getByRole('alert').getByText(setUp.faults('1')).waitFor();
      const words = setUp.contradictions['numbers-shared']('Personalausweis');
      await registration.getByText(words).waitFor();
      const focused = page.locator(':focus');
      expect(await focused.getAttribute('aria-invalid')).toBe('true');
      expect(await focused.inputValue()).toBe('A');
      await see('set-up-refused');
    });

    it('keeps what is not saved while somebody looks elsewhere', async () => {
      await page.getByRole('button', { name: de.header.report }).click();
      await page.getByRole('button', { name: de.header.setUp }).click();
      const prefix = service('An- und Abmeldung').getByLabel(setUp.services.prefix);
      expect(await prefix.inputValue()).toBe('A');
      await prefix.fill('C');
    });

    it('is worked with keys, and stores all of it', async () => {
      await page.getByLabel(`${setUp.services.add}: ${setUp.id}`).focus();
      await page.keyboard.type('fishing');
      await page.keyboard.press('Enter');
      const fishing = service(setUp.unnamed);
      await fishing.getByLabel(setUp.name, { exact: true }).focus();
      await page.keyboard.type('Fischereischein');
      await service('Fischereischein').waitFor();
      await page.getByRole('button', { name: setUp.days.addClosed }).press('Enter');
      const closed = page.getByRole('region', { name: setUp.days.closed });
      await closed.getByLabel(setUp.days.day, { exact: true }).fill('2026-12-25');
      await closed.getByLabel(setUp.days.reason).fill('1. Weihnachtstag');
      await page.getByRole('button', { name: setUp.save }).press('Enter');
      await page.getByText(/^Gespeichert um/).waitFor();
      await see('set-up-saved');
      const stored = await readConfiguration(rig.database(), branch.id);
      expect(stored).toMatchObject({
        services: [
          { id: 'identity-card', series: { prefix: 'A' } },
          { id: 'registration', series: { prefix: 'C' } },
          { id: 'fishing', name: 'Fischereischein', series: { prefix: 'B' }, queueId: 'hall' },
        ],
        closedDays: [{ day: '2026-12-25', name: '1. Weihnachtstag' }],
      });
    });

    it('overwrites nothing that somebody else has stored meanwhile', async () => {
      await rig.database().query(
        `UPDATE queue_configurations SET body = jsonb_set(body, '{closedDays}', '[]')
           WHERE branch_id = $1`,
        [branch.id],
      );
      await service('Fischereischein').getByLabel(setUp.services.usualMinutes).fill('20');
      await page.getByRole('button', { name: setUp.save }).click();
      await page.getByText(setUp.changedMeanwhile).waitFor();
      expect(await readConfiguration(rig.database(), branch.id)).toMatchObject({ closedDays: [] });
      await page.getByRole('button', { name: setUp.discard }).click();
      await page.getByText(setUp.changedMeanwhile).waitFor({ state: 'detached' });
    });
  });

  it('speak English too', async () => {
    await page.getByRole('button', { name: en.language }).click();
    await page.getByRole('heading', { name: en.setUp.title }).waitFor();
    await see('set-up-english');
    await page.getByRole('button', { name: en.header.report }).click();
    await page.getByRole('img', { name: en.report.plots.handled }).waitFor();
    await see('report-english');
    await page.getByRole('button', { name: de.language }).click();
  });

  describe('the page of a phone', () => {
    let phone: Page;
    let called: () => Promise<void>;
    beforeAll(async () => {
      const database = rig.database();
      const tokens = await giveTickets(database, branch.id, 2);
      const [address] = page.url().split('#');
      phone = await rig.openPage({ width: 360, height: 740 });
      await phone.goto(`${address}follow/#${tokens[1]}`);
      called = () => callWhoeverIsNext(database, branch.id);
    });
    afterAll(() => phone?.context().close());

    /** The server answers anew only after a moment. */
    const lookAgain = async (): Promise<void> => {
      rig.clock.aheadMs += 10_000;
      await phone.evaluate("dispatchEvent(new Event('online'))");
    };

    it('shows number, who is ahead and where to wait', async () => {
      await phone.getByText(deFollow.ahead(1)).waitFor();
      expect(await phone.locator('.number').textContent()).toMatch(/^A\d{3}$/);
      await phone.getByText('Wartebereich 1. OG').waitFor();
      await see('phone-waiting', phone);
    });

    it('keeps what it knows without a network, and says so', async () => {
      await phone.context().setOffline(true);
      await lookAgain();
      await phone.getByText(/^Nicht live/).waitFor();
      await phone.getByText(deFollow.ahead(1)).waitFor();
      await see('phone-not-live', phone);
      await phone.context().setOffline(false);
      await phone.getByText(/^Stand/).waitFor();
    });

    it('shows a call, the counter and the way', async () => {
      await called();
      await lookAgain();
      await phone.getByText(deFollow.nobodyAhead).waitFor();
      await called();
      await lookAgain();
      const call = phone.getByRole('alert');
      await call.getByText(deFollow.called).waitFor();
      expect(await call.textContent()).toMatch(/Schalter 2\s*links, 2\. Tür/);
      expect(await phone.title()).toMatch(/^A\d{3}: bitte zu Schalter 2$/);
      await see('phone-called', phone);
    });

    it('says in English that there is no such ticket', async () => {
      const guest = await rig.openPage({ width: 360, height: 740, language: 'en-GB' });
      await guest.goto(phone.url().replace(/#.*/, '#nothing'));
      await guest.getByText(enFollow.unknown).waitFor();
      expect(await guest.locator('html').getAttribute('lang')).toBe('en');
      await see('phone-unknown', guest);
      await guest.context().close();
    });
  });
});
