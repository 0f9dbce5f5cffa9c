import { decodeCharacter, POWER_ON_CODE_PAGE } from './code-pages.ts';
import type { Command } from './command-reader.ts';
import {
  type Alignment,
  cellSize,
  type ErrorLevel,
  type PaperLine,
  type TextRun,
  type TextStyle,
} from './paper.ts';
import { qrModules } from './qr-modules.ts';
import { rasterLine } from './raster.ts';

/** What the mechanism has to do, in order. Answers wait their turn like everything else. */
export type Operation =
  | { readonly kind: 'print'; readonly line: PaperLine }
  | { readonly kind: 'cut'; readonly end: 'full-cut' | 'partial-cut' }
  | { readonly kind: 'answer-process-id'; readonly id: Uint8Array }
  | { readonly kind: 'answer-status' }
  | { readonly kind: 'answer-identity'; readonly n: number }
  | { readonly kind: 'set-reports'; readonly mask: number };

/** 1/6 inch at 203 dpi, what ESC 2 selects. */
const DEFAULT_LINE_SPACING_DOTS = 34;
/** From print head to blade, which GS V 66 feeds before it cuts. */
const HEAD_TO_BLADE_DOTS = 112;
const QR_STORE_MAXIMUM_BYTES = 2_953;

const PLAIN: TextStyle = {
  font: 'A',
  bold: false,
  underline: 0,
  inverse: false,
  widthFactor: 1,
  heightFactor: 1,
};
const ERROR_LEVELS: readonly ErrorLevel[] = ['L', 'M', 'Q', 'H'];
const ALIGNMENTS: readonly Alignment[] = ['left', 'centre', 'right'];

/** Keeps style settings and the line in hand, and turns commands into operations. */
export class Typesetter {
  readonly #printWidthDots: number;
  #style = PLAIN;
  #alignment: Alignment = 'left';
  #codePage = POWER_ON_CODE_PAGE;
  #lineSpacingDots = DEFAULT_LINE_SPACING_DOTS;
  #runs: TextRun[] = [];
  #lineWidthDots = 0;
  #qrPayload = new Uint8Array(0);
  #qrModuleDots = 3;
  #qrErrorLevel: ErrorLevel = 'L';

  constructor(printWidthDots: number) {
    this.#printWidthDots = printWidthDots;
  }

  /** Drops the line in hand; settings stay. */
  discardLine(): void {
    this.#runs = [];
    this.#lineWidthDots = 0;
  }

  apply(command: Command): Operation[] {
    switch (command.kind) {
      case 'character':
        return this.#addCharacter(command.byte);
      case 'control':
        return command.byte === 0x0a ? [this.#endLine()] : [];
      case 'command':
        return this.#applyCommand(command.bytes);
      case 'oversized':
        return [];
    }
  }

  #applyCommand(bytes: Uint8Array): Operation[] {
    const [prefix = 0, name = 0, parameter = 0] = bytes;
    if (prefix === 0x1b) return this.#applyEscape(String.fromCharCode(name), parameter);
    if (prefix === 0x1d) return this.#applyGroupSeparator(String.fromCharCode(name), bytes);
    return [];
  }

  #applyEscape(name: string, parameter: number): Operation[] {
    switch (name) {
      case '@':
        this.#initialise();
        return [{ kind: 'set-reports', mask: 0 }];
      case 't':
        this.#codePage = parameter;
        return [];
      case 'a':
        // Only at the start of a line (Epson, ESC a).
        if (this.#runs.length === 0) this.#alignment = ALIGNMENTS[parameter % 48] ?? 'left';
        return [];
      case 'M':
        this.#style = { ...this.#style, font: parameter % 48 === 1 ? 'B' : 'A' };
        return [];
      case 'E':
      case 'G':
        this.#style = { ...this.#style, bold: (parameter & 1) === 1 };
        return [];
      case '-':
        this.#style = { ...this.#style, underline: underlineOf(parameter) };
        return [];
      case '!':
        this.#applyPrintMode(parameter);
        return [];
      case '3':
        this.#lineSpacingDots = parameter;
        return [];
      case '2':
        this.#lineSpacingDots = DEFAULT_LINE_SPACING_DOTS;
        return [];
      case 'd':
        return [this.#endLine(), ...feed(Math.max(0, parameter - 1) * this.#lineSpacingDots)];
      case 'J':
        return [...this.#endOpenLine(), ...feed(parameter)];
      case 'i':
        return this.#cut('full-cut');
      case 'm':
        return this.#cut('partial-cut');
      default:
        return [];
    }
  }

  #applyGroupSeparator(name: string, bytes: Uint8Array): Operation[] {
    const parameter = bytes[2] ?? 0;
    switch (name) {
      case '!':
        this.#style = {
          ...this.#style,
          widthFactor: ((parameter >> 4) & 7) + 1,
          heightFactor: (parameter & 7) + 1,
        };
        return [];
      case 'B':
        this.#style = { ...this.#style, inverse: (parameter & 1) === 1 };
        return [];
      case 'V':
        return this.#applyCut(parameter, bytes[3] ?? 0);
      case 'a':
        return [{ kind: 'set-reports', mask: parameter }];
      case 'r':
        return parameter % 48 === 1 ? [{ kind: 'answer-status' }] : [];
      case 'I':
        return [{ kind: 'answer-identity', n: parameter }];
      case 'v':
        return this.#printRaster(bytes);
      case '(':
        return this.#applyFunction(String.fromCharCode(parameter), bytes.subarray(5));
      default:
        return [];
    }
  }

