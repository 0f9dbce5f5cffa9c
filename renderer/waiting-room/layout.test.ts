import { describe, expect, it } from 'vitest';
import { type Demand, type Glass, planLayout } from './layout.ts';

const DEMAND: Demand = {
  ...{ numberLength: 4, counterLength: 11, directions: [] },
  ...{ hasRunningText: true, noticeLength: 0 },
};
const UPRIGHT = { widthPx: 1_080, heightPx: 1_920, viewingDistanceMetres: 8 };
const LYING = { widthPx: 1_920, heightPx: 1_080, viewingDistanceMetres: 8 };

/** Height of a capital on the glass. */
function heightMm(fontPx: number, { widthPx, heightPx, diagonalInches }: Glass): number {
  return (fontPx * 0.689 * diagonalInches * 25.4) / Math.hypot(widthPx, heightPx);
}

const SCREENS: readonly Glass[] = [32, 43, 55, 65, 75].flatMap((diagonalInches) => [
  { ...UPRIGHT, diagonalInches },
  { ...LYING, diagonalInches },
  { widthPx: 3_840, heightPx: 2_160, viewingDistanceMetres: 8, diagonalInches },
]);

describe('letters at 8 m', () => {
  it.each(SCREENS)('are at least 40 mm high: $widthPx × $heightPx, $diagonalInches″', (glass) => {
    const layout = planLayout(glass, DEMAND);
    expect(heightMm(layout.textPx, glass)).toBeCloseTo(40, 5);
    expect(heightMm(layout.numberPx, glass)).toBeGreaterThanOrEqual(39.99);
    expect(layout.readableToMetres).toBe(8);
  });

  it('of numbers are 98 mm high where the glass is large enough', () => {
    for (const glass of [
      { ...UPRIGHT, diagonalInches: 65 },
      { ...LYING, diagonalInches: 65 },
    ]) {
      expect(heightMm(planLayout(glass, DEMAND).numberPx, glass)).toBeCloseTo(97.6, 1);
    }
  });

  it('are twice as high at twice the distance', () => {
    const near = { ...LYING, viewingDistanceMetres: 4, diagonalInches: 65 };
    const { textPx } = planLayout(near, DEMAND);
    expect(planLayout({ ...near, viewingDistanceMetres: 8 }, DEMAND).textPx).toBeCloseTo(
      2 * textPx,
    );
  });

  it('do not depend on how fine the glass is', () => {
    const coarse = { ...LYING, diagonalInches: 55 };
    const fine = { ...coarse, widthPx: 3_840, heightPx: 2_160 };
    const [one, two] = [planLayout(coarse, DEMAND), planLayout(fine, DEMAND)];
    expect(two).toEqual({ ...one, numberPx: 2 * one.numberPx, textPx: 2 * one.textPx });
  });
});

describe('calls', () => {
  it.each(SCREENS.filter(({ diagonalInches }) => diagonalInches >= 43))(
    'fit, and earlier ones below: $widthPx × $heightPx, $diagonalInches″',
    (glass) => {
      const { calls, earlier } = planLayout(glass, DEMAND);
      expect(calls).toBeGreaterThanOrEqual(glass.heightPx > glass.widthPx ? 3 : 2);
      expect(earlier).toBeGreaterThanOrEqual(1);
    },
  );

  it.each(SCREENS)('stay on the glass: $widthPx × $heightPx, $diagonalInches″', (glass) => {
    const { calls, earlier, columns, isOneLine, numberPx, textPx } = planLayout(glass, DEMAND);
    const row = numberPx * 1.12 + (isOneLine ? 0 : textPx * 1.3);
    // Head, running text, and the labels of what is shown.
    const rest = 1.5 + 1.5 + 0.75 * (earlier > 0 ? 2 : 1);
    const height = calls * row + textPx * ((earlier / columns) * 1.3 + rest);
    expect(height).toBeLessThanOrEqual(glass.heightPx * 1.001);
    expect(numberPx * 0.62 * 4).toBeLessThan(glass.widthPx);
  });

  it.each(SCREENS)(
    'with a direction stay on the glass, at the same height of letters: $widthPx × $heightPx, $diagonalInches″',
    (glass) => {
      const demand = { ...DEMAND, directions: ['links, 1. Tür'] };
      const { calls, isOneLine, numberPx, textPx } = planLayout(glass, demand);
      expect(heightMm(textPx, glass)).toBeCloseTo(40, 5);
      const number = numberPx * 1.12;
      const place = 2 * textPx * 1.3;
      const row = isOneLine ? Math.max(number, place) : number + place;
      expect(calls * row + textPx * (1.5 + 1.5 + 0.75)).toBeLessThanOrEqual(glass.heightPx * 1.001);
    },
  );

  it('whose direction goes on in a second line are fewer', () => {
    const glass = { ...UPRIGHT, diagonalInches: 43 };
    const callsWith = (...directions: string[]): number =>
      planLayout(glass, { ...DEMAND, directions }).calls;
    expect(callsWith()).toBeGreaterThanOrEqual(3);
    expect(callsWith('links')).toBe(3);
    expect(callsWith('links', 'erste Etage, dritte Tür')).toBe(2);
  });

  it('give way to a notice', () => {
    const glass = { ...LYING, diagonalInches: 43 };
    const less = planLayout(glass, { ...DEMAND, noticeLength: 30 });
    const more = planLayout(glass, DEMAND);
    expect(less.numberPx + less.earlier).toBeLessThan(more.numberPx + more.earlier);
  });
});

describe('a glass too small for its room', () => {
  it('has smaller letters rather than half a direction', () => {
    const glass = { ...LYING, diagonalInches: 32 };
    const way = 'im 1. Obergeschoss hinter dem Aufzug die dritte Tür auf der rechten Seite';
    const { readableToMetres, calls } = planLayout(glass, { ...DEMAND, directions: [way] });
    expect(calls).toBe(1);
    expect(readableToMetres).toBeLessThan(8);
    expect(readableToMetres).toBeGreaterThan(5);
  });

  it('says from how near it can be read', () => {
    const glass = { ...UPRIGHT, diagonalInches: 15 };
    const { readableToMetres, textPx } = planLayout(glass, DEMAND);
    expect(readableToMetres).toBeLessThan(6);
    expect(heightMm(textPx, glass)).toBeCloseTo((readableToMetres * 1_000) / 200, 5);
  });
});
