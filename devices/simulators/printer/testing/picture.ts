import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import jsqr from 'jsqr';
import { expect } from 'vitest';

const fontFiles = ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf'].map((file) =>
  join(import.meta.dirname, '../../../../node_modules/dejavu-fonts-ttf/ttf', file),
);

/** No system font takes part, so that the picture is the same everywhere. */
export function drawPicture(svg: string): {
  readonly png: Uint8Array;
  readonly qr: string | undefined;
} {
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'DejaVu Sans Mono' };
  const image = new Resvg(svg, { font }).render();
  const { width, height } = image;
  const qr = jsqr.default(new Uint8ClampedArray(image.pixels), width, height)?.data;
  return { png: image.asPng(), qr };
}

/** UPDATE_PICTURES=1 writes the reference anew; look at it before committing. */
export function expectPicture(png: Uint8Array, path: string): void {
  const { UPDATE_PICTURES: update } = process.env;
  if (update === '1') writeFileSync(path, png);
  if (existsSync(path) && Buffer.from(png).equals(readFileSync(path))) return;
  const seen = join(mkdtempSync(join(tmpdir(), 'picture-')), basename(path));
  writeFileSync(seen, png);
  expect.fail(`the picture differs from ${path}; what was drawn is ${seen}`);
}
