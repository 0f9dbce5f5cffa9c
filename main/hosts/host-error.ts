export type HostErrorCode =
  | 'port-busy'
  | 'port-forbidden'
  | 'pages-missing'
  | 'pages-too-large'
  | 'page-type-unknown'
  | 'role-not-served'
  | 'deadline-passed';

/** A host could not start or keep a promise. The message is a sentence that says what to do. */
export class HostError extends Error {
  readonly code: HostErrorCode;

  constructor(code: HostErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostError';
    this.code = code;
  }
}
