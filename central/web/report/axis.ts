/** Where a plot puts what. Pure. */

const STEPS = [1, 2, 5, 10] as const;
const TICKS_MAX = 6;

/** Round numbers from 0 to the first one that is not below the greatest value. */
export function ticksUpTo(greatest: number): number[] {
  const least = Math.max(greatest, 1) / (TICKS_MAX - 1);
  const power = 10 ** Math.floor(Math.log10(least));
  // What is counted has no halves.
  const step = Math.max(1, power * (STEPS.find((each) => each * power >= least) ?? 10));
  const count = Math.max(1, Math.ceil(greatest / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Each how many-th label is shown so that no more than `most` are. */
export function labelStep(count: number, most: number): number {
  return Math.max(1, Math.ceil(count / most));
}
