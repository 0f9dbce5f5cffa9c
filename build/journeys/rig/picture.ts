import { existsSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const FOLDER = new URL('../pictures/', import.meta.url);

/** The pictures of the README; `UPDATE_PICTURES=1` takes them anew. */
export async function picture(page: Page, name: string): Promise<void> {
  const taken = await page.screenshot();
  expect(taken.length).toBeGreaterThan(10_000);
  const file = new URL(`${name}.png`, FOLDER);
  if (process.env['UPDATE_PICTURES']) writeFileSync(file, taken);
  else expect(existsSync(file), `${name}.png is missing`).toBe(true);
}