  #applyFunction(name: string, data: Uint8Array): Operation[] {
    if (name === 'k' && data[0] === 0x31) return this.#applyQr(data[1] ?? 0, data.subarray(2));
    if (name === 'H' && data[0] === 0x30 && data[1] === 0x30 && data.length === 6) {
      return [{ kind: 'answer-process-id', id: data.slice(2) }];
    }
    return [];
  }

  #applyQr(fn: number, data: Uint8Array): Operation[] {
    switch (fn) {
      case 0x43:
        this.#qrModuleDots = Math.min(16, Math.max(1, data[0] ?? 3));
        return [];
      case 0x45:
        this.#qrErrorLevel = ERROR_LEVELS[(data[0] ?? 0x30) - 0x30] ?? 'L';
        return [];
      case 0x50:
        this.#qrPayload = data.slice(1, 1 + QR_STORE_MAXIMUM_BYTES);
        return [];
      case 0x51:
        return this.#printQr();
      default:
        return [];
    }
  }

  #printQr(): Operation[] {
    const modules = qrModules(this.#qrPayload, this.#qrErrorLevel);
    const sideDots = (modules?.length ?? 0) * this.#qrModuleDots;
    // A printer prints nothing where the code is empty or wider than the paper.
    if (modules === undefined || sideDots > this.#printWidthDots) return [];
    const line: PaperLine = {
      kind: 'qr',
      alignment: this.#alignment,
      payload: new TextDecoder().decode(this.#qrPayload),
      errorLevel: this.#qrErrorLevel,
      moduleDots: this.#qrModuleDots,
      modules,
      heightDots: sideDots,
    };
    return [...this.#endOpenLine(), { kind: 'print', line }];
  }

  #printRaster(bytes: Uint8Array): Operation[] {
    const line = rasterLine(bytes, this.#alignment, this.#printWidthDots);
    return line === undefined ? [] : [...this.#endOpenLine(), { kind: 'print', line }];
  }

  #applyCut(mode: number, feedDots: number): Operation[] {
    const feeds = mode === 0x41 || mode === 0x42;
    const end = mode === 0x42 || mode % 48 === 1 ? 'partial-cut' : 'full-cut';
    return [
      ...this.#endOpenLine(),
      ...feed(feeds ? HEAD_TO_BLADE_DOTS + feedDots : 0),
      { kind: 'cut', end },
    ];
  }

  #cut(end: 'full-cut' | 'partial-cut'): Operation[] {
    return [...this.#endOpenLine(), { kind: 'cut', end }];
  }

  #applyPrintMode(mode: number): void {
    this.#style = {
      ...this.#style,
      font: (mode & 0x01) === 0 ? 'A' : 'B',
      bold: (mode & 0x08) !== 0,
      heightFactor: (mode & 0x10) === 0 ? 1 : 2,
      widthFactor: (mode & 0x20) === 0 ? 1 : 2,
      underline: (mode & 0x80) === 0 ? 0 : 1,
    };
  }

  #initialise(): void {
    this.#style = PLAIN;
    this.#alignment = 'left';
    this.#codePage = POWER_ON_CODE_PAGE;
    this.#lineSpacingDots = DEFAULT_LINE_SPACING_DOTS;
    this.discardLine();
  }

  /** A full line prints itself before the next character. */
  #addCharacter(byte: number): Operation[] {
    const width = cellSize(this.#style).width;
    const full = this.#lineWidthDots + width > this.#printWidthDots;
    const operations = full && this.#runs.length > 0 ? [this.#endLine()] : [];
    const character = decodeCharacter(byte, this.#codePage);
    const last = this.#runs.at(-1);
    if (last !== undefined && last.style === this.#style) {
      this.#runs[this.#runs.length - 1] = { text: last.text + character, style: last.style };
    } else {
      this.#runs.push({ text: character, style: this.#style });
    }
    this.#lineWidthDots += width;
    return operations;
  }

  #endOpenLine(): Operation[] {
    return this.#runs.length > 0 ? [this.#endLine()] : [];
  }

  #endLine(): Operation {
    const runs = this.#runs;
    const tallest = Math.max(0, ...runs.map((run) => cellSize(run.style).height));
    this.discardLine();
    return {
      kind: 'print',
      line: {
        kind: 'text',
        alignment: this.#alignment,
        runs,
        heightDots: Math.max(this.#lineSpacingDots, tallest),
      },
    };
  }
}

function feed(heightDots: number): Operation[] {
  if (heightDots <= 0) return [];
  return [{ kind: 'print', line: { kind: 'text', alignment: 'left', runs: [], heightDots } }];
}

function underlineOf(parameter: number): 0 | 1 | 2 {
  const thickness = parameter % 48;
  return thickness === 1 || thickness === 2 ? thickness : 0;
}
