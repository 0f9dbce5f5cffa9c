import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { TERMINAL_SCREEN } from './browser.ts';
import { watchTouches } from './touch-watch.ts';

/** A visitor with a finger on the screen, and a stopwatch for each touch. */
export interface TouchingVisitor {
  /** Milliseconds from each touch to the picture that follows it. */
  readonly touchMs: readonly number[];
  sees(title: string): Promise<void>;
  /** Touches the first button whose label begins so, and waits for the next picture. */
  touches(label: string): Promise<void>;
}

/** As long as a finger lies on the glass; the touch counts from when it is lifted. */
const FINGER_DOWN_MS = 60;

export async function openTouchingVisitor(
  browser: Browser,
  address: string,
): Promise<TouchingVisitor> {
  const context = await browser.newContext(TERMINAL_SCREEN);
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  const touchMs: number[] = [];
  let painted: () => void = () => {};
  await page.exposeFunction('reportTouch', (ms: number) => {
    touchMs.push(ms);
    painted();
  });
  await page.addInitScript(watchTouches);
  await page.goto(address);
  return {
    touchMs,
    sees: (title) => page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor(),
    async touches(label) {
      const button = page
        .getByRole('button', { name: new RegExp(`^${RegExp.escape(label)}`), disabled: false })
        .first();
      const box = await button.boundingBox();
      if (!box) throw new Error(`no button to touch: ${label}`);
      const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
      const picture = new Promise<void>((resolve) => {
        painted = resolve;
      });
      await protocol.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
      await sleep(FINGER_DOWN_MS);
      await protocol.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await picture;
    },
  };
}
