import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ROLES, type Role } from '../../contract/staff.ts';
import { createBranch, createCounter } from '../branches/branches.ts';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import type { Log, LogEvents } from '../log.ts';
import { buildServer } from '../server.ts';
import { createAccount } from '../staff/accounts.ts';
import { type SignedInStaff, signIn } from './signed-in-staff.ts';
import { enrolSignedKiosk, type SignedKiosk } from './signed-kiosk.ts';

/** A whole server on a database in memory, with a clock that stands until it is moved. */
export interface TestCentral {
  readonly server: FastifyInstance;
  readonly database: Database;
  readonly branchId: string;
  readonly counterIds: readonly string[];
  readonly clock: { now: number };
  readonly logged: LoggedEvent[];
  enrolKiosk(name: string): Promise<SignedKiosk>;
  signIn(role: Role): Promise<SignedInStaff>;
  close(): Promise<void>;
}

export interface LoggedEvent {
  readonly name: keyof LogEvents;
  readonly fields: object;
}

export const TEST_PASSWORD = 'Feldweg im Regen';
export const TEST_TIME = Date.parse('2026-11-23T09:00:00Z');

export interface TestParts {
  readonly database: Database;
  readonly now: () => number;
  readonly log: Log;
}

/** There are the counters Schalter 1 to 3 and an account for each role, called as the role is. */
export async function startTestCentral(
  plugins: (parts: TestParts) => readonly FastifyPluginAsyncZod[] = () => [],
  options: { readonly publicOrigin?: string } = {},
): Promise<TestCentral> {
  const database = await openDatabase({});
  const clock = { now: TEST_TIME };
  const now = (): number => clock.now;
  const logged: LoggedEvent[] = [];
  const log: Log = (name, fields) => logged.push({ name, fields });
  const branch = await createBranch(database, { name: 'Musterstadt' });
  const counters = [];
  for (const name of ['Schalter 1', 'Schalter 2', 'Schalter 3']) {
    counters.push(await createCounter(database, { branchId: branch.id, name }));
  }
  for (const role of ROLES) {
    const displayName = `Frau ${role}`;
    const account = { branchId: branch.id, name: role, displayName, role };
    await createAccount(database, { ...account, password: TEST_PASSWORD });
  }
  const parts = { database, now, log };
  const server = await buildServer({ ...parts, ...options, plugins: plugins(parts) });
  return {
    server,
    database,
    branchId: branch.id,
    counterIds: counters.map(({ id }) => id),
    clock,
    logged,
    enrolKiosk: (name) => enrolSignedKiosk({ server, database, branchId: branch.id, name, now }),
    signIn: (role) => signIn(server, role, TEST_PASSWORD),
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}
