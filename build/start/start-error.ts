/** The terminal cannot be started. The message is one sentence that says what to do. */
export class StartError extends Error {
  readonly code: 'bad-option' | 'no-display' | 'window-failed' | 'child-failed';

  constructor(code: StartError['code'], message: string) {
    super(message);
    this.name = 'StartError';
    this.code = code;
  }
}
