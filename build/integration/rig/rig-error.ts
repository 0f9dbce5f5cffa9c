export type RigErrorCode =
  | 'part-missing'
  | 'start-failed'
  | 'deadline-passed'
  | 'conversation-broken'
  | 'unexpected-question';

/** A promise the rig could not keep. The message says what was missing, not only that it was. */
export class RigError extends Error {
  readonly code: RigErrorCode;

  constructor(code: RigErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RigError';
    this.code = code;
  }
}
