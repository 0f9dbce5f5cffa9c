import type { FastLaneRequest } from '../../../contract/fast-lane.ts';
import type { Database } from '../../database/database.ts';
import { TestBranch } from '../../fast-lane/testing/test-branch.ts';
import type { KioskIdentity, StaffIdentity } from '../../http/identities.ts';
import { type Hub, openHub } from '../hub.ts';
import { CounterPage, TestSocket } from './test-sockets.ts';

/** A hub with one branch, whose database can be watched and can fail. */
export class TestHub {
  readonly branch: TestBranch;
  readonly kiosk: KioskIdentity;
  readonly clerk: StaffIdentity;
  readonly faults: unknown[] = [];
  /** Questions to the database since it was last set. */
  readings = 0;
  isDown = false;
  private opened: Hub | null = null;

  private constructor(branch: TestBranch, kiosk: KioskIdentity, clerk: StaffIdentity) {
    this.branch = branch;
    this.kiosk = kiosk;
    this.clerk = clerk;
  }

  static async open(database: Database): Promise<TestHub> {
    const branch = await TestBranch.create(database);
    const test = new TestHub(branch, await branch.addKiosk(), await branch.addClerk());
    const watched: Database = {
      ...database,
      query: (sql, parameters) => {
        test.readings++;
        return test.isDown ? Promise.reject(new Error('down')) : database.query(sql, parameters);
      },
    };
    test.opened = await openHub({
      database: watched,
      now: () => branch.now,
      onFault: (error) => test.faults.push(error),
    });
    return test;
  }

  get hub(): Hub {
    if (this.opened === null) throw new Error('the hub is not open');
    return this.opened;
  }

  linkCounter(after: number | null = null, staff = this.clerk): TestSocket {
    const socket = new TestSocket();
    this.hub.linkCounter(socket, staff, after);
    return socket;
  }

  linkKiosk(kiosk = this.kiosk): TestSocket {
    const socket = new TestSocket();
    this.hub.linkKiosk(socket, kiosk);
    return socket;
  }

  /** After this everything that was committed before has been told. */
  async told(): Promise<void> {
    await this.hub.beat();
    await this.hub.beat();
  }

  /** A day's work with all kinds of change, one version each, told one by one. */
  async work(): Promise<number> {
    const { branch, kiosk, clerk } = this;
    const after = async <Result>(step: Promise<Result>): Promise<Result> => {
      const result = await step;
      await this.told();
      return result;
    };
    const refused: FastLaneRequest = await after(branch.open(kiosk));
    const other = await branch.addKiosk();
    const approved = await after(branch.open(other));
    const { id } = refused;
    await after(branch.take(clerk, refused));
    await after(branch.approve(clerk, approved));
    const refuse = { kind: 'refuse', attempt: 1, reason: 'not-possible-now' } as const;
    await after(branch.step(clerk, id, (by) => ({ ...refuse, by })));
    const alarm = { kind: 'chip-not-genuine', evidence: 'chip-authentication' } as const;
    await after(branch.report(kiosk, { ...alarm, requestId: id }));
    const told = { kind: 'card-told', requestId: approved.id, documentType: 'ID' } as const;
    await after(branch.report(other, told));
    await after(branch.step(clerk, id, () => ({ kind: 'serve' })));
    return (await branch.versions()).branch;
  }
}

export const kindsOf = (socket: TestSocket) =>
  socket.counterMessages().map((message) => message.kind);

export const changesTo = (socket: TestSocket) =>
  socket
    .counterMessages()
    .flatMap((each) => (each.kind === 'change' ? [[each.version, each.request.state]] : []));

/** What a counter page shows that heard these messages, of versions up to one. */
export function pageOf(socket: TestSocket, lastVersion = Number.POSITIVE_INFINITY): CounterPage {
  const heard = socket
    .counterMessages()
    .filter((each) => !('version' in each) || each.version <= lastVersion);
  return new CounterPage().read(heard.filter(({ kind }) => kind !== 'beat'));
}
