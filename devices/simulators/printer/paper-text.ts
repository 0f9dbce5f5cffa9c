import { type Alignment, cellSize, type Paper, type PaperLine, type TextRun } from './paper.ts';

/** `plain` for files and tests; `ansi` paints black on white, which a phone can scan. */
export type Ink = 'plain' | 'ansi';

const CELL_WIDTH_DOTS = 12;
const QUIET_MODULES = 2;
const PAPER_ON = '\u001B[30;107m';
const BOLD_ON = '\u001B[1m';
const BOLD_OFF = '\u001B[22m';
const ALL_OFF = '\u001B[0m';

interface Row {
  readonly text: string;
  readonly bold: boolean;
}

/** Draws a slip for a terminal, one column a character of font A, inside a frame. */
export function paperText(paper: Paper, ink: Ink): string {
  const columns = paper.printWidthDots / CELL_WIDTH_DOTS;
  const rows = withoutTrailingBlanks(paper.lines.flatMap((line) => drawLine(line, columns)));
  const width = Math.max(columns, ...rows.map((row) => [...row.text].length));
  const frame = (content: string): string =>
    ink === 'ansi' ? `${PAPER_ON}${content}${ALL_OFF}` : content;
  const body = rows.map((row) => {
    const padded = ` ${row.text}${' '.repeat(width - [...row.text].length)} `;
    return frame(`│${row.bold && ink === 'ansi' ? `${BOLD_ON}${padded}${BOLD_OFF}` : padded}│`);
  });
  const top = frame(`┌${'─'.repeat(width + 2)}┐`);
  return [top, ...body, frame(bottomEdge(paper.end, width + 2))].join('\n');
}

function bottomEdge(end: Paper['end'], width: number): string {
  switch (end) {
    case 'torn':
      return `└${'╱╲'.repeat(Math.ceil(width / 2)).slice(0, width)}┘`;
    case 'partial-cut':
      return `└${'╌'.repeat(Math.floor((width - 2) / 2))}──${'╌'.repeat(Math.ceil((width - 2) / 2))}┘`;
    case 'full-cut':
      return `└${'─'.repeat(width)}┘`;
    case 'attached':
      return `│${' '.repeat(width)}│`;
  }
}

function drawLine(line: PaperLine, columns: number): Row[] {
  switch (line.kind) {
    case 'text':
      return drawText(line.runs, line.alignment, line.heightDots, columns);
    case 'qr':
      return drawModules(line.modules).map((text) => ({
        text: align(text, line.alignment, columns),
        bold: false,
      }));
    case 'raster':
      return [{ text: align('[picture]', line.alignment, columns), bold: false }];
  }
}

function drawText(
  runs: readonly TextRun[],
  alignment: Alignment,
  heightDots: number,
  columns: number,
): Row[] {
  // A feed before the cut is several lines high.
  if (runs.length === 0) return heightDots > 0 ? [{ text: '', bold: false }] : [];
  const text = runs.map(spread).join('');
  return [{ text: align(text, alignment, columns), bold: runs.some((run) => run.style.bold) }];
}

/** Wide characters keep their columns. */
function spread(run: TextRun): string {
  const cells = Math.round(cellSize(run.style).width / CELL_WIDTH_DOTS);
  return [...run.text].map((character) => character + ' '.repeat(Math.max(0, cells - 1))).join('');
}

/** Two rows of modules a line, with a quiet zone. */
function drawModules(modules: readonly (readonly boolean[])[]): string[] {
  const side = modules.length + 2 * QUIET_MODULES;
  const isBlack = (row: number, column: number): boolean =>
    modules[row - QUIET_MODULES]?.[column - QUIET_MODULES] === true;
  const lines: string[] = [];
  for (let row = 0; row < side; row += 2) {
    let line = '';
    for (let column = 0; column < side; column++) {
      const upper = isBlack(row, column);
      const lower = isBlack(row + 1, column);
      line += upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ';
    }
    lines.push(line);
  }
  return lines;
}

function align(text: string, alignment: Alignment, columns: number): string {
  const free = Math.max(0, columns - [...text].length);
  if (alignment === 'left') return text;
  return ' '.repeat(alignment === 'right' ? free : Math.floor(free / 2)) + text;
}

function withoutTrailingBlanks(rows: readonly Row[]): Row[] {
  const last = rows.findLastIndex((row) => row.text.trim() !== '');
  return rows.slice(0, last + 1);
}
