import { randomInt, randomUUID } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { CODE_ALPHABET } from '../../contract/codes.ts';
import type { Database, Queries } from '../database/database.ts';
import { slowDigest } from '../staff/passwords.ts';

/**
 * A kiosk becomes known by a one-time code. Enrolled again under the same name it keeps its id and
 * gets the new key; the old key then counts no more.
 */
const CODE_LENGTH = 8;
export const CODE_MS = 15 * 60_000;
const PURPOSE = 'kiosk-enrolment';

export interface NewCode {
  readonly code: string;
  readonly endsAt: Date;
}

export interface EnrolledKiosk {
  readonly kioskId: string;
  readonly kioskName: string;
  readonly branchId: string;
  readonly branchName: string;
}

export async function createEnrolmentCode(
  queries: Queries,
  { branchId, kioskName, now }: { branchId: string; kioskName: string; now: number },
): Promise<NewCode> {
  const code = Array.from({ length: CODE_LENGTH }, () =>
    CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length)),
  ).join('');
  const endsAt = new Date(now + CODE_MS);
  const hash = await slowDigest(code, PURPOSE);
  await queries.query('DELETE FROM enrolment_codes WHERE ends_at < $1', [new Date(now)]);
  await queries.query(
    `INSERT INTO enrolment_codes (code_hash, branch_id, kiosk_name, ends_at)
     VALUES ($1, $2, $3, $4)`,
    [hash, branchId, kioskName, endsAt],
  );
  return { code, endsAt };
}

/** A key that every signature fits, or that is none, must not stand for a kiosk. */
export function isSoundPublicKey(publicKey: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(publicKey);
    return !point.isSmallOrder() && point.isTorsionFree();
  } catch {
    return false;
  }
}

/**
 * Uses a code up. Sent again with the same key, as after a lost answer, it answers the same.
 * @returns undefined where the code is unknown, used or ended
 */
export async function enrolKiosk(
  database: Database,
  { code, publicKey, now }: { code: string; publicKey: Uint8Array; now: number },
): Promise<EnrolledKiosk | undefined> {
  const hash = await slowDigest(code, PURPOSE);
  return database.transaction(async (queries) => {
    const rows = await queries.query<{
      branch_id: string;
      branch_name: string;
      kiosk_name: string;
      used_by: string | null;
      used_key: Uint8Array | null;
    }>(
      `SELECT c.branch_id, b.name AS branch_name, c.kiosk_name, c.used_by,
         k.public_key AS used_key
       FROM enrolment_codes c
       JOIN branches b ON b.id = c.branch_id
       LEFT JOIN kiosks k ON k.id = c.used_by
       WHERE c.code_hash = $1 AND c.ends_at > $2
       FOR UPDATE OF c`,
      [hash, new Date(now)],
    );
    const row = rows[0];
    if (!row) return undefined;
    const { branch_id: branchId, branch_name: branchName, kiosk_name: kioskName } = row;
    if (row.used_by !== null) {
      const isRepeated = row.used_key !== null && Buffer.compare(row.used_key, publicKey) === 0;
      return isRepeated ? { kioskId: row.used_by, kioskName, branchId, branchName } : undefined;
    }
    const kiosks = await queries.query<{ id: string }>(
      `INSERT INTO kiosks (id, branch_id, name, public_key, enrolled_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (branch_id, name)
         DO UPDATE SET public_key = excluded.public_key, enrolled_at = excluded.enrolled_at
       RETURNING id`,
      [randomUUID(), branchId, kioskName, publicKey, new Date(now)],
    );
    const kioskId = kiosks[0]?.id;
    if (kioskId === undefined) throw new Error('the kiosk was not stored');
    await queries.query('UPDATE enrolment_codes SET used_by = $2 WHERE code_hash = $1', [
      hash,
      kioskId,
    ]);
    return { kioskId, kioskName, branchId, branchName };
  });
}
