import { randomInt } from 'node:crypto';
import type { Role } from '../contract/staff.ts';
import { createBranch, createCounter, findBranch, listCounters } from './branches/branches.ts';
import type { Database } from './database/database.ts';
import { bookDemoAppointment, setUpDemoQueue } from './demo-queue.ts';
import { createEnrolmentCode } from './kiosks/enrolment.ts';
import { createAccount, findAccountKey } from './staff/accounts.ts';
import { hashPassword } from './staff/passwords.ts';

/** A branch to try things out in. On a data folder that has it already only the secrets are new. */

export interface DemoAccess {
  readonly staff: { readonly name: string; readonly password: string };
  readonly enrolmentCode: string;
  /** Of an appointment that a visitor can check in for. */
  readonly appointmentCode: string;
}

const BRANCH = 'Bürgerservice Musterstadt';
const COUNTERS = ['Schalter 1', 'Schalter 2', 'Schalter 3'];
const KIOSK = 'Terminal 1';
const CLERK = 'demo';
const IT = { name: 'it', displayName: 'IT' };
const ACCOUNTS: readonly { name: string; displayName: string; role: Role }[] = [
  { name: CLERK, displayName: 'Demo', role: 'clerk' },
  { ...IT, role: 'it' },
];
/** Without letters and digits that look alike; 12 of them have 59 bits. */
const PASSWORD_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const PASSWORD_LENGTH = 12;

export async function setUpDemo(database: Database, now: number): Promise<DemoAccess> {
  const password = Array.from({ length: PASSWORD_LENGTH }, () =>
    PASSWORD_ALPHABET.charAt(randomInt(PASSWORD_ALPHABET.length)),
  ).join('');
  const branch =
    (await findBranch(database, BRANCH)) ?? (await createBranch(database, { name: BRANCH }));
  const counters = await listCounters(database, branch.id);
  for (const name of COUNTERS) {
    if (counters.some((counter) => counter.name === name)) continue;
    await createCounter(database, { branchId: branch.id, name });
  }
  for (const account of ACCOUNTS) {
    const known = await findAccountKey(database, account.name);
    if (!known) await createAccount(database, { branchId: branch.id, ...account, password });
    else await replacePassword(database, known.id, password);
  }
  const it = await findAccountKey(database, IT.name);
  if (it) {
    const account = { id: it.id, displayName: IT.displayName };
    await setUpDemoQueue(database, { branchId: branch.id, account, now });
  }
  const { code } = await createEnrolmentCode(database, {
    branchId: branch.id,
    kioskName: KIOSK,
    now,
  });
  const appointmentCode = await bookDemoAppointment(database, { branchId: branch.id, now });
  return { staff: { name: CLERK, password }, enrolmentCode: code, appointmentCode };
}

async function replacePassword(database: Database, id: string, password: string): Promise<void> {
  await database.query('UPDATE staff_accounts SET password_hash = $2 WHERE id = $1', [
    id,
    await hashPassword(password),
  ]);
}
