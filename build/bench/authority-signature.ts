import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../central/server/database/database.ts';
import { openDatabase } from '../../central/server/database/open-database.ts';
import { TestBranch } from '../../central/server/fast-lane/testing/test-branch.ts';
import type { Authority } from '../../central/server/terminal-authority/authority.ts';
import { openKeysInToken } from '../../central/server/terminal-authority/keys-in-token.ts';
import { openAuthority } from '../../central/server/terminal-authority/open-authority.ts';
import {
  type FunctionList,
  loadFunctionList,
} from '../../central/server/terminal-authority/pkcs11/function-list.ts';
import { openTokenSession } from '../../central/server/terminal-authority/pkcs11/token-session.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { missingParts } from '../missing-parts.ts';
import { startDatabases } from './central-database.ts';
import type { Measurement, Row } from './row.ts';
import { median } from './statistics.ts';
import { createTokenAuthority, type TokenAuthority } from './token-authority.ts';

/**
 * The terminal authority's signature with a key in SoftHSM, beside the bare calls of PKCS #11, and
 * all that the authority does for one question of a kiosk.
 */

const WARM_UP_RUNS = 50;
const RUNS = 500;
const QUESTION_WARM_UP_RUNS = 5;
const QUESTION_RUNS = 60;
const MESSAGE_BYTES = 72;
const FIELD_BYTES = 32;
const CHALLENGE_BYTES = 8;
const SIGNATURE_BYTES_MAX = 256;

export const authoritySignature: Measurement = {
  name: 'authority-signature',
  missing: () => missingParts('softhsm', 'softhsm2-util'),
  async run() {
    await using stops = new AsyncDisposableStack();
    const token = stops.adopt(
      await createTokenAuthority(createTestPki({ today: new Date() })),
      (it) => it.remove(),
    );
    Object.assign(process.env, token.hsm.environment);
    stops.defer(() => {
      for (const name of Object.keys(token.hsm.environment)) delete process.env[name];
    });
    const keys = stops.adopt(await openKeys(token), (it) => it.close());
    const signBarely = await openBareKey(token);
    const databases = stops.adopt(await startDatabases(), (it) => it.stop());
    const database = stops.adopt(await openDatabase(await databases.create()), (it) => it.close());
    const authority = stops.adopt(
      await openAuthority({ database, keys, folder: token.folder, now: Date.now, log: () => {} }),
      (it) => it.close(),
    );
    const ours: number[] = [];
    const bare: number[] = [];
    for (let run = -WARM_UP_RUNS; run < RUNS; run += 1) {
      const message = randomBytes(MESSAGE_BYTES);
      const digest = createHash('sha256').update(message).digest();
      const ourMs = await timed(() => keys.sign(token.keyName, message, 'sha256'));
      const bareMs = await timed(() => signBarely(digest));
      if (run < 0) continue;
      ours.push(ourMs);
      bare.push(bareMs);
    }
    return [
      signatureRow(ours, bare),
      await questionRow(authority, database, token, databases.kind),
    ];
  },
};

function signatureRow(ours: readonly number[], bare: readonly number[]): Row {
  return {
    name: 'the authority’s signature in a SoftHSM token',
    unit: 'ms',
    ours: median(ours),
    reference: { name: 'C_SignInit and C_Sign alone', value: median(bare) },
    target: 2,
    runs: RUNS,
    note: 'Median of each, in turn. Ours with the digest, the queue for the token and its deadline; both call the module on a thread of its own.',
  };
}

async function questionRow(
  authority: Authority,
  database: Database,
  { holderReference }: TokenAuthority,
  kind: string,
): Promise<Row> {
  const answers: number[] = [];
  for (let run = -QUESTION_WARM_UP_RUNS; run < QUESTION_RUNS; run += 1) {
    const asker = await approvedKiosk(database);
    const question = {
      holderReference,
      idPicc: randomHex(FIELD_BYTES),
      challenge: randomHex(CHALLENGE_BYTES),
      ephemeralKey: randomHex(FIELD_BYTES),
      auxiliaryData: '',
    };
    const answerMs = await timed(() => authority.sign(asker, question));
    if (run >= 0) answers.push(answerMs);
  }
  return {
    name: 'all the authority does for a signature',
    unit: 'ms',
    ours: median(answers),
    runs: QUESTION_RUNS,
    note: `From the question to its answer, in process, on ${kind}: checks, the approval used up, the signature, the record in the audit.`,
  };
}

async function approvedKiosk(database: Database) {
  const branch = await TestBranch.create(database);
  branch.now = Date.now();
  const kiosk = await branch.addKiosk();
  const clerk = await branch.addClerk();
  const { id } = await branch.approve(clerk, await branch.open(kiosk));
  return { kioskId: kiosk.id, requestId: id };
}

function openKeys({ hsm, keyLabel }: TokenAuthority) {
  const { module, tokenLabel } = hsm;
  return openKeysInToken({ module, tokenLabel, keyLabel, pin: Buffer.from(hsm.pin) });
}

/** Nothing but the two calls, over the same binding, in a session of its own. */
async function openBareKey({
  hsm,
  keyLabel,
  keyName,
}: TokenAuthority): Promise<(digest: Uint8Array) => Promise<void>> {
  const list = loadFunctionList(hsm.module);
  let signInit: Parameters<FunctionList['call']> | undefined;
  const noting: FunctionList = {
    ...list,
    call: (...call) => {
      if (call[0] === 'C_SignInit') signInit = call;
      return list.call(...call);
    },
  };
  const place = { tokenLabel: hsm.tokenLabel, keyLabel };
  const session = await openTokenSession(noting, place, Buffer.from(hsm.pin));
  await session.sign(keyName, createHash('sha256').digest());
  if (!signInit) throw new Error('the session did not sign with C_SignInit');
  const begin = signInit;
  const [, handle = null] = begin;
  const signature = new Uint8Array(SIGNATURE_BYTES_MAX);
  return async (digest) => {
    const length = list.ulongs(BigInt(signature.length));
    await list.call(...begin);
    await list.call('C_Sign', handle, digest, BigInt(digest.length), signature, length);
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex').toUpperCase();
}
