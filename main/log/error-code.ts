/** What may be logged of an error: its code or name, never its message, which may quote something. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && error.code !== undefined) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}
