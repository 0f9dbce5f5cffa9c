import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Child } from './children.ts';
import { StartError } from './start-error.ts';

/**
 * What a child says first: the line that tells it is ready. Rejects with a `StartError` where it
 * says nothing in time.
 */
export async function firstLine(
  { output }: Child,
  { what, deadlineMs }: { readonly what: string; readonly deadlineMs: number },
): Promise<string> {
  if (output === null) throw new StartError('child-failed', `${what} has no output.`);
  const lines = createInterface({ input: output });
  try {
    const [line] = await once(lines, 'line', { signal: AbortSignal.timeout(deadlineMs) });
    return String(line);
  } catch {
    throw new StartError(
      'child-failed',
      `${what} did not get ready within ${deadlineMs / 1_000} seconds: try again when the machine is less busy.`,
    );
  }
}
