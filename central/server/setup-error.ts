type SetupErrorCode =
  | 'branch-unknown'
  | 'counter-unknown'
  | 'name-taken'
  | 'password-too-short'
  | 'queue-contradictory';

/** Something cannot be set up as asked; the message tells whoever sets up the server why. */
export class SetupError extends Error {
  readonly code: SetupErrorCode;

  constructor(code: SetupErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SetupError';
    this.code = code;
  }
}
