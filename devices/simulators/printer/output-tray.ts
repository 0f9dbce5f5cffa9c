import type { Paper, PaperLine } from './paper.ts';
import type { PrinterGeometry } from './profiles.ts';

/** Someone empties the tray before; the oldest slip is forgotten beyond. */
const MAXIMUM_SLIPS = 100;
/** A printer that never cuts tears its paper here: after so many lines, or after five metres. */
const MAXIMUM_LINES = 2_000;
const MAXIMUM_LENGTH_DOTS = 40_000;

/** Collects what is printed into slips of paper. */
export class OutputTray {
  readonly #geometry: PrinterGeometry;
  readonly #listeners = new Set<(paper: Paper) => void>();
  readonly #slips: Paper[] = [];
  #lines: PaperLine[] = [];
  #lengthDots = 0;

  constructor(geometry: PrinterGeometry) {
    this.#geometry = geometry;
  }

  get slips(): readonly Paper[] {
    return this.#slips;
  }

  /** What hangs out of the printer and is not parted yet. */
  get attached(): Paper {
    return this.#slip('attached');
  }

  onSlip(listener: (paper: Paper) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  add(line: PaperLine): void {
    this.#lines.push(line);
    this.#lengthDots += line.heightDots;
    const isTooLong = this.#lengthDots >= MAXIMUM_LENGTH_DOTS;
    if (isTooLong || this.#lines.length >= MAXIMUM_LINES) this.part('torn');
  }

  /** Parts the paper. Blank paper makes no slip. */
  part(end: 'full-cut' | 'partial-cut' | 'torn'): void {
    const isBlank = this.#lines.every((line) => line.kind === 'text' && line.runs.length === 0);
    const slip = this.#slip(end);
    this.#lines = [];
    this.#lengthDots = 0;
    if (isBlank) return;
    this.#slips.push(slip);
    if (this.#slips.length > MAXIMUM_SLIPS) this.#slips.shift();
    for (const listener of [...this.#listeners]) listener(slip);
  }

  #slip(end: Paper['end']): Paper {
    const { paperWidthDots, printWidthDots } = this.#geometry;
    return { paperWidthDots, printWidthDots, lines: [...this.#lines], end };
  }
}
