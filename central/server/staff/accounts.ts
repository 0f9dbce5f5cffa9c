import { randomUUID } from 'node:crypto';
import type { Role } from '../../contract/staff.ts';
import type { Queries } from '../database/database.ts';
import { sqlStateOf, UNIQUE_VIOLATION } from '../database/database-error.ts';
import { SetupError } from '../setup-error.ts';
import { hashPassword, PASSWORD_LENGTH_MIN } from './passwords.ts';

/** The accounts of staff. Names are one over all branches, and capitals do not matter in them. */

export interface NewAccount {
  readonly branchId: string;
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password: string;
}

/** Throws a `SetupError`. */
export async function createAccount(
  queries: Queries,
  { branchId, name, displayName, role, password }: NewAccount,
): Promise<{ id: string }> {
  if ([...password].length < PASSWORD_LENGTH_MIN) {
    throw new SetupError(
      'password-too-short',
      `A password needs at least ${PASSWORD_LENGTH_MIN} characters.`,
    );
  }
  const id = randomUUID();
  const passwordHash = await hashPassword(password);
  try {
    await queries.query(
      `INSERT INTO staff_accounts (id, branch_id, name, display_name, role, password_hash)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, branchId, name, displayName, role, passwordHash],
    );
  } catch (cause) {
    if (sqlStateOf(cause) !== UNIQUE_VIOLATION) throw cause;
    throw new SetupError('name-taken', `There is an account ${name} already.`, cause);
  }
  return { id };
}

export interface AccountKey {
  readonly id: string;
  readonly passwordHash: string;
}

export async function findAccountKey(
  queries: Queries,
  name: string,
): Promise<AccountKey | undefined> {
  const rows = await queries.query<{ id: string; password_hash: string }>(
    'SELECT id, password_hash FROM staff_accounts WHERE lower(name) = lower($1)',
    [name],
  );
  const row = rows[0];
  return row && { id: row.id, passwordHash: row.password_hash };
}
