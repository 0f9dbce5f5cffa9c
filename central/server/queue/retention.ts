import type { Queries } from '../database/database.ts';

/**
 * What is deleted of days that are over, because nobody needs it any more (GDPR, article 5 (1) c and
 * e). Numbers, times, services and counters stay: the report and the estimates live on them, and
 * they say nothing of a person. Who approved or refused a fast-lane request stays too, as evidence
 * of who had a right lent.
 */

interface Rule {
  /** How many days are kept beside today. */
  readonly keptDays: number;
  readonly reason: string;
  /** Of all days before `$1`. Finds nothing where it has run before. */
  readonly statements: readonly string[];
}

const RETENTION: readonly Rule[] = [
  {
    keptDays: 0,
    reason: 'Notes say what people came for, a token lets a phone ask: both are for the day.',
    statements: [
      `UPDATE queue_entries SET note = NULL, follow_token = NULL
       WHERE day < $1::date AND (note IS NOT NULL OR follow_token IS NOT NULL)`,
      `UPDATE fast_lane_requests SET continues_note = NULL
       WHERE day < $1::date AND continues_note IS NOT NULL`,
      `UPDATE branch_events SET detail = detail - 'note'
       WHERE day < $1::date AND detail ->> 'note' IS NOT NULL`,
    ],
  },
  {
    keptDays: 30,
    reason: 'Complaints come within weeks; later, names would only tell how each clerk works.',
    statements: [
      `UPDATE queue_entries SET clerk_name = NULL
       WHERE day < $1::date AND clerk_name IS NOT NULL`,
      `UPDATE branch_events SET actor_id = NULL, actor_name = NULL
       WHERE day < $1::date AND kind LIKE 'queue-%' AND actor_kind = 'staff'
         AND actor_name IS NOT NULL`,
    ],
  },
  {
    keptDays: 30,
    reason: 'By its code an appointment book finds the person.',
    statements: [
      `UPDATE queue_appointments SET code = NULL
       WHERE day < $1::date AND code IS NOT NULL`,
    ],
  },
];

const DAY_MS = 24 * 60 * 60_000;

/** @param today in the branch, e.g. `2026-11-23` */
export async function forgetPast(queries: Queries, today: string): Promise<void> {
  for (const { keptDays, statements } of RETENTION) {
    const firstKept = new Date(Date.parse(today) - keptDays * DAY_MS).toISOString().slice(0, 10);
    for (const statement of statements) await queries.query(statement, [firstKept]);
  }
}
