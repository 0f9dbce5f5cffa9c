/**
 * What has to be known about a kind of receipt printer. A model is data only; a new one is a new
 * file in this folder and a line in `by-name.ts`.
 */
export interface PrinterModel {
  readonly name: string;
  readonly paperWidthMm: 80 | 58;
  /** Characters of font A (12x24 dots) on one line. */
  readonly columns: 48 | 32;
  readonly printWidthDots: 576 | 384;
  readonly capabilities: PrinterCapabilities;
  /** Slowest link this model is installed with; 115 200 Bd carry 11 520 bytes a second. */
  readonly throughputBytesPerSecond: number;
}

export interface PrinterCapabilities {
  /** Answers GS ( H function 48 when the content before it was printed. */
  readonly processId: boolean;
  /** Reports each change by itself after GS a. */
  readonly automaticStatus: boolean;
  readonly cutter: boolean;
  /** A presenter holds the ticket at the mouth; no supported model has one. */
  readonly presenter: false;
}
