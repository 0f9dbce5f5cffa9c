import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBranch, createCounter } from '../../central/server/branches/branches.ts';
import type { Database } from '../../central/server/database/database.ts';
import { setUpDemoQueue } from '../../central/server/demo-queue.ts';
import { createEnrolmentCode } from '../../central/server/kiosks/enrolment.ts';
import { startCentral } from '../../central/server/main.ts';
import { createAccount, findAccountKey } from '../../central/server/staff/accounts.ts';
import { type Clock, systemClock } from '../../devices/kit/clock.ts';
import { writeAuthorityFolder } from '../../devices/simulators/test-pki/folder.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import type { CentralAccess } from '../sync/central.ts';
import { enrol } from '../sync/enrol.ts';
import { readKioskIdentity } from '../sync/kiosk-identity.ts';
import { type Network, openNetwork } from './network.ts';
import { type ScriptedClerk, scriptClerk } from './scripted-clerk.ts';

/** A whole central system in this process, the line to it, and a clerk at a counter. */
export interface LaneRig {
  readonly database: Database;
  /** Its own address, past the line. */
  readonly central: string;
  readonly network: Network;
  readonly clerk: ScriptedClerk;
  /** Of the central system, and of what terminals date their signatures by. */
  readonly clock: Clock & { advance(ms: number): void };
  /** For the terminal whose identity is kept in `file`; a new one is enrolled. */
  access(file: string): Promise<CentralAccess>;
  enrolmentCode(): Promise<string>;
  /** The branch has a queue from then on, open day and night. */
  openQueue(): Promise<void>;
  /** What the terminal authority has answered for a request, e.g. `signature signed`. */
  audited(requestId: string): Promise<string[]>;
  close(): Promise<void>;
}

const ACCOUNT = { name: 'berger', password: 'ein langes Beispiel' };
const RIGHTS = ['pin-management', 'can-allowed', 'age-verification', 'read-dg1'];

export async function startLaneRig(): Promise<LaneRig> {
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-lane-'));
  const pki = createTestPki({ today: new Date() });
  await writeAuthorityFolder(pki, folder, { rights: RIGHTS });
  let offsetMs = 0;
  let kiosks = 0;
  const now = (): number => Date.now() + offsetMs;
  const prepared: { database?: Database; branchId?: string } = {};
  const central = await startCentral({
    database: {},
    host: '127.0.0.1',
    port: 0,
    authority: { folder },
    log: () => {},
    now,
    async prepare(database) {
      const { id: branchId } = await createBranch(database, { name: 'Musterstadt' });
      await createCounter(database, { branchId, name: 'Schalter 1' });
      const displayName = 'A. Berger';
      await createAccount(database, { ...ACCOUNT, branchId, displayName, role: 'clerk' });
      Object.assign(prepared, { database, branchId });
    },
  });
  const { database, branchId } = prepared;
  if (!database || branchId === undefined) throw new Error('the central system was not prepared');
  const network = await openNetwork(central.address);
  const clerk = await scriptClerk(central.address, ACCOUNT);
  const enrolmentCode = async (): Promise<string> => {
    kiosks += 1;
    const kioskName = `Terminal ${kiosks}`;
    return (await createEnrolmentCode(database, { branchId, kioskName, now: now() })).code;
  };
  const clock = { ...systemClock, now };
  return {
    database,
    central: central.address,
    network,
    clerk,
    clock: {
      ...clock,
      advance(ms) {
        offsetMs += ms;
      },
    },
    async access(file) {
      return {
        identity:
          readKioskIdentity(file) ??
          (await enrol({ file, central: network.address, code: await enrolmentCode() })),
        clock,
        passiveAuthentication: {
          mode: 'required',
          documentSigners: [],
          countryCertificates: [pki.csca],
        },
      };
    },
    enrolmentCode,
    async openQueue() {
      const key = await findAccountKey(database, ACCOUNT.name);
      if (!key) throw new Error('the clerk has no account');
      const account = { id: key.id, displayName: ACCOUNT.name };
      await setUpDemoQueue(database, { branchId, account, now: now() });
    },
    async audited(requestId) {
      const rows = await database.query<{ kind: string; outcome: string }>(
        'SELECT kind, outcome FROM authority_audit WHERE request_id = $1 ORDER BY sequence',
        [requestId],
      );
      return rows.map(({ kind, outcome }) => `${kind} ${outcome}`);
    },
    async close() {
      clerk.leave();
      await network.close();
      await central.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
