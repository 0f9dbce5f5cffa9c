import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeContent, openingFrames } from '../../display/languages/encode.ts';
import { displayCases } from '../../display/testing/display-cases.ts';
import { concat } from '../../kit/bytes.ts';
import { drawPicture, expectPicture } from '../printer/testing/picture.ts';
import type { Glass } from './glass.ts';
import { glassSvg } from './glass-svg.ts';
import { glassText } from './glass-text.ts';
import { displayProfiles } from './simulated-display.ts';

const PICTURES = join(import.meta.dirname, 'pictures');

const glasses = displayCases
  .filter(({ name }) => name !== 'cd5220-ascii')
  .map(({ model, profile, address = 0, first, name }): { name: string; glass: Glass } => {
    const device = displayProfiles[profile](address);
    const encoding = encodeContent(model, address, first);
    const frames = encoding.kind === 'frames' ? encoding.frames : [];
    const bytes = concat(...[...openingFrames(model), ...frames].map((frame) => frame.bytes));
    for (const byte of bytes) device.receive(byte);
    return { name, glass: device.glass };
  });

describe('a call on the glass', () => {
  it.each(glasses)('$name as a picture', ({ name, glass }) => {
    expectPicture(drawPicture(glassSvg(glass)).png, join(PICTURES, `${name}.png`));
  });

  it.each(glasses)('$name in a terminal', async ({ name, glass }) => {
    await expect(`${glassText(glass)}\n`).toMatchFileSnapshot(join(PICTURES, `${name}.txt`));
  });
});

describe('glassSvg', () => {
  it('draws what means something in XML, and every shape of seven segments', () => {
    const rows = ['<b>&amp;"\'</b> äöüß€', '  >>  A&B  <<       '];
    const characters = drawPicture(glassSvg({ kind: 'characters', rows, blinks: false }));
    expectPicture(characters.png, join(PICTURES, 'characters.png'));
    const positions = '0123456789-AbCdEFHLnoPrU';
    const segments = drawPicture(glassSvg({ kind: 'segments', positions }));
    expectPicture(segments.png, join(PICTURES, 'segments.png'));
  });
});
