import { createHash } from 'node:crypto';
import type { ProblemCode } from '../../contract/problem.ts';
import type { Queries } from '../database/database.ts';
import { AuthorityError } from './authority-error.ts';

/**
 * Every question put to the authority, with its answer, in records chained by their hashes. A
 * record holds no secret: a signature is good for one challenge that its card has long forgotten.
 */
export interface AuditEntry {
  readonly kind: 'chain' | 'signature';
  /** `repeated`: the answer got lost, and the same was given once more. */
  readonly outcome: 'given' | 'signed' | 'repeated' | ProblemCode;
  readonly kioskId: string;
  readonly requestId: string | null;
  readonly transactionId: string | null;
  readonly holderReference: string | null;
  readonly challengeDigest: string | null;
  readonly questionDigest: string | null;
  readonly signature: string | null;
}

export type AuditFinding =
  | { readonly kind: 'whole'; readonly records: number; readonly head: string }
  /** The first record that is not what it was, or is missing. */
  | { readonly kind: 'broken'; readonly sequence: number; readonly reason: string };

interface AuditRow {
  readonly sequence: number;
  readonly at: string;
  readonly kind: string;
  readonly outcome: string;
  readonly kiosk_id: string;
  readonly request_id: string | null;
  readonly transaction_id: string | null;
  readonly holder_reference: string | null;
  readonly challenge_digest: string | null;
  readonly question_digest: string | null;
  readonly signature: string | null;
  readonly previous_hash: string;
}

/** In the order of RFC 8785, so that a record's JSON is canonical. */
const COLUMNS = [
  'at',
  'challenge_digest',
  'holder_reference',
  'kind',
  'kiosk_id',
  'outcome',
  'previous_hash',
  'question_digest',
  'request_id',
  'sequence',
  'signature',
  'transaction_id',
] as const satisfies readonly (keyof AuditRow)[];

interface Head {
  readonly sequence: number;
  readonly hash: string;
}

const BEFORE_THE_FIRST = '0'.repeat(64);
const ROWS_AT_ONCE = 1_000;

/**
 * Must run inside a transaction: one record at a time.
 *
 * @returns false where the challenge was signed before; nothing is written then.
 */
export async function appendToAudit(
  queries: Queries,
  entry: AuditEntry,
  now: number,
): Promise<boolean> {
  const head = await readHead(queries, 'FOR UPDATE');
  if (!head) throw new AuthorityError('audit-broken', 'The head of the audit is missing.');
  const row: AuditRow = {
    sequence: head.sequence + 1,
    at: new Date(now).toISOString(),
    kind: entry.kind,
    outcome: entry.outcome,
    kiosk_id: entry.kioskId,
    request_id: entry.requestId,
    transaction_id: entry.transactionId,
    holder_reference: entry.holderReference,
    challenge_digest: entry.challengeDigest,
    question_digest: entry.questionDigest,
    signature: entry.signature,
    previous_hash: head.hash,
  };
  const hash = hashOf(row);
  const places = COLUMNS.map((_, at) => `$${at + 1}`).join(', ');
  const written = await queries.query(
    `INSERT INTO authority_audit (${COLUMNS.join(', ')}, hash)
     VALUES (${places}, $${COLUMNS.length + 1})
     ON CONFLICT (challenge_digest) WHERE outcome = 'signed' DO NOTHING RETURNING sequence`,
    [...COLUMNS.map((column) => row[column]), hash],
  );
  if (written.length === 0) return false;
  await queries.query('UPDATE authority_audit_head SET sequence = $1, hash = $2', [
    row.sequence,
    hash,
  ]);
  return true;
}

export async function isSigned(queries: Queries, challengeDigest: string): Promise<boolean> {
  const rows = await queries.query(
    `SELECT 1 FROM authority_audit WHERE challenge_digest = $1 AND outcome = 'signed'`,
    [challengeDigest],
  );
  return rows.length > 0;
}

/** The signature that this request got for this question. */
export async function findSignature(
  queries: Queries,
  { requestId, questionDigest }: { requestId: string; questionDigest: string },
): Promise<string | undefined> {
  const [row] = await queries.query<{ signature: string }>(
    `SELECT signature FROM authority_audit
     WHERE question_digest = $1 AND request_id = $2 AND outcome = 'signed'`,
    [questionDigest, requestId],
  );
  return row?.signature;
}

/** Recomputes every hash. Runs beside a working server: the head is read first. */
export async function verifyAudit(queries: Queries): Promise<AuditFinding> {
  const head = await readHead(queries, '');
  if (!head) return broken(1, 'the head of the chain is missing');
  let previous: Head = { sequence: 0, hash: BEFORE_THE_FIRST };
  while (previous.sequence < head.sequence) {
    const rows = await queries.query<AuditRow & { hash: string }>(
      `SELECT ${COLUMNS.join(', ')}, hash FROM authority_audit
       WHERE sequence > $1 ORDER BY sequence LIMIT ${ROWS_AT_ONCE}`,
      [previous.sequence],
    );
    if (rows.length === 0) return broken(previous.sequence + 1, 'it is missing');
    for (const row of rows) {
      const sequence = Number(row.sequence);
      if (sequence > head.sequence) break;
      if (sequence !== previous.sequence + 1) return broken(previous.sequence + 1, 'it is missing');
      if (row.previous_hash !== previous.hash) {
        return broken(sequence, 'it does not follow the record before it');
      }
      if (row.hash !== hashOf(row)) return broken(sequence, 'it was changed');
      previous = { sequence, hash: row.hash };
    }
  }
  if (head.hash !== previous.hash) return broken(head.sequence, 'the head names another record');
  const [last] = await queries.query<{ after: boolean }>(
    `SELECT a.sequence > h.sequence AS after FROM authority_audit a, authority_audit_head h
     ORDER BY a.sequence DESC LIMIT 1`,
  );
  if (last?.after) return broken(head.sequence + 1, 'the head does not know it');
  return { kind: 'whole', records: head.sequence, head: head.hash };
}

function broken(sequence: number, reason: string): AuditFinding {
  return { kind: 'broken', sequence, reason };
}

async function readHead(queries: Queries, lock: 'FOR UPDATE' | ''): Promise<Head | undefined> {
  const [head] = await queries.query<Head>(
    `SELECT sequence, hash FROM authority_audit_head ${lock}`,
  );
  return head && { sequence: Number(head.sequence), hash: head.hash };
}

/** SHA-256 over canonical JSON. */
function hashOf(row: AuditRow): string {
  const fields = COLUMNS.map((column) => [
    column,
    column === 'sequence' ? Number(row.sequence) : row[column],
  ]);
  const text = JSON.stringify(Object.fromEntries(fields));
  return createHash('sha256').update(text).digest('hex');
}
