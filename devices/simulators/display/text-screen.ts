/** The part of a character display that has a cursor: cells, movements and three ways to write. */

export type WriteMode = 'overwrite' | 'vertical-scroll' | 'horizontal-scroll';

export const COLUMNS = 20;
const ROWS = 2;
const BLANK_ROW: readonly string[] = new Array<string>(COLUMNS).fill(' ');

export class TextScreen {
  #rows: string[][] = [[...BLANK_ROW], [...BLANK_ROW]];
  #column = 0;
  #row = 0;
  /** Scrolling modes move on only when the next character comes. */
  #beyondEnd = false;
  mode: WriteMode = 'overwrite';

  get rows(): readonly string[] {
    return this.#rows.map((row) => row.join(''));
  }

  write(character: string): void {
    if (this.#beyondEnd) this.#scroll();
    const row = this.#rows[this.#row];
    if (row !== undefined) row[this.#column] = character;
    if (this.#column < COLUMNS - 1) {
      this.#column += 1;
    } else if (this.mode === 'overwrite' || (this.mode === 'vertical-scroll' && this.#row === 0)) {
      this.#column = 0;
      this.#row = 1 - this.#row;
    } else {
      this.#beyondEnd = true;
    }
  }

  clear(): void {
    this.#rows = [[...BLANK_ROW], [...BLANK_ROW]];
    this.moveTo(1, 1);
  }

  clearRow(): void {
    this.#rows[this.#row] = [...BLANK_ROW];
    this.#moveInRow(0);
  }

  /** From 1, as the commands count. A place that does not exist changes nothing. */
  moveTo(column: number, row: number): void {
    if (column < 1 || column > COLUMNS || row < 1 || row > ROWS) return;
    this.#row = row - 1;
    this.#moveInRow(column - 1);
  }

  home(): void {
    this.moveTo(1, 1);
  }

  bottom(): void {
    this.moveTo(COLUMNS, ROWS);
  }

  lineStart(): void {
    this.#moveInRow(0);
  }

  lineEnd(): void {
    this.#moveInRow(COLUMNS - 1);
  }

  left(): void {
    if (this.#column > 0) this.#moveInRow(this.#column - 1);
    else this.#moveToRow(1 - this.#row, COLUMNS - 1);
  }

  right(): void {
    if (this.#column < COLUMNS - 1) this.#moveInRow(this.#column + 1);
    else this.#moveToRow(1 - this.#row, 0);
  }

  up(): void {
    this.#moveToRow(1 - this.#row, this.#column);
  }

  down(): void {
    this.#moveToRow(1 - this.#row, this.#column);
  }

  #moveToRow(row: number, column: number): void {
    this.#row = row;
    this.#moveInRow(column);
  }

  #moveInRow(column: number): void {
    this.#column = column;
    this.#beyondEnd = false;
  }

  #scroll(): void {
    this.#beyondEnd = false;
    if (this.mode === 'vertical-scroll') {
      this.#rows = [this.#rows[1] ?? [...BLANK_ROW], [...BLANK_ROW]];
      this.#column = 0;
      return;
    }
    const row = this.#rows[this.#row] ?? [];
    this.#rows[this.#row] = [...row.slice(1), ' '];
  }
}
