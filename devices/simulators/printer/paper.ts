/** What came out of the simulated printer. Lengths are dots of 1/8 mm. */

export type Alignment = 'left' | 'centre' | 'right';

export interface TextStyle {
  readonly font: 'A' | 'B';
  readonly bold: boolean;
  /** Thickness in dots. */
  readonly underline: 0 | 1 | 2;
  /** White on black. */
  readonly inverse: boolean;
  /** 1 to 8. */
  readonly widthFactor: number;
  /** 1 to 8. */
  readonly heightFactor: number;
}

/** Characters that follow each other in one style. */
export interface TextRun {
  readonly text: string;
  readonly style: TextStyle;
}

export type ErrorLevel = 'L' | 'M' | 'Q' | 'H';

export type PaperLine =
  /** A line of text, or of nothing, and the paper it took. */
  | {
      readonly kind: 'text';
      readonly alignment: Alignment;
      readonly runs: readonly TextRun[];
      readonly heightDots: number;
    }
  | {
      readonly kind: 'qr';
      readonly alignment: Alignment;
      readonly payload: string;
      readonly errorLevel: ErrorLevel;
      readonly moduleDots: number;
      /** Rows of modules, true = black, without a quiet zone. */
      readonly modules: readonly (readonly boolean[])[];
      readonly heightDots: number;
    }
  | {
      readonly kind: 'raster';
      readonly alignment: Alignment;
      readonly bytesPerRow: number;
      /** 1 = black, most significant bit left. */
      readonly bits: Uint8Array;
      readonly heightDots: number;
    };

/** One piece of paper. */
export interface Paper {
  readonly paperWidthDots: number;
  readonly printWidthDots: number;
  readonly lines: readonly PaperLine[];
  /** How it was parted from the roll; `attached` while it still hangs on it. */
  readonly end: 'full-cut' | 'partial-cut' | 'torn' | 'attached';
}

/** The text of a slip without styles, one string a line; a QR code is its payload. */
export function plainLines(paper: Paper): string[] {
  return paper.lines.map((line) => {
    if (line.kind === 'text') return line.runs.map((run) => run.text).join('');
    return line.kind === 'qr' ? `[QR ${line.payload}]` : '[picture]';
  });
}

/** Size of one character cell in dots. */
export function cellSize(style: TextStyle): { readonly width: number; readonly height: number } {
  const [width, height] = style.font === 'A' ? [12, 24] : [9, 17];
  return { width: width * style.widthFactor, height: height * style.heightFactor };
}
