import { randomUUID } from 'node:crypto';
import type { Queries } from '../database/database.ts';
import { sqlStateOf, UNIQUE_VIOLATION } from '../database/database-error.ts';
import { SetupError } from '../setup-error.ts';

/** Branches and their counters. */

export interface Branch {
  readonly id: string;
  readonly name: string;
}

export interface Counter {
  readonly id: string;
  readonly name: string;
}

/** Throws a `SetupError`. */
export async function createBranch(queries: Queries, { name }: { name: string }): Promise<Branch> {
  const branch = { id: randomUUID(), name };
  await refuseTaken(
    `There is a branch ${name} already.`,
    queries.query('INSERT INTO branches (id, name) VALUES ($1, $2)', [branch.id, name]),
  );
  return branch;
}

export async function findBranch(queries: Queries, name: string): Promise<Branch | undefined> {
  const rows = await queries.query<Branch>('SELECT id, name FROM branches WHERE name = $1', [name]);
  return rows[0];
}

/** Throws a `SetupError` where there is none. */
export async function branchNamed(queries: Queries, name: string): Promise<Branch> {
  const branch = await findBranch(queries, name);
  if (branch) return branch;
  throw new SetupError('branch-unknown', `There is no branch ${name}.`);
}

/** Throws a `SetupError`. */
export async function createCounter(
  queries: Queries,
  { branchId, name }: { branchId: string; name: string },
): Promise<Counter> {
  const counter = { id: randomUUID(), name };
  await refuseTaken(
    `The branch has a counter ${name} already.`,
    queries.query('INSERT INTO counters (id, branch_id, name) VALUES ($1, $2, $3)', [
      counter.id,
      branchId,
      name,
    ]),
  );
  return counter;
}

export async function listCounters(queries: Queries, branchId: string): Promise<Counter[]> {
  return queries.query<Counter>(
    'SELECT id, name FROM counters WHERE branch_id = $1 ORDER BY length(name), name',
    [branchId],
  );
}

async function refuseTaken(sentence: string, insertion: Promise<unknown>): Promise<void> {
  try {
    await insertion;
  } catch (cause) {
    if (sqlStateOf(cause) !== UNIQUE_VIOLATION) throw cause;
    throw new SetupError('name-taken', sentence, cause);
  }
}
