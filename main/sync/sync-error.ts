type SyncErrorCode =
  | 'identity-exposed'
  | 'identity-malformed'
  | 'identity-not-readable'
  | 'identity-not-writable'
  | 'bad-option'
  | 'address-malformed'
  | 'address-not-encrypted'
  | 'code-malformed'
  | 'code-wrong'
  | 'too-many-tries'
  | 'unreachable'
  | 'refused'
  | 'credentials-exposed'
  | 'credentials-malformed'
  | 'credentials-not-readable'
  | 'zms-store-unusable';

/** The terminal cannot work with the central system; the message says what to do. */
export class SyncError extends Error {
  readonly code: SyncErrorCode;

  constructor(code: SyncErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SyncError';
    this.code = code;
  }
}
