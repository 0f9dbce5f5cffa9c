import { createHash } from 'node:crypto';
import type { Queries } from './database/database.ts';

/**
 * Slows down whoever guesses a secret. A try is counted before it is checked, so that tries sent
 * at once count like tries one after another; a right one forgets them all.
 */
export interface TryPolicy {
  /** Tries until the first lock. */
  readonly tries: number;
  readonly lockSeconds: number;
  /** Each further wrong try doubles the lock, up to this. */
  readonly lockSecondsMax: number;
  /** Without a further try, wrong ones are forgotten after this. */
  readonly forgetSeconds: number;
}

export type TryBeginning =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'locked'; readonly retryAfterSeconds: number };

/** @param subject what is guessed, or who guesses; only its digest is stored */
export async function beginTry(
  queries: Queries,
  subject: string,
  policy: TryPolicy,
  now: number,
): Promise<TryBeginning> {
  const at = new Date(now);
  const forgotten = new Date(now - policy.forgetSeconds * 1_000);
  // A lock counts from the try that brought it, so it never outlasts its own length.
  const allowed = await queries.query(
    `INSERT INTO wrong_tries AS t (subject, tries, last_at, locked_until)
     VALUES ($1, 1, $2, CASE WHEN $4::integer <= 1 THEN $2::timestamptz + make_interval(secs => $5) END)
     ON CONFLICT (subject) DO UPDATE SET
       tries = CASE WHEN t.last_at < $3 THEN 1 ELSE t.tries + 1 END,
       last_at = $2,
       locked_until = CASE
         WHEN (CASE WHEN t.last_at < $3 THEN 1 ELSE t.tries + 1 END) < $4::integer THEN NULL
         ELSE $2::timestamptz + make_interval(secs => least($6::double precision,
           $5::double precision * power(2, least(20, greatest(0, t.tries + 1 - $4::integer))))) END
     WHERE t.locked_until IS NULL OR t.locked_until <= $2
     RETURNING subject`,
    [digestOf(subject), at, forgotten, policy.tries, policy.lockSeconds, policy.lockSecondsMax],
  );
  if (allowed.length > 0) return { kind: 'allowed' };
  const rows = await queries.query<{ locked_until: Date }>(
    'SELECT locked_until FROM wrong_tries WHERE subject = $1',
    [digestOf(subject)],
  );
  const until = rows[0]?.locked_until.getTime() ?? now;
  return { kind: 'locked', retryAfterSeconds: Math.max(1, Math.ceil((until - now) / 1_000)) };
}

export async function forgetTries(queries: Queries, subject: string): Promise<void> {
  await queries.query('DELETE FROM wrong_tries WHERE subject = $1', [digestOf(subject)]);
}

const KEPT_MS = 24 * 60 * 60 * 1_000;

export async function pruneTries(queries: Queries, now: number): Promise<void> {
  await queries.query('DELETE FROM wrong_tries WHERE last_at < $1', [new Date(now - KEPT_MS)]);
}

function digestOf(subject: string): string {
  return createHash('sha256').update(subject).digest('base64url');
}
