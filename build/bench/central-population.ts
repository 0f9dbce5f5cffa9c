import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createBranch, createCounter } from '../../central/server/branches/branches.ts';
import type { Database } from '../../central/server/database/database.ts';
import { type DatabasePlace, openDatabase } from '../../central/server/database/open-database.ts';
import { createAccount } from '../../central/server/staff/accounts.ts';
import { startSession } from '../../central/server/staff/sessions.ts';
import type { BranchSeats, KioskSeat } from './load-messages.ts';

/**
 * Branches with enrolled kiosks and signed-in staff, put straight into the database: a thousand
 * enrolment codes and passwords would be hashed for a minute.
 */
export interface Shape {
  readonly branches: number;
  readonly kiosksPerBranch: number;
  readonly countersPerBranch: number;
}

/** Its name where browsers reach the server without encryption. */
const SESSION_COOKIE = 'schnellspur';
const PASSWORD = 'nobody types it here';

export async function populate(place: DatabasePlace, shape: Shape): Promise<BranchSeats[]> {
  const database = await openDatabase(place);
  try {
    const seats: BranchSeats[] = [];
    for (const number of numbers(shape.branches)) {
      const { id } = await createBranch(database, { name: `Bürgeramt ${number}` });
      const kiosks: KioskSeat[] = [];
      for (const kiosk of numbers(shape.kiosksPerBranch)) {
        kiosks.push(await addKiosk(database, id, `Terminal ${kiosk}`));
      }
      const counters: { cookie: string }[] = [];
      for (const counter of numbers(shape.countersPerBranch)) {
        await createCounter(database, { branchId: id, name: `Schalter ${counter}` });
        counters.push({ cookie: await signIn(database, id, `clerk ${number}-${counter}`) });
      }
      seats.push({ kiosks, counters });
    }
    return seats;
  } finally {
    await database.close();
  }
}

async function addKiosk(database: Database, branchId: string, name: string): Promise<KioskSeat> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const id = randomUUID();
  await database.query(
    `INSERT INTO kiosks (id, branch_id, name, public_key, enrolled_at) VALUES ($1, $2, $3, $4, $5)`,
    [id, branchId, name, Buffer.from(x, 'base64url'), new Date()],
  );
  return { id, privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') };
}

async function signIn(database: Database, branchId: string, name: string): Promise<string> {
  const account = { branchId, name, displayName: name, role: 'clerk', password: PASSWORD } as const;
  const { id } = await createAccount(database, account);
  return `${SESSION_COOKIE}=${await startSession(database, id, Date.now())}`;
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
