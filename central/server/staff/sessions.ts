import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '../../contract/staff.ts';
import type { Database, Queries } from '../database/database.ts';
import type { StaffIdentity } from '../http/identities.ts';

/**
 * Who is signed in. The browser holds a random token; the database only its digest. The token of
 * changing requests is derived from it, so there is nothing to store for it.
 */
const IDLE_MS = 8 * 60 * 60 * 1_000;
const LONGEST_MS = 12 * 60 * 60 * 1_000;
/** How exact the idle time is; saves a write on every request. */
const SEEN_STEP_MS = 60_000;
const TOKEN_BYTES = 32;
const SESSIONS_PER_ACCOUNT_MAX = 10;

/** Told of on every node; the payload is the session's id. */
export const SESSION_ENDED_CHANNEL = 'staff_session_ended';

export interface StaffSession extends StaffIdentity {
  readonly accountName: string;
  readonly branchName: string;
}

interface SessionRow {
  readonly session_id: string;
  readonly account_id: string;
  readonly account_name: string;
  readonly display_name: string;
  readonly role: Role;
  readonly branch_id: string;
  readonly branch_name: string;
  readonly counter_id: string | null;
  readonly counter_name: string | null;
  readonly seen_at: Date;
}

/** @returns the token, which is nowhere else from now on */
export async function startSession(
  database: Database,
  accountId: string,
  now: number,
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await database.transaction(async (queries) => {
    await queries.query(
      'DELETE FROM staff_sessions WHERE account_id = $1 AND (started_at <= $2 OR seen_at <= $3)',
      [accountId, ...limits(now)],
    );
    await queries.query(
      `DELETE FROM staff_sessions WHERE id IN (
         SELECT id FROM staff_sessions WHERE account_id = $1 ORDER BY seen_at DESC OFFSET $2)`,
      [accountId, SESSIONS_PER_ACCOUNT_MAX - 1],
    );
    await queries.query(
      `INSERT INTO staff_sessions (id, token_hash, account_id, started_at, seen_at)
       VALUES ($1, $2, $3, $4, $4)`,
      [randomUUID(), digestOf(token), accountId, new Date(now)],
    );
  });
  return token;
}

/** @returns undefined for an unknown or ended session */
export async function findSession(
  queries: Queries,
  token: string,
  now: number,
): Promise<StaffSession | undefined> {
  const rows = await queries.query<SessionRow>(
    `SELECT s.id AS session_id, s.seen_at, a.id AS account_id, a.name AS account_name,
       a.display_name, a.role, b.id AS branch_id, b.name AS branch_name,
       c.id AS counter_id, c.name AS counter_name
     FROM staff_sessions s
     JOIN staff_accounts a ON a.id = s.account_id
     JOIN branches b ON b.id = a.branch_id
     LEFT JOIN counters c ON c.id = s.counter_id
     WHERE s.token_hash = $1 AND s.started_at > $2 AND s.seen_at > $3`,
    [digestOf(token), ...limits(now)],
  );
  const row = rows[0];
  if (!row) return undefined;
  if (now - row.seen_at.getTime() >= SEEN_STEP_MS) {
    await queries.query('UPDATE staff_sessions SET seen_at = $2 WHERE id = $1', [
      row.session_id,
      new Date(now),
    ]);
  }
  return sessionOf(row);
}

export async function endSession(database: Database, sessionId: string): Promise<void> {
  await database.transaction(async (queries) => {
    const ended = await queries.query('DELETE FROM staff_sessions WHERE id = $1 RETURNING id', [
      sessionId,
    ]);
    if (ended.length === 0) return;
    await queries.query('SELECT pg_notify($1, $2)', [SESSION_ENDED_CHANNEL, sessionId]);
  });
}

/** @returns whether the counter is one of the branch's */
export async function chooseCounter(
  queries: Queries,
  { sessionId, branchId }: StaffIdentity,
  counterId: string,
): Promise<boolean> {
  const chosen = await queries.query(
    `UPDATE staff_sessions s SET counter_id = c.id FROM counters c
     WHERE s.id = $1 AND c.id = $2 AND c.branch_id = $3 RETURNING s.id`,
    [sessionId, counterId, branchId],
  );
  return chosen.length > 0;
}

/** Which of these sessions still stand; for links that outlive the request that opened them. */
export async function liveSessions(
  queries: Queries,
  sessionIds: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  const rows = await queries.query<{ id: string }>(
    `SELECT id FROM staff_sessions
     WHERE id = ANY($1::uuid[]) AND started_at > $2 AND seen_at > $3`,
    [sessionIds, ...limits(now)],
  );
  return new Set(rows.map(({ id }) => id));
}

export function csrfTokenOf(token: string): string {
  return createHash('sha256').update('csrf ').update(token).digest('base64url');
}

function sessionOf(row: SessionRow): StaffSession {
  const { counter_id: counterId, counter_name: counterName } = row;
  return {
    sessionId: row.session_id,
    accountId: row.account_id,
    accountName: row.account_name,
    displayName: row.display_name,
    role: row.role,
    branchId: row.branch_id,
    branchName: row.branch_name,
    counter:
      counterId === null || counterName === null ? null : { id: counterId, name: counterName },
  };
}

function digestOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** The earliest start and the earliest last request of a session that still stands. */
function limits(now: number): [Date, Date] {
  return [new Date(now - LONGEST_MS), new Date(now - IDLE_MS)];
}
