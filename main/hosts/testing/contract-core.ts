import type { VisitorEvent } from '../../../state-machines/events.ts';
import type { BenchIntent, BenchView } from '../../contract/bench.ts';
import type { CoreLinks } from '../../contract/link.ts';
import type { StaffIntent, StaffView } from '../../contract/staff.ts';
import type { WaitingRoomView } from '../../contract/waiting-room.ts';
import { createCoreLinks } from '../../links.ts';
import type { Log } from '../../log/log.ts';
import { createVisitorDesk, type VisitorDesk } from '../../visitor-desk.ts';

/** The core as far as screens reach: real links and visitor's desk, nothing behind them. */
export interface ContractCore {
  readonly links: CoreLinks;
  readonly visitor: VisitorDesk;
  readonly events: readonly VisitorEvent[];
  readonly staffIntents: readonly StaffIntent[];
  readonly benchIntents: readonly BenchIntent[];
  readonly logged: readonly LoggedEvent[];
}

export interface LoggedEvent {
  readonly event: string;
}

export function createContractCore(): ContractCore {
  const events: VisitorEvent[] = [];
  const staffIntents: StaffIntent[] = [];
  const benchIntents: BenchIntent[] = [];
  const logged: LoggedEvent[] = [];
  const log: Log = (event, fields) => void logged.push({ event, ...fields });
  const visitor = createVisitorDesk({
    send: (event) => void events.push(event),
    press: () => undefined,
    erase: () => undefined,
    firstView: { centreName: 'Bürgerservice', language: 'de', screen: { name: 'attract' } },
  });
  const links = createCoreLinks({
    visitor,
    staff: {
      current: () => STAFF_VIEW,
      handle: (intent) => accept(staffIntents, intent),
      subscribe: () => () => undefined,
    },
    bench: {
      current: () => BENCH_VIEW,
      handle: (intent) => accept(benchIntents, intent),
      subscribe: () => () => undefined,
    },
    waitingRooms: [{ current: () => WAITING_ROOM_VIEW, subscribe: () => () => undefined }],
    log,
    monotonicMs: () => performance.now(),
  });
  return { links, visitor, events, staffIntents, benchIntents, logged };
}

const STAFF_VIEW: StaffView = { terminal: 'free', notices: [] };

const BENCH_VIEW: BenchView = {
  card: 'none',
  cardCommands: 0,
  pullAtCommand: null,
  reader: 'plugged',
  printer: 'ready',
  clock: '2026-11-22T08:00:00Z',
  paper: [],
  displays: [],
};

const WAITING_ROOM_VIEW: WaitingRoomView = {
  logo: null,
  centreName: 'Bürgerservice',
  screen: {
    name: 'Wartebereich',
    queueIds: [],
    runningText: '',
    runningTextAs: 'pages',
    languages: ['de'],
    voice: 'silent',
    diagonalInches: 43,
    viewingDistanceMetres: 8,
    display: '',
  },
  timeZone: 'Europe/Berlin',
  live: true,
  since: '2026-11-22T08:00:00Z',
  called: [],
  at: '2026-11-22T08:00:00Z',
};

function accept<Intent>(intents: Intent[], intent: Intent): null {
  intents.push(intent);
  return null;
}
