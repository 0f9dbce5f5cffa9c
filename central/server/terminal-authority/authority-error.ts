export type AuthorityErrorCode =
  /** The PKCS#11 module cannot be loaded or does not answer as one. */
  | 'module-unusable'
  | 'token-missing'
  | 'pin-missing'
  /** Never tried again: a token blocks itself after few wrong tries. */
  | 'pin-wrong'
  | 'key-missing'
  | 'key-unusable'
  /** Just now: the token is gone, does not answer in time, or too many wait for it. */
  | 'key-unavailable'
  | 'certificate-malformed'
  | 'certificate-ended'
  | 'chain-malformed'
  | 'chain-unreadable'
  | 'audit-broken';

/** What keeps the authority from working, in a sentence for whoever runs it. */
export class AuthorityError extends Error {
  readonly code: AuthorityErrorCode;

  constructor(code: AuthorityErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AuthorityError';
    this.code = code;
  }
}
