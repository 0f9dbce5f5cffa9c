import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { TEXTS } from '../../config/text/index.ts';
import { DEMO_WAITING_ROOM } from '../../main/demo/demo-hall.ts';
import { describeWithParts, requirePart } from '../integration/rig/requirements.ts';
import { flashesPerSecond, recordFrames } from './flashes.ts';
import {
  DIRECTION,
  type HallInBrowser,
  type HeardPage,
  openHall,
  pictureOf,
} from './hall-in-browser.ts';

/** A counter calls, and a waiting room sees and hears it. */

const { waitingRoom: text } = TEXTS.de;
const UPRIGHT = { viewport: { width: 1_080, height: 1_920 } };
const LYING = { viewport: { width: 1_920, height: 1_080 } };
const WITHIN_A_SECOND = { timeout: 1_000 };
const SOON = { timeout: 10_000 };
const HEARD = { timeout: 12_000, interval: 100 };

describeWithParts(['chromium'], 'a waiting room', () => {
  let hall: HallInBrowser;
  let all: HeardPage;
  let passports: HeardPage;

  beforeAll(async () => {
    hall = await openHall(requirePart('chromium'));
    all = await hall.openRoom(1, UPRIGHT);
    passports = await hall.openRoom(2, LYING);
  });
  afterEach(() => hall.rig.network.mend());
  afterAll(() => hall?.close());

  const numbers = ({ page }: HeardPage) => page.locator('.call-number').allInnerTexts();
  const shows = ({ page }: HeardPage, number: string, within = SOON) =>
    page.locator('.call', { hasText: number }).waitFor(within);

  it('shows a call within a second, and says it in both languages', async () => {
    const called = await hall.call('registration');
    await shows(all, called.number, WITHIN_A_SECOND);
    const spelt = [...called.number].join(' ');
    await vi.waitFor(async () => {
      const { said, tones, words } = await all.heard.all();
      expect(said[0]).toContain(`Nummer ${spelt}, bitte zu Schalter 1`);
      expect(tones).toBeGreaterThan(0);
      // The system has no English voice, so these are recorded.
      expect(words).toBeGreaterThan(called.number.length);
    }, HEARD);
    await hall.step(called, { kind: 'miss' });
  });

  it('shows each screen the calls of its queues', async () => {
    const called = await hall.call('identity-card');
    await shows(passports, called.number);
    await shows(all, called.number);
    expect(await numbers(passports)).toEqual([expect.stringContaining(called.number)]);
    expect((await passports.heard.all()).said).toEqual([]);
    await pictureOf(passports.page, 'lying');
    for (const { page } of [all, passports]) {
      const { isWhole, capitalMm } = await drawn(page, DIRECTION);
      expect(isWhole).toBe(true);
      expect(capitalMm).toBeGreaterThan(DEMO_WAITING_ROOM.viewingDistanceMetres * 4.99);
    }
    const logo = passports.page.locator('.room-logo');
    expect(await logo.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(90);
    await hall.step(called, { kind: 'miss' });
  });

  it('lets a repeated call of a number still shown be seen and heard (it-at-m/eappointment #2138, #2249), and flashes nothing', async () => {
    const recording = await recordFrames(all.page);
    const called = await hall.call('registration');
    await shows(all, called.number);
    const spelt = [...called.number].join(' ');
    const said = async (): Promise<number> =>
      (await all.heard.all()).said.filter((sentence) => sentence.includes(spelt)).length;
    await vi.waitFor(async () => expect(await said()).toBe(1), HEARD);
    await hall.step(called, { kind: 'recall' });
    await all.page.getByText(text.again(2)).waitFor(SOON);
    const before = await said();
    await vi.waitFor(async () => expect(await said()).toBeGreaterThan(before), HEARD);
    const frames = await recording.stop();
    expect(frames.length).toBeGreaterThan(20);
    expect(await flashesPerSecond(all.page, frames)).toBeLessThan(3);
    await pictureOf(all.page, 'upright');
  });

  it('would be told apart from one that flashes', async () => {
    const page = await all.page.context().newPage();
    await page.setContent(`<style>
      @keyframes flash { 50% { background: black } }
      body { animation: flash 0.2s step-end infinite }
    </style>`);
    const recording = await recordFrames(page);
    await page.waitForTimeout(1_500);
    expect(await flashesPerSecond(page, await recording.stop())).toBeGreaterThanOrEqual(3);
    await page.close();
  });

  it('keeps the last state while the network is away, and says so', async () => {
    const shown = await numbers(all);
    expect(shown.length).toBeGreaterThan(0);
    hall.rig.network.cut();
    const notice = all.page.getByRole('status').getByText('Nicht aktuell');
    await notice.waitFor();
    expect(await numbers(all)).toEqual(shown);
    await pictureOf(all.page, 'not-live');
    hall.rig.network.mend();
    await notice.waitFor({ state: 'hidden' });
    expect(await numbers(all)).toEqual(shown);
  });

  it('has a clock that runs on, also without the network (it-at-m/eappointment #1805, #1806)', async () => {
    const { page } = passports;
    hall.rig.network.cut();
    await page.clock.install();
    await page.reload();
    const clock = page.locator('time');
    const before = await clock.textContent();
    await page.clock.runFor(61_000);
    await vi.waitFor(async () => expect(await clock.textContent()).not.toBe(before));
  });
});

/** What stands on the glass: whether all of it does, and how high a capital of its font is. */
async function drawn(page: Page, text: string) {
  const { diagonalInches } = DEMO_WAITING_ROOM;
  return (
    page
      .locator('.call')
      .getByText(text)
      // The lowest.
      .last()
      .evaluate((element, glassMm) => {
        const { font } = getComputedStyle(element);
        const canvas = document.createElement('canvas').getContext('2d');
        if (!canvas || !document.fonts.check(font)) throw new Error(`not drawn in ${font}`);
        // Larger, because a height is rounded to whole pixels.
        canvas.font = font.replace(/[\d.]+(?=px)/, (px) => String(10 * Number(px)));
        const capitalPx = canvas.measureText('H').actualBoundingBoxAscent / 10;
        const words = document.createRange();
        words.selectNodeContents(element);
        const isWhole = [...words.getClientRects()].every(
          ({ left, right, top, bottom }) =>
            Math.min(left, top) >= 0 && right <= innerWidth && bottom <= innerHeight,
        );
        return { isWhole, capitalMm: (capitalPx * glassMm) / Math.hypot(innerWidth, innerHeight) };
      }, diagonalInches * 25.4)
  );
}
