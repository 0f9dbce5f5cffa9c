import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createBranch, createCounter } from '../../central/server/branches/branches.ts';
import { type DatabasePlace, openDatabase } from '../../central/server/database/open-database.ts';
import { createEnrolmentCode } from '../../central/server/kiosks/enrolment.ts';
import { createAccount } from '../../central/server/staff/accounts.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { type ScriptedClerk, scriptClerk } from '../../main/testing/scripted-clerk.ts';
import { withDeadline } from '../integration/rig/wait.ts';
import { missingParts } from '../missing-parts.ts';
import { startDatabases } from './central-database.ts';
import { startCentralNode } from './central-node.ts';
import { type LaneAnswer, laneAnswer, monotonicMs } from './lane-messages.ts';
import type { Measurement, Row } from './row.ts';
import { median, percentile } from './statistics.ts';
import { createTokenAuthority } from './token-authority.ts';

/**
 * From the clerk's press on Approve to the unlocked card, on one machine: central system, kiosk and
 * clerk in a process each, with everything typed and the visitor waiting.
 */

/** A terminal runs for weeks; see `terminal-process.ts`. */
const WARM_UP_RUNS = 10;
const RUNS = 40;
const LIMIT_MS = 400;
const ANSWER_DEADLINE_MS = 30_000;
const END_DEADLINE_MS = 5_000;
const CLERK = { name: 'clerk', password: 'a long example' } as const;

interface Times {
  readonly unlockedMs: number;
  readonly provenMs: number;
}

export const approveToUnlocked: Measurement = {
  name: 'approve-to-unlocked',
  missing: () => missingParts('softhsm', 'softhsm2-util'),
  async run() {
    await using stops = new AsyncDisposableStack();
    const databases = stops.adopt(await startDatabases(), (it) => it.stop());
    const place = await databases.create();
    const code = await prepare(place);
    const pki = createTestPki({ today: new Date() });
    const authority = stops.adopt(await createTokenAuthority(pki), (it) => it.remove());
    const node = stops.adopt(
      await startCentralNode(place, authority.options, authority.hsm.environment),
      (it) => it.stop(),
    );
    const clerk = stops.adopt(await scriptClerk(node.address, CLERK), (it) => it.leave());
    const kiosk = stops.adopt(await startKiosk(node.address, code), (it) => it.stop());
    const times: Times[] = [];
    for (let run = -WARM_UP_RUNS; run < RUNS; run += 1) {
      const spent = await approveOnce(kiosk, clerk);
      if (run >= 0) times.push(spent);
    }
    return rowsOf(times, databases.kind);
  },
};

/** @returns the kiosk's enrolment code */
async function prepare(place: DatabasePlace): Promise<string> {
  const database = await openDatabase(place);
  try {
    const { id: branchId } = await createBranch(database, { name: 'Bürgeramt' });
    await createCounter(database, { branchId, name: 'Schalter 1' });
    await createAccount(database, { ...CLERK, branchId, displayName: 'Clerk', role: 'clerk' });
    const kiosk = { branchId, kioskName: 'Terminal 1', now: Date.now() };
    return (await createEnrolmentCode(database, kiosk)).code;
  } finally {
    await database.close();
  }
}

async function approveOnce(kiosk: Kiosk, clerk: ScriptedClerk): Promise<Times> {
  const { callSign } = await kiosk.visit();
  const { id } = await clerk.take({ callSign });
  await clerk.sees({ id, state: 'taken' });
  const pressedAt = monotonicMs();
  const [{ unlockedAt, provenAt }] = await Promise.all([kiosk.done(), clerk.approveTaken()]);
  await clerk.sees({ id, state: 'closed' });
  clerk.lookAway();
  return { unlockedMs: unlockedAt - pressedAt, provenMs: provenAt - pressedAt };
}

function rowsOf(times: readonly Times[], database: string): readonly Row[] {
  const unlocked = times.map(({ unlockedMs }) => unlockedMs);
  const proven = times.map(({ provenMs }) => provenMs);
  return [
    {
      name: 'Approve pressed to card unlocked, 95th percentile',
      unit: 'ms',
      ours: percentile(unlocked, 95),
      target: LIMIT_MS,
      runs: RUNS,
      note: `From sending the approval until the card has accepted EXTERNAL AUTHENTICATE. The node on ${database} with its key in SoftHSM; the whole core of the kiosk, whose simulated card answers at once and computes in the same thread.`,
    },
    {
      name: 'the same, median',
      unit: 'ms',
      ours: median(unlocked),
      runs: RUNS,
      note: 'The same presses.',
    },
    {
      name: 'Approve pressed to the new PIN proven, 95th percentile',
      unit: 'ms',
      ours: percentile(proven, 95),
      runs: RUNS,
      note: 'The same presses, until the card’s last answer.',
    },
  ];
}

interface Kiosk {
  /** Resolves once all is typed and the visitor waits. */
  visit(): Promise<Extract<LaneAnswer, { kind: 'waiting' }>>;
  done(): Promise<Extract<LaneAnswer, { kind: 'done' }>>;
  stop(): Promise<void>;
}

async function startKiosk(address: string, code: string): Promise<Kiosk> {
  const script = fileURLToPath(new URL('lane-process.ts', import.meta.url));
  const child = fork(script, [address, code]);
  const ended = once(child, 'exit');
  const answers: LaneAnswer[] = [];
  let wake = (): void => {};
  child.on('message', (message) => {
    answers.push(laneAnswer.parse(message));
    wake();
  });
  const next = async <Kind extends LaneAnswer['kind']>(
    kind: Kind,
  ): Promise<Extract<LaneAnswer, { kind: Kind }>> => {
    const told = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const over = ended.then(([exitCode]) => {
      throw new Error(`the kiosk ended: ${exitCode}`);
    });
    if (answers.length === 0) {
      await withDeadline(`${kind} of the kiosk`, ANSWER_DEADLINE_MS, Promise.race([told, over]));
    }
    const answer = answers.shift();
    if (!isOf(answer, kind)) throw new Error(`the kiosk told ${answer?.kind}, not ${kind}`);
    return answer;
  };
  await next('ready');
  return {
    visit() {
      child.send({ kind: 'visit' });
      return next('waiting');
    },
    done: () => next('done'),
    async stop() {
      if (child.connected) child.disconnect();
      await withDeadline('end of the kiosk', END_DEADLINE_MS, ended).catch(() =>
        child.kill('SIGKILL'),
      );
    },
  };
}

function isOf<Kind extends LaneAnswer['kind']>(
  answer: LaneAnswer | undefined,
  kind: Kind,
): answer is Extract<LaneAnswer, { kind: Kind }> {
  return answer?.kind === kind;
}
