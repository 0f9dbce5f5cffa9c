import type { CharacterGlass, Glass, SegmentGlass } from './glass.ts';
import { isLit, type Segment } from './seven-segments.ts';

/** A glass in a terminal, in its frame. */
export function glassText(glass: Glass): string {
  const rows = glass.kind === 'characters' ? characterRows(glass) : segmentRows(glass);
  const width = rows[0]?.length ?? 0;
  const edge = '─'.repeat(width);
  return [`┌${edge}┐`, ...rows.map((row) => `│${row}│`), `└${edge}┘`].join('\n');
}

function characterRows({ rows }: CharacterGlass): readonly string[] {
  return rows;
}

/** Three columns and three lines a position. */
const LINES: readonly (readonly [Segment | ' ', Segment | ' ', Segment | ' '])[] = [
  [' ', 'a', ' '],
  ['f', 'g', 'b'],
  ['e', 'd', 'c'],
];

function segmentRows({ positions }: SegmentGlass): readonly string[] {
  return LINES.map((line) =>
    [...positions].map((character) => ` ${segmentCells(character, line)}`).join(''),
  ).map((row) => `${row} `);
}

function segmentCells(character: string, line: readonly (Segment | ' ')[]): string {
  return line
    .map((segment) => {
      if (segment === ' ' || !isLit(character, segment)) return ' ';
      return 'adg'.includes(segment) ? '_' : '|';
    })
    .join('');
}
