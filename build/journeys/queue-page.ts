import type { Page } from 'playwright-core';
import type { CounterInBrowser } from './counter-in-browser.ts';

/** The queue's page as its journeys work it: keys, and where things stand. */

/** A step that waits for longer has failed; the next ones build on it, so that none is retried. */
const STEP_MS = 8_000;

export async function workIn(
  rig: CounterInBrowser,
  ...who: Parameters<CounterInBrowser['work']>
): Promise<Page> {
  const page = await rig.work(...who);
  page.setDefaultTimeout(STEP_MS);
  return page;
}

export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

export const hand = (page: Page) => page.locator('.hand');
export const row = (page: Page, ticket: string) => page.locator('.row', { hasText: ticket });

/** Waits until this person is at the counter. */
export function handHas(page: Page, ticket: string): Promise<void> {
  return page.locator('.hand-ticket', { hasText: ticket }).waitFor();
}

/** Waits until nobody is. */
export function isFree(page: Page): Promise<void> {
  return page.locator('.hand--free').waitFor();
}

/** Done is taken only once the person is known to be there. */
export async function serveAndFinish(page: Page): Promise<void> {
  await press(page, 'b');
  await page.locator('.hand--serving').waitFor();
  await press(page, 'e');
  await isFree(page);
}
