import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeJob } from '../../printer/languages/esc-pos.ts';
import { generic58mm } from '../../printer/models/generic-58mm.ts';
import { generic80mm } from '../../printer/models/generic-80mm.ts';
import { sampleReceipt } from '../../printer/sample-document.ts';
import type { Paper } from './paper.ts';
import { paperSvg } from './paper-svg.ts';
import { paperText } from './paper-text.ts';
import { SimulatedClock } from './simulated-clock.ts';
import { SimulatedPrinter } from './simulated-printer.ts';
import { drawPicture, expectPicture } from './testing/picture.ts';

const PICTURES = join(import.meta.dirname, 'pictures');

async function printSample(model: typeof generic80mm): Promise<Paper> {
  const clock = new SimulatedClock();
  const options = { clock, profile: 'full', paperWidthMm: model.paperWidthMm } as const;
  const printer = new SimulatedPrinter(options);
  printer.receive(encodeJob(sampleReceipt, model, '!!!!'));
  await clock.advance(10_000);
  return printer.slips[0] ?? printer.attached;
}

describe('the sample receipt as a picture', () => {
  it.each([generic80mm, generic58mm])('$name', async (model) => {
    const slip = await printSample(model);
    const { png, qr } = drawPicture(paperSvg(slip));
    expect(qr).toBe('S7-20261122-0042');
    expectPicture(png, join(PICTURES, `receipt-${model.paperWidthMm}mm.png`));
  });
});

describe('paperSvg', () => {
  it('draws styles, a picture and a torn edge', () => {
    const style = {
      font: 'A',
      bold: false,
      underline: 0,
      inverse: false,
      widthFactor: 1,
      heightFactor: 1,
    } as const;
    const runs = [
      { text: 'normal ', style },
      { text: 'fett', style: { ...style, bold: true } },
      { text: ' ', style },
      { text: 'unterstrichen', style: { ...style, underline: 2 as const } },
      { text: ' ', style },
      { text: '<&"invers', style: { ...style, inverse: true } },
    ];
    const small = [{ text: 'Schrift B, 9 × 17 Punkte', style: { ...style, font: 'B' as const } }];
    const large = [{ text: '4×4', style: { ...style, widthFactor: 4, heightFactor: 4 } }];
    const bits = Uint8Array.from({ length: 12 * 96 }, (_, index) =>
      (index + Math.floor(index / 96)) % 2 === 0 ? 0xf0 : 0x0f,
    );
    const slip: Paper = {
      paperWidthDots: 640,
      printWidthDots: 576,
      end: 'torn',
      lines: [
        { kind: 'text', alignment: 'left', runs, heightDots: 34 },
        { kind: 'text', alignment: 'right', runs: small, heightDots: 34 },
        { kind: 'text', alignment: 'centre', runs: large, heightDots: 96 },
        { kind: 'raster', alignment: 'centre', bytesPerRow: 12, bits, heightDots: 96 },
      ],
    };
    expectPicture(drawPicture(paperSvg(slip)).png, join(PICTURES, 'styles.png'));
  });
});

describe('paperText', () => {
  it.each([generic80mm, generic58mm])('$name', async (model) => {
    const slip = await printSample(model);
    const path = join(import.meta.dirname, 'pictures', `receipt-${model.paperWidthMm}mm.txt`);
    await expect(`${paperText(slip, 'plain')}\n`).toMatchFileSnapshot(path);
  });

  it('paints black on white for a terminal, line by line', async () => {
    const painted = paperText(await printSample(generic58mm), 'ansi').split('\n');
    for (const line of painted) {
      expect(line.startsWith('\u001B[30;107m')).toBe(true);
      expect(line.endsWith('\u001B[0m')).toBe(true);
    }
  });
});
