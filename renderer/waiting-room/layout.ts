import { linesOf } from './running-text.ts';

/**
 * How large letters are, and how many calls fit, from the glass and the farthest seat.
 *
 * Called numbers: a capital's height of 0.7° (EN 301 549, 5.1.4: 0.0122 × distance), where as many
 * calls fit as a waiting room needs. All that must be read: 17 minutes of arc (1/200 of the
 * distance), a little above the 16 that ISO 9241-303 has as its minimum. Never less.
 */
export interface Glass {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly diagonalInches: number;
  readonly viewingDistanceMetres: number;
}

export interface Demand {
  /** Characters of the longest number and counter shown. */
  readonly numberLength: number;
  readonly counterLength: number;
  /** Ways to counters in words; each may go on in a second line. */
  readonly directions: readonly string[];
  readonly hasRunningText: boolean;
  /** A line above the calls, e.g. that they are not live; its characters. */
  readonly noticeLength: number;
}

export interface Layout {
  /** Font sizes. */
  readonly numberPx: number;
  readonly textPx: number;
  /** Counter and direction stand beside the number; else below. */
  readonly isOneLine: boolean;
  /** Calls that fit large. */
  readonly calls: number;
  /** Earlier ones that fit below. */
  readonly earlier: number;
  /** How many of those stand side by side. */
  readonly columns: number;
  /** From farther away the smallest of them cannot be read; less than asked on too small a glass. */
  readonly readableToMetres: number;
}

const NUMBER_HEIGHT_PER_DISTANCE = 0.0122;
const TEXT_HEIGHT_PER_DISTANCE = 1 / 200;
const MM_PER_INCH = 25.4;

/** Of Fira Sans, in em: a capital's height, and widths on average, in semi-bold. */
const CAPITAL = 0.689;
const NUMBER_CHARACTER = 0.62;
const TEXT_CHARACTER = 0.56;
const ARROW = 1.1;

/** Heights of lines, in em of their font. */
const NUMBER_LINE = 1.12;
const TEXT_LINE = 1.3;
const HEAD_LINES = 1.5;
const LABEL_LINES = 0.75;
/** The rules between rows, together. */
const RULES = 0.2;
/** What fits exactly must not fail by a rounding error; in characters. */
const SLACK = 1e-6;
/** At the left and right edge together, and between columns, in em of the text. */
const EDGES = 0.6;

/** One call and one earlier one with all that stands around them, in em of the text. */
const SMALLEST_HEIGHT = 6.8;

const CALLS_MAX = 6;
const EARLIER_MAX = 8;
const WANTED = { upright: 3, lying: 2 } as const;
/** A step of letters, where not even one call fits with its direction. */
const SMALLER = 0.95;
const STEPS = Array.from({ length: 21 }, (_, index) => 1 - index / 20);

export function planLayout(glass: Glass, demand: Demand): Layout {
  const { widthPx, heightPx, diagonalInches, viewingDistanceMetres } = glass;
  const pxPerMetre = Math.hypot(widthPx, heightPx) / ((diagonalInches * MM_PER_INCH) / 1_000);
  const fontPx = (heightPerDistance: number): number =>
    (heightPerDistance * viewingDistanceMetres * pxPerMetre) / CAPITAL;
  // On too small a glass the longest line decides, and tells from how near it can be read.
  const widest = Math.max(
    demand.numberLength * NUMBER_CHARACTER + ARROW,
    demand.counterLength * TEXT_CHARACTER,
  );
  const asked = fontPx(TEXT_HEIGHT_PER_DISTANCE);
  let textPx = Math.min(asked, widthPx / (widest + EDGES), heightPx / SMALLEST_HEIGHT);
  while (textPx > 1 && !planAt(textPx, textPx, glass, demand, 0).isHigh) textPx *= SMALLER;
  const largest = Math.max(textPx, fontPx(NUMBER_HEIGHT_PER_DISTANCE));
  const wanted = WANTED[heightPx > widthPx ? 'upright' : 'lying'];
  // The largest that shows what is wanted; where none does, earlier calls give way first.
  const plans = ([1, 0] as const).flatMap((earlierKept) =>
    STEPS.map((share) => {
      const numberPx = textPx + (largest - textPx) * share;
      return planAt(numberPx, textPx, glass, demand, earlierKept);
    }).filter(({ isWide, calls, earlier }) => isWide && calls >= wanted && earlier >= earlierKept),
  );
  const plan = plans[0] ?? planAt(textPx, textPx, glass, demand, 0);
  const readableToMetres = viewingDistanceMetres * Math.min(1, textPx / asked);
  const { numberPx, isOneLine, calls, earlier, columns } = plan;
  return { numberPx, textPx, isOneLine, calls, earlier, columns, readableToMetres };
}

function planAt(
  numberPx: number,
  textPx: number,
  glass: Glass,
  demand: Demand,
  earlierKept: 0 | 1,
) {
  const innerPx = glass.widthPx - EDGES * textPx;
  const numberWidth = numberPx * (demand.numberLength * NUMBER_CHARACTER + ARROW);
  const counterWidth = textPx * demand.counterLength * TEXT_CHARACTER;
  const { isOneLine, rowPx } = rowAt({ numberPx, textPx, innerPx, numberWidth, demand });
  const noticeLines = Math.ceil((demand.noticeLength * textPx * TEXT_CHARACTER) / innerPx);
  const lines =
    RULES + HEAD_LINES + (1 + earlierKept) * LABEL_LINES + (demand.hasRunningText ? HEAD_LINES : 0);
  const freePx = glass.heightPx - textPx * (lines + noticeLines * TEXT_LINE);
  const shortPx = textPx * (demand.numberLength * NUMBER_CHARACTER + ARROW + EDGES) + counterWidth;
  const columns = Math.max(1, Math.min(2, Math.floor((innerPx + EDGES * textPx) / shortPx)));
  const earlierPx = textPx * TEXT_LINE * (shortPx > glass.widthPx ? 2 : 1);
  const calls = clamp(Math.floor((freePx - earlierKept * earlierPx) / rowPx), 1, CALLS_MAX);
  const rows = Math.floor((freePx - calls * rowPx) / earlierPx);
  return {
    ...{ numberPx, isOneLine, calls, columns },
    earlier: earlierKept * clamp(rows * columns, 0, EARLIER_MAX),
    isWide: numberWidth <= innerPx,
    isHigh: rowPx <= freePx,
  };
}

interface RowRoom {
  readonly numberPx: number;
  readonly textPx: number;
  readonly innerPx: number;
  readonly numberWidth: number;
  readonly demand: Demand;
}

/** The lower of the two ways to set a call, where both fit. */
function rowAt({ numberPx, textPx, innerPx, numberWidth, demand }: RowRoom) {
  const charactersIn = (px: number): number => Math.floor(px / (textPx * TEXT_CHARACTER) + SLACK);
  const placePx = (characters: number): number => {
    const ways = demand.directions.map((way) => linesOf(way, characters).length);
    return textPx * TEXT_LINE * (1 + Math.max(0, ...ways));
  };
  const [numberLine, beside] = [numberPx * NUMBER_LINE, charactersIn(innerPx - numberWidth)];
  const belowPx = numberLine + placePx(charactersIn(innerPx));
  const besidePx =
    beside < demand.counterLength
      ? Number.POSITIVE_INFINITY
      : Math.max(numberLine, placePx(beside));
  return { isOneLine: besidePx <= belowPx, rowPx: Math.min(besidePx, belowPx) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
