/** What flows need from a receipt printer. */

export type PrinterFault = 'paper-out' | 'cover-open' | 'cutter' | 'offline' | 'mechanism';

export type PrinterStatus =
  | { readonly kind: 'ready'; readonly paperLow: boolean }
  | { readonly kind: 'fault'; readonly fault: PrinterFault };

export type PrintOutcome =
  /** The printer confirmed that the paper came out. */
  | { readonly kind: 'printed' }
  /** The printer cannot confirm, and reported no fault. */
  | { readonly kind: 'probably-printed' }
  /** Nothing readable came out, and nothing will come out later. */
  | { readonly kind: 'failed'; readonly fault: PrinterFault }
  /** Nobody knows. Never printed again without asking. */
  | { readonly kind: 'unknown' };

/** A paper document, independent of printer and paper width. Text is already in its language. */
export interface PrintDocument {
  readonly blocks: readonly PrintBlock[];
}

export type PrintBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly bold?: boolean }
  /** A label and its value, set left and right of one line where they fit. */
  | { readonly kind: 'field'; readonly label: string; readonly value: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly value: string; readonly caption: string };

export interface PrinterPort {
  print(document: PrintDocument): Promise<PrintOutcome>;
  /** Asks the printer now; a printer that does not answer is `offline`. */
  status(): Promise<PrinterStatus>;
  /** Tells every change of status until the returned function is called. */
  watch(listener: (status: PrinterStatus) => void): () => void;
}
