import { randomUUID } from 'node:crypto';
import type { FastLaneRequest } from '../../../contract/fast-lane.ts';
import type { KioskEvent } from '../../../contract/kiosk.ts';
import type { Database } from '../../database/database.ts';
import type { KioskIdentity, StaffIdentity } from '../../http/identities.ts';
import { answerRequest } from '../answer-request.ts';
import { DEFAULT_OFFERED_SERVICES } from '../default-rights.ts';
import { storeEvents } from '../kiosk-events.ts';
import { type OpenQuestion, openRequest } from '../open-request.ts';
import type { Clerk, Step } from '../request-states.ts';

/** A branch with kiosks and clerks in a database, for tests of the fast lane and of the links. */

/** A Monday, 10 o'clock in the branch. */
export const MORNING = Date.parse('2026-11-23T09:00:00.000Z');
export const SECOND = 1_000;
/** An embedded database needs a while to start on a busy machine. */
export const DATABASE_START_MS = 60_000;

export const QUESTION: OpenQuestion = {
  transactionId: 'transaction-1',
  service: 'activate-eid',
  pinState: 'operational',
  attempt: 1,
  activated: false,
};

/** An event without what every event has. */
type EventBody = KioskEvent extends infer Event
  ? Event extends KioskEvent
    ? Omit<Event, 'id' | 'at'>
    : never
  : never;

export class TestBranch {
  readonly id = randomUUID();
  readonly database: Database;
  now = MORNING;
  private counters = 0;

  private constructor(database: Database) {
    this.database = database;
  }

  static async create(database: Database): Promise<TestBranch> {
    const branch = new TestBranch(database);
    const name = `Bürgerservice ${branch.id}`;
    await database.query('INSERT INTO branches (id, name) VALUES ($1, $2)', [branch.id, name]);
    return branch;
  }

  async addKiosk(): Promise<KioskIdentity> {
    const id = randomUUID();
    const kiosk = { id, name: `Terminal ${id.slice(0, 4)}`, branchId: this.id };
    await this.database.query(
      `INSERT INTO kiosks (id, branch_id, name, public_key, enrolled_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [kiosk.id, this.id, kiosk.name, Buffer.alloc(32, 1), new Date(this.now)],
    );
    return kiosk;
  }

  /** Somebody signed in at a counter of their own. */
  async addClerk(): Promise<StaffIdentity & { readonly counter: { id: string; name: string } }> {
    const name = `Schalter ${++this.counters}`;
    const counter = { id: randomUUID(), name };
    const accountId = randomUUID();
    const sessionId = randomUUID();
    const { database, id: branchId } = this;
    await database.query('INSERT INTO counters (id, branch_id, name) VALUES ($1, $2, $3)', [
      counter.id,
      branchId,
      counter.name,
    ]);
    await database.query(
      `INSERT INTO staff_accounts (id, branch_id, name, display_name, role, password_hash)
       VALUES ($1, $2, $3, $4, 'clerk', 'none')`,
      [accountId, branchId, accountId, name],
    );
    await database.query(
      `INSERT INTO staff_sessions (id, token_hash, account_id, counter_id, started_at, seen_at)
       VALUES ($1, $2, $3, $4, $5, $5)`,
      [sessionId, Buffer.from(sessionId), accountId, counter.id, new Date(this.now)],
    );
    return { sessionId, accountId, displayName: name, role: 'clerk', branchId, counter };
  }

  async open(
    kiosk: KioskIdentity,
    question: Partial<OpenQuestion> = {},
    requestId: string = randomUUID(),
  ): Promise<FastLaneRequest> {
    const { request } = await openRequest(this.database, {
      kiosk,
      requestId,
      question: { ...QUESTION, ...question },
      offered: DEFAULT_OFFERED_SERVICES,
      now: this.now,
    });
    return request;
  }

  step(
    staff: StaffIdentity,
    requestId: string,
    stepBy: (by: Clerk) => Step,
  ): Promise<FastLaneRequest> {
    return answerRequest(this.database, { staff, requestId, stepBy, now: this.now });
  }

  take(staff: StaffIdentity, { id, attempt }: FastLaneRequest): Promise<FastLaneRequest> {
    return this.step(staff, id, (by) => ({ kind: 'take', attempt, by }));
  }

  async approve(staff: StaffIdentity, request: FastLaneRequest): Promise<FastLaneRequest> {
    await this.take(staff, request);
    const { id, attempt } = request;
    return this.step(staff, id, (by) => ({ kind: 'approve', attempt, by }));
  }

  async report(kiosk: KioskIdentity, event: EventBody): Promise<void> {
    const events = [{ id: randomUUID(), at: new Date(this.now).toISOString(), ...event }];
    await storeEvents(this.database, { kiosk, events, now: this.now });
  }

  /** The versions that have an event, and the branch's own. */
  async versions(): Promise<{ branch: number; events: number[] }> {
    const [branch] = await this.database.query<{ version: number }>(
      'SELECT version::float8 AS version FROM branches WHERE id = $1',
      [this.id],
    );
    const events = await this.database.query<{ version: number }>(
      `SELECT version::float8 AS version FROM branch_events WHERE branch_id = $1
       ORDER BY version`,
      [this.id],
    );
    return { branch: branch?.version ?? -1, events: events.map(({ version }) => version) };
  }
}
