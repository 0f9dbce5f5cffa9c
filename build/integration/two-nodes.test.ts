import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { fastLaneRequest } from '../../central/contract/fast-lane.ts';
import type { Database } from '../../central/server/database/database.ts';
import { openDatabase } from '../../central/server/database/open-database.ts';
import { answerRequest } from '../../central/server/fast-lane/answer-request.ts';
import { useApproval } from '../../central/server/fast-lane/approvals.ts';
import { storeEvents } from '../../central/server/fast-lane/kiosk-events.ts';
import { sweep } from '../../central/server/fast-lane/sweep.ts';
import { SECOND, TestBranch } from '../../central/server/fast-lane/testing/test-branch.ts';
import type { KioskIdentity, StaffIdentity } from '../../central/server/http/identities.ts';
import { type Hub, openHub } from '../../central/server/push/hub.ts';
import { CounterPage, TestSocket } from '../../central/server/push/testing/test-sockets.ts';
import { endSession } from '../../central/server/staff/sessions.ts';
import { type PrivatePostgres, startPostgres } from './rig/postgres.ts';
import { describeWithParts } from './rig/requirements.ts';
import { waitUntil } from './rig/wait.ts';

/** Two nodes of the central system on one PostgreSQL server: whatever one does, both know. */

const STEP_DEADLINE_MS = 10_000;

interface Node {
  readonly database: Database;
  readonly hub: Hub;
}

