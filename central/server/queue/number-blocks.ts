/** Numbers of a series that nobody else has. Pure. */

export interface Block {
  readonly first: number;
  readonly last: number;
}

/**
 * The first up to `count` numbers in a row of what is left, around those that others hold; shorter
 * where a gap is. Null: nothing is left.
 */
export function nextBlock(left: Block, held: readonly Block[], count: number): Block | null {
  let first = left.first;
  for (const block of held.toSorted((a, b) => a.first - b.first)) {
    if (block.last < first) continue;
    if (block.first > first) return blockOf(first, Math.min(block.first - 1, left.last), count);
    first = block.last + 1;
  }
  return blockOf(first, left.last, count);
}

function blockOf(first: number, end: number, count: number): Block | null {
  return first > end || count < 1 ? null : { first, last: Math.min(end, first + count - 1) };
}

export function ticketOf(prefix: string, number: number, digits: number): string {
  return `${prefix}${String(number).padStart(digits, '0')}`;
}
