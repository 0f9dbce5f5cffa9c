/** Words that move are read more slowly than those that stand: 5 characters a second. */
const MOVING_CHARACTERS_PER_SECOND = 5;
const STANDING_CHARACTERS_PER_SECOND = 10;
const PAGE_SECONDS_MIN = 6;

/** How long the text takes from one edge to beyond the other. */
export function movingSeconds(text: string, charactersPerLine: number): number {
  return Math.ceil((text.length + charactersPerLine) / MOVING_CHARACTERS_PER_SECOND);
}

/** Lines of whole words. */
export function linesOf(text: string, charactersPerLine: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((it) => it !== '')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= charactersPerLine) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export function pageSeconds(page: string): number {
  return Math.max(PAGE_SECONDS_MIN, Math.ceil(page.length / STANDING_CHARACTERS_PER_SECOND));
}