describeWithParts(['postgresql'], 'two nodes on one PostgreSQL', () => {
  let postgres: PrivatePostgres;
  let url: string;
  let one: Node;
  let other: Node;
  let branch: TestBranch;
  let kiosk: KioskIdentity;
  let clerk: StaffIdentity;

  const startNode = async (): Promise<Node> => {
    const database = await openDatabase({ url });
    const hub = await openHub({ database, now: () => branch.now, onFault: () => undefined });
    return { database, hub };
  };
  const stopNode = async ({ hub, database }: Node): Promise<void> => {
    await hub.close();
    await database.close();
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.createDatabase();
  });
  afterAll(() => postgres?.stop());
  beforeEach(async () => {
    one = await startNode();
    other = await startNode();
    branch = await TestBranch.create(one.database);
    kiosk = await branch.addKiosk();
    clerk = await branch.addClerk();
  });
  afterEach(async () => {
    await Promise.all([stopNode(one), stopNode(other)]);
  });

  const linkCounter = ({ hub }: Node, after: number | null = null): TestSocket => {
    const socket = new TestSocket();
    hub.linkCounter(socket, clerk, after);
    return socket;
  };
  const pageOf = (socket: TestSocket) => new CounterPage().read(socket.counterMessages());
  const untilVersion = (socket: TestSocket, version: number) =>
    waitUntil(`version ${version} at the counter`, STEP_DEADLINE_MS, () =>
      socket.texts.length > 0 && pageOf(socket).version >= version ? true : undefined,
    );
  const contentsOf = (page: CounterPage) =>
    [...page.shown].sort(([left], [right]) => left.localeCompare(right));
  const gapless = async (): Promise<number> => {
    const { branch: version, events } = await branch.versions();
    expect(events).toEqual(Array.from({ length: version }, (_, index) => index + 1));
    return version;
  };

  /** A visit that both nodes have a hand in; some end badly. */
  const visit = async (number: number): Promise<void> => {
    const visitor = await branch.addKiosk();
    const request = await branch.open(visitor);
    const step = { staff: clerk, requestId: request.id, now: branch.now };
    const there = number % 2 === 0 ? one.database : other.database;
    const here = number % 2 === 0 ? other.database : one.database;
    const attempt = 1;
    await answerRequest(there, { ...step, stepBy: (by) => ({ kind: 'take', attempt, by }) });
    if (number % 3 === 0) {
      const reason = 'card-not-valid';
      const refuse = { kind: 'refuse', attempt, reason } as const;
      await answerRequest(here, { ...step, stepBy: (by) => ({ ...refuse, by }) });
      return;
    }
    await answerRequest(here, { ...step, stepBy: (by) => ({ kind: 'approve', attempt, by }) });
    const event = {
      id: randomUUID(),
      at: new Date(branch.now).toISOString(),
      kind: 'chip-not-genuine',
      requestId: request.id,
      evidence: 'chip-authentication',
    } as const;
    await storeEvents(there, { kiosk: visitor, events: [event], now: branch.now });
  };

  it('tell their counters the same, in order, while both work', async () => {
    const early = [linkCounter(one), linkCounter(other)];
    await Promise.all(Array.from({ length: 12 }, (_, number) => visit(number)));
    const version = await gapless();
    expect(version).toBe(4 * 3 + 8 * 4);
    const late = [linkCounter(one), linkCounter(other)];
    for (const socket of [...early, ...late]) await untilVersion(socket, version);
    const [expected, ...rest] = [...late, ...early].map((socket) => contentsOf(pageOf(socket)));
    expect(expected).toHaveLength(12 + 8);
    for (const contents of rest) expect(contents).toEqual(expected);
  });

  it('carry a counter on that was cut off at the other, at every version', async () => {
    const steady = linkCounter(one);
    await untilVersion(steady, 0);
    await visit(1);
    await visit(3);
    const version = await gapless();
    await untilVersion(steady, version);
    const expected = contentsOf(pageOf(steady));
    for (let cut = 1; cut <= version; cut++) {
      const before = new CounterPage();
      before.read(
        steady.counterMessages().filter((each) => 'version' in each && each.version <= cut),
      );
      const resumed = linkCounter(other, before.version);
      await waitUntil('the end of resuming', STEP_DEADLINE_MS, () =>
        resumed.counterMessages().some(({ kind }) => kind === 'beat' || kind === 'snapshot')
          ? true
          : undefined,
      );
      before.read(resumed.counterMessages());
      expect(contentsOf(before)).toEqual(expected);
    }
  });

  it('let one of fifty take a request', async () => {
    const request = await branch.open(kiosk);
    const clerks = await Promise.all(Array.from({ length: 50 }, () => branch.addClerk()));
    const outcomes = await Promise.allSettled(
      clerks.map((staff, index) =>
        answerRequest(index % 2 === 0 ? one.database : other.database, {
          staff,
          requestId: request.id,
          stepBy: (by) => ({ kind: 'take', attempt: 1, by }),
          now: branch.now,
        }),
      ),
    );
    const refusals = outcomes.flatMap((each) => (each.status === 'rejected' ? each.reason : []));
    expect(refusals.map(({ code }) => code)).toEqual(
      Array.from({ length: 49 }, () => 'taken-by-another'),
    );
    expect(await gapless()).toBe(2);
  });

  it('lend the right of an approval once', async () => {
    const { id } = await branch.approve(clerk, await branch.open(kiosk));
    const uses = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? one : other).database.transaction((queries) =>
          useApproval(queries, {
            requestId: id,
            kioskId: kiosk.id,
            digestOfChallenge: `C${index}`,
            now: branch.now,
          }),
        ),
      ),
    );
    expect(uses.filter(({ kind }) => kind === 'live')).toHaveLength(1);
    expect(uses.filter(({ kind }) => kind === 'used')).toHaveLength(19);
  });

  it('store an event once that is sent to both', async () => {
    const { id } = await branch.open(kiosk);
    const event = {
      id: randomUUID(),
      at: new Date(branch.now).toISOString(),
      kind: 'request-withdrawn',
      requestId: id,
    } as const;
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        storeEvents((index % 2 === 0 ? one : other).database, {
          kiosk,
          events: [event],
          now: branch.now,
        }),
      ),
    );
    expect(await gapless()).toBe(2);
  });

  it('open as many requests at once as there are call signs', async () => {
    const openings = await Promise.allSettled(
      Array.from({ length: 105 }, () => branch.open(kiosk)),
    );
    const signs = openings.flatMap((each) =>
      each.status === 'fulfilled' ? fastLaneRequest.parse(each.value).callSign : [],
    );
    expect(new Set(signs).size).toBe(99);
    expect(signs).toHaveLength(99);
  });

  it('sweep together and do each thing once', async () => {
    for (let number = 0; number < 10; number++) await branch.open(kiosk);
    for (const [seconds, version] of [
      [59, 10],
      [60, 20],
      [300, 30],
    ] as const) {
      const now = branch.now + seconds * SECOND;
      await Promise.all([one, other, one, other].map(({ database }) => sweep(database, now)));
      expect(await gapless()).toBe(version);
    }
  });

  it('end a session at the other node', async () => {
    const socket = linkCounter(other);
    await untilVersion(socket, 0);
    await endSession(one.database, clerk.sessionId);
    await waitUntil('the end of the link', STEP_DEADLINE_MS, () => socket.closing ?? undefined);
    expect(socket.counterMessages().at(-1)).toEqual({ kind: 'signed-out' });
  });

  it('go on without a gap after the server was restarted', async () => {
    const sockets = [linkCounter(one), linkCounter(other)];
    await branch.open(kiosk);
    for (const socket of sockets) await untilVersion(socket, 1);
    await postgres.halt();
    await expect(branch.open(kiosk)).rejects.toThrow();
    await postgres.resume();
    await branch.open(kiosk);
    for (const socket of sockets) await untilVersion(socket, 2);
    expect(await gapless()).toBe(2);
  });
});
