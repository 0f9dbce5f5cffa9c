import type { CDPSession, Page } from 'playwright-core';

/**
 * Counts flashes as WCAG 2.3.1 defines them: pairs of opposing changes of relative luminance by a
 * tenth or more, where the darker is below 0.8. Looks at each part of the glass by itself.
 */

const COLUMNS = 12;
const ROWS = 20;
const CHANGE = 0.1;
const DARKER_BELOW = 0.8;

interface Frame {
  /** Seconds. */
  readonly at: number;
  readonly picture: string;
}

export interface Recording {
  /** Every frame that the browser has drawn since. */
  stop(): Promise<readonly Frame[]>;
}

export async function recordFrames(page: Page): Promise<Recording> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const frames: Frame[] = [];
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ at: metadata.timestamp ?? 0, picture: `data:image/png;base64,${data}` });
    // The last one may come when the page is closing.
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  const size = { maxWidth: 240, maxHeight: 240 };
  await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 1, ...size });
  return {
    async stop() {
      await session.send('Page.stopScreencast');
      return frames;
    },
  };
}

/** The most flashes within one second, of any part of the glass. */
export async function flashesPerSecond(page: Page, frames: readonly Frame[]): Promise<number> {
  const luminances: number[][] = [];
  for (const { picture } of frames) luminances.push(await luminancesOf(page, picture));
  const parts = Array.from({ length: COLUMNS * ROWS }, (_, part) =>
    turnsOf(frames.map(({ at }, index) => ({ at, value: luminances[index]?.[part] ?? 0 }))),
  );
  const changes = parts.map((turns) =>
    Math.max(
      0,
      ...turns.map((start) => turns.filter((at) => at >= start && at < start + 1).length),
    ),
  );
  return Math.floor(Math.max(...changes) / 2);
}

interface Sample {
  readonly at: number;
  readonly value: number;
}

/** When the luminance began to go the other way, by more than is a change. */
function turnsOf(samples: readonly Sample[]): number[] {
  const turns: number[] = [];
  let extreme = samples[0]?.value ?? 0;
  let direction = 0;
  for (const { at, value } of samples) {
    const difference = value - extreme;
    if (direction !== 0 && Math.sign(difference) === direction) {
      extreme = value;
    } else if (Math.abs(difference) >= CHANGE && Math.min(value, extreme) < DARKER_BELOW) {
      turns.push(at);
      direction = Math.sign(difference);
      extreme = value;
    }
  }
  return turns;
}

/** Mean relative luminance of each part, read by the browser that can decode the picture. */
function luminancesOf(page: Page, picture: string): Promise<number[]> {
  return page.evaluate(
    async ({ address, columns, rows }) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = new OffscreenCanvas(columns * 8, rows * 8);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      const linear = (value: number): number =>
        value <= 0.04045 * 255 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
      return Array.from({ length: columns * rows }, (_, part) => {
        const [x, y] = [(part % columns) * 8, Math.floor(part / columns) * 8];
        const { data } = context.getImageData(x, y, 8, 8);
        let sum = 0;
        for (let at = 0; at < data.length; at += 4) {
          const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
          sum += 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        }
        return sum / 64;
      });
    },
    { address: picture, columns: COLUMNS, rows: ROWS },
  );
}
