type SetupErrorCode = 'branch-unknown' | 'name-taken' | 'password-too-short';

/** Something cannot be set up as asked; the message tells whoever sets up the server why. */
export class SetupError extends Error {
  readonly code: SetupErrorCode;

  constructor(code: SetupErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SetupError';
    this.code = code;
  }
}
