/** A document that breaks a limit of the receipt: a mistake in the program, not in the device. */
export class PrintDocumentError extends Error {
  readonly code = 'print-document-invalid';
  constructor(reason: string) {
    super(`cannot print this document: ${reason}`);
    this.name = 'PrintDocumentError';
  }
}
