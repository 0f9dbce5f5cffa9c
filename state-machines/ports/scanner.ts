/** What check-in needs from a code reader: what it read, and whether it is there. */

export type ScannerStatus =
  | { readonly kind: 'ready' }
  /** Not connected, or switched off with its adapter. */
  | { readonly kind: 'offline' };

export interface ScannerPort {
  /**
   * Tells the text of every code held before the reader, from now on, until the returned function
   * is called. It may be anything: whoever uses it checks it.
   */
  onRead(listener: (text: string) => void): () => void;
  /** Tells every change of status until the returned function is called. */
  watch(listener: (status: ScannerStatus) => void): () => void;
}
