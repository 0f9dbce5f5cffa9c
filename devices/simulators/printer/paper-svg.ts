import { type Alignment, cellSize, type Paper, type PaperLine, type TextRun } from './paper.ts';

/**
 * Draws a slip as an SVG picture, one pixel a dot. Characters stand in the cells of the print
 * head, so a picture shows the same line breaks and columns as the paper.
 */

/** What the blade leaves of the paper above the first line. */
const TOP_MARGIN_DOTS = 56;
const BOTTOM_MARGIN_DOTS = 24;
/** Space around the paper, for its shadow. */
const BORDER_DOTS = 16;
const TOOTH_DOTS = 8;
const INK = '#1f1f24';
const PAPER = '#fdfcf7';
/** DejaVu Sans Mono: advance width 1233 and baseline for a cell, of 2048 units an em. */
const ADVANCE_PER_EM = 1233 / 2048;
const BASELINE_OF_CELL = 0.77;
const FONT = "'DejaVu Sans Mono', monospace";

export function paperSvg(paper: Paper): string {
  const height = slipHeight(paper);
  const left = BORDER_DOTS + (paper.paperWidthDots - paper.printWidthDots) / 2;
  let y = BORDER_DOTS + TOP_MARGIN_DOTS;
  const lines: string[] = [];
  for (const line of paper.lines) {
    lines.push(drawLine(line, left, y, paper.printWidthDots));
    y += line.heightDots;
  }
  const width = paper.paperWidthDots + 2 * BORDER_DOTS;
  const pictureHeight = height + 2 * BORDER_DOTS;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${pictureHeight}"`,
    ` viewBox="0 0 ${width} ${pictureHeight}" role="img">`,
    `<rect width="${width}" height="${pictureHeight}" fill="#e4e4e8"/>`,
    `<path d="${outline(paper, height)}" transform="translate(3 4)" fill="#c9c9d1"/>`,
    `<path d="${outline(paper, height)}" fill="${PAPER}"/>`,
    `<g fill="${INK}" font-family="${FONT}">`,
    ...lines,
    '</g></svg>',
  ].join('');
}

function slipHeight(paper: Paper): number {
  const lines = paper.lines.reduce((sum, line) => sum + line.heightDots, 0);
  return TOP_MARGIN_DOTS + lines + BOTTOM_MARGIN_DOTS;
}

/** A cut is straight; a partial one leaves a bridge in the middle; a torn edge has teeth. */
function outline(paper: Paper, height: number): string {
  const left = BORDER_DOTS;
  const right = BORDER_DOTS + paper.paperWidthDots;
  const top = BORDER_DOTS;
  const bottom = BORDER_DOTS + height;
  const middle = (left + right) / 2;
  const upper = `M${left} ${top}H${right}V${bottom}`;
  switch (paper.end) {
    case 'torn':
      return `${upper}${tornEdge(right, left, bottom)}Z`;
    case 'partial-cut':
      return `${upper}H${middle + 6}v6h-12v-6H${left}Z`;
    default:
      return `${upper}H${left}Z`;
  }
}

function tornEdge(right: number, left: number, bottom: number): string {
  const points: string[] = [];
  for (let x = right - TOOTH_DOTS, up = true; x > left; x -= TOOTH_DOTS, up = !up) {
    points.push(`L${x} ${up ? bottom - TOOTH_DOTS : bottom}`);
  }
  return `${points.join('')}L${left} ${bottom}`;
}

function drawLine(line: PaperLine, left: number, top: number, printWidthDots: number): string {
  switch (line.kind) {
    case 'text': {
      const width = line.runs.reduce((sum, run) => sum + runWidth(run), 0);
      return drawRuns(line.runs, left + offset(line.alignment, width, printWidthDots), top);
    }
    case 'qr': {
      const width = line.modules.length * line.moduleDots;
      const x = left + offset(line.alignment, width, printWidthDots);
      return drawModules(line.modules, x, top, line.moduleDots);
    }
    case 'raster': {
      const x = left + offset(line.alignment, line.bytesPerRow * 8, printWidthDots);
      return drawModules(rasterRows(line.bits, line.bytesPerRow), x, top, 1);
    }
  }
}

function drawRuns(runs: readonly TextRun[], left: number, top: number): string {
  const tallest = Math.max(0, ...runs.map((run) => cellSize(run.style).height));
  const baseline = top + tallest * BASELINE_OF_CELL;
  let x = left;
  let drawing = '';
  for (const run of runs) {
    drawing += drawRun(run, x, baseline);
    x += runWidth(run);
  }
  return drawing;
}

function drawRun(run: TextRun, x: number, baseline: number): string {
  const { style } = run;
  const cell = cellSize(style);
  const top = baseline - cell.height * BASELINE_OF_CELL;
  const width = runWidth(run);
  const background = style.inverse ? rectangle(x, top, width, cell.height) : '';
  const line =
    style.underline > 0 ? rectangle(x, top + cell.height - 2, width, style.underline) : '';
  return `${background}${line}${drawCharacters(run, x, baseline)}`;
}

/** Each character gets its own place, so that no font metric can shift a column. */
function drawCharacters(run: TextRun, x: number, baseline: number): string {
  const { style } = run;
  const cellWidth = cellSize({ ...style, widthFactor: 1 }).width;
  const shown = [...run.text].map((character, index) => ({ character, index }));
  const inked = shown.filter(({ character }) => character.trim() !== '');
  if (inked.length === 0) return '';
  const places = inked.map(({ index }) => index * cellWidth).join(' ');
  const text = inked.map(({ character }) => escapeXml(character)).join('');
  const scale = `matrix(${style.widthFactor} 0 0 ${style.heightFactor} ${x} ${baseline})`;
  const size = (cellWidth / ADVANCE_PER_EM).toFixed(2);
  const weight = style.bold ? ' font-weight="700"' : '';
  const fill = style.inverse ? ` fill="${PAPER}"` : '';
  return `<text transform="${scale}" x="${places}" y="0" font-size="${size}"${weight}${fill}>${text}</text>`;
}

/** Neighbouring black dots of a row are one rectangle, so that no seam shows. */
function drawModules(
  rows: readonly (readonly boolean[])[],
  left: number,
  top: number,
  dots: number,
): string {
  let path = '';
  for (const [rowIndex, row] of rows.entries()) {
    let start = -1;
    for (let column = 0; column <= row.length; column++) {
      const isBlack = row[column] === true;
      if (isBlack && start < 0) start = column;
      if (isBlack || start < 0) continue;
      const length = (column - start) * dots;
      path += `M${left + start * dots} ${top + rowIndex * dots}h${length}v${dots}h${-length}z`;
      start = -1;
    }
  }
  return `<path shape-rendering="crispEdges" d="${path}"/>`;
}

function rasterRows(bits: Uint8Array, bytesPerRow: number): boolean[][] {
  return Array.from({ length: bits.length / bytesPerRow }, (_, row) =>
    Array.from({ length: bytesPerRow * 8 }, (__, column) => {
      const byte = bits[row * bytesPerRow + (column >> 3)] ?? 0;
      return (byte & (0x80 >> (column & 7))) !== 0;
    }),
  );
}

function runWidth(run: TextRun): number {
  return [...run.text].length * cellSize(run.style).width;
}

function offset(alignment: Alignment, width: number, available: number): number {
  const free = Math.max(0, available - width);
  if (alignment === 'left') return 0;
  return alignment === 'right' ? free : Math.floor(free / 2);
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
