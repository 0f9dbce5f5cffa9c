type DatabaseErrorCode =
  | 'not-reachable'
  | 'folder-not-usable'
  | 'folder-in-use'
  | 'newer-than-program';

/** The database cannot be used; the message tells whoever starts the server what to do. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatabaseError';
    this.code = code;
  }
}

/** PostgreSQL's own five-letter code of an error, e.g. `23505` where a key is not unique. */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : undefined;
}

export const UNIQUE_VIOLATION = '23505';

/** PostgreSQL's texts hold every character but U+0000, which JSON may bring along. */
export function isTextNobodyCanStore(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === '22021' || state === '22P05';
}
