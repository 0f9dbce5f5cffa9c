/** Which of the segments a to g a character lights, as on every seven-segment display. */

export type Segment = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g';

const LIT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    0: 'abcdef',
    1: 'bc',
    2: 'abdeg',
    3: 'abcdg',
    4: 'bcfg',
    5: 'acdfg',
    6: 'acdefg',
    7: 'abc',
    8: 'abcdefg',
    9: 'abcdfg',
    '-': 'g',
    A: 'abcefg',
    b: 'cdefg',
    C: 'adef',
    d: 'bcdeg',
    E: 'adefg',
    F: 'aefg',
    H: 'bcefg',
    L: 'def',
    n: 'ceg',
    o: 'cdeg',
    P: 'abefg',
    r: 'eg',
    U: 'bcdef',
  }),
);

/** Characters without a shape stay dark. */
export function isLit(character: string, segment: Segment): boolean {
  return LIT.get(character)?.includes(segment) ?? false;
}
