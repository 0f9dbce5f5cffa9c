type LedgerErrorCode = 'folder-not-writable' | 'newer-than-program' | 'not-a-ledger';

/** The ledger cannot be used; the message tells whoever starts the terminal what to do. */
export class LedgerError extends Error {
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'LedgerError';
    this.code = code;
  }
}
