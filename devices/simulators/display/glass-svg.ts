import type { CharacterGlass, Glass, SegmentGlass } from './glass.ts';
import { isLit, type Segment } from './seven-segments.ts';

/** Draws a glass as an SVG picture: green fluorescent characters, or red segments. */

const BORDER = 24;
const FONT = "'DejaVu Sans Mono', monospace";
const CASE = '#26262b';
const GLASS = '#0d1413';
const FLUORESCENT = '#5ff5d2';
const CELL = { width: 26, height: 44, gap: 8, fontSize: 32, baseline: 33 };
const DIGIT = { width: 96, height: 160, thickness: 16, gap: 32 };
const LED_ON = '#ff3b2f';
const LED_OFF = '#2a1513';

export function glassSvg(glass: Glass): string {
  return glass.kind === 'characters' ? characterSvg(glass) : segmentSvg(glass);
}

function characterSvg({ rows }: CharacterGlass): string {
  const columns = rows[0]?.length ?? 0;
  const width = columns * CELL.width;
  const height = rows.length * CELL.height + (rows.length - 1) * CELL.gap;
  const cells = rows.flatMap((row, line) =>
    [...row].map((character, column) => {
      if (character === ' ') return '';
      const x = BORDER + (column + 0.5) * CELL.width;
      const y = BORDER + line * (CELL.height + CELL.gap) + CELL.baseline;
      return `<text x="${x}" y="${y}">${escaped(character)}</text>`;
    }),
  );
  const style = `fill="${FLUORESCENT}" font-family="${FONT}" font-size="${CELL.fontSize}"`;
  return picture(width, height, `<g ${style} text-anchor="middle">${cells.join('')}</g>`);
}

function segmentSvg({ positions }: SegmentGlass): string {
  const count = positions.length;
  const width = count * DIGIT.width + (count - 1) * DIGIT.gap;
  const digits = [...positions].flatMap((character, index) =>
    SEGMENTS.map(([segment, points]) => {
      const x = BORDER + index * (DIGIT.width + DIGIT.gap);
      const fill = isLit(character, segment) ? LED_ON : LED_OFF;
      return `<path transform="translate(${x} ${BORDER})" d="${points}" fill="${fill}"/>`;
    }),
  );
  return picture(width, DIGIT.height, digits.join(''));
}

const MIDDLE = DIGIT.height / 2;
const SEGMENTS: readonly (readonly [Segment, string])[] = [
  ['a', horizontal(0)],
  ['b', vertical(DIGIT.width, 0)],
  ['c', vertical(DIGIT.width, MIDDLE)],
  ['d', horizontal(DIGIT.height)],
  ['e', vertical(0, MIDDLE)],
  ['f', vertical(0, 0)],
  ['g', horizontal(MIDDLE)],
];

/** A bar with pointed ends around the line from the left to the right corner. */
function horizontal(y: number): string {
  const half = DIGIT.thickness / 2;
  const right = DIGIT.width - 2;
  const inner = right - half;
  return `M2 ${y}L${half + 2} ${y - half}H${inner}L${right} ${y}L${inner} ${y + half}H${half + 2}Z`;
}

/** The same from top to middle, or from middle to bottom. */
function vertical(x: number, top: number): string {
  const half = DIGIT.thickness / 2;
  const from = top + 2;
  const to = top + MIDDLE - 2;
  return `M${x} ${from}L${x + half} ${from + half}V${to - half}L${x} ${to}L${x - half} ${to - half}V${from + half}Z`;
}

function picture(width: number, height: number, content: string): string {
  const w = width + 2 * BORDER;
  const h = height + 2 * BORDER;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"`,
    ' role="img">',
    `<rect width="${w}" height="${h}" rx="12" fill="${CASE}"/>`,
    `<rect x="10" y="10" width="${w - 20}" height="${h - 20}" rx="4" fill="${GLASS}"/>`,
    content,
    '</svg>',
  ].join('');
}

function escaped(character: string): string {
  return character.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;');
}
