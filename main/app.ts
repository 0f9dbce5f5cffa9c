import type { SiteConfig } from '../config/schema.ts';
import { createEidTerminal, type EidTerminal } from '../devices/eid/terminal.ts';
import type { CardReader } from '../devices/kit/card-reader.ts';
import type { Clock } from '../devices/kit/clock.ts';
import type { PrinterPort } from '../state-machines/ports/printer.ts';
import type { ScannerPort } from '../state-machines/ports/scanner.ts';
import type { Screen } from '../state-machines/views.ts';
import type { CallDisplay } from './call-displays.ts';
import type { BenchIntent, BenchView } from './contract/bench.ts';
import type { CoreLinks } from './contract/link.ts';
import type { StaffView } from './contract/staff.ts';
import { followDevices } from './follow-devices.ts';
import { createKioskLogic } from './kiosk-logic.ts';
import { createLaneDesk } from './lane-desk.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import { noteLedgerFault, unlessLedgerFails } from './ledger/ledger-fault.ts';
import { type CoreDesks, createCoreLinks, type Desk } from './links.ts';
import { errorCode } from './log/error-code.ts';
import type { Log } from './log/log.ts';
import { noteOutcome } from './log/note-outcome.ts';
import { openQueue } from './queue/open-queue.ts';
import type { QueueAccess, QueueDesk } from './queue-desk.ts';
import { runKiosk } from './running-kiosk.ts';
import { createSecretsVault, type SecretsVault } from './secrets-vault.ts';
import { notingUnknownTopics } from './site/note-unknown-topics.ts';
import { printReceipt, printTicket } from './slips.ts';
import { createStaffDesk, type StaffDesk } from './staff-desk.ts';
import { type Central, type CentralAccess, connectCentral, NO_CENTRAL } from './sync/central.ts';
import { createTransactions, type Transactions } from './transactions.ts';
import { openWaitingHall } from './waiting-hall.ts';

/** The core of the terminal with its devices, before any screen is there. */

export interface AppParts {
  readonly config: SiteConfig;
  /** The ledger's file; its folder is made where it is missing. */
  readonly ledgerFile: string;
  readonly reader: CardReader;
  readonly printer: PrinterPort;
  readonly displays?: readonly CallDisplay[];
  /** Left out: there is none, and nobody is asked to hold a code before it. */
  readonly scanner?: ScannerPort;
  readonly clock: Clock;
  readonly log: Log;
  /** Left out: this terminal is not enrolled at a central system. */
  readonly central?: CentralAccess;
  /** Left out: the queue is the central system's. */
  readonly queue?: QueueAccess & Partial<Pick<Central, 'watchCalled'>>;
  /** Only where devices are simulated. */
  readonly bench?: Desk<BenchView, BenchIntent>;
  /** The host's part of a wipe: a new, empty session for the visitor's window. */
  readonly wipeScreens?: () => Promise<void>;
}

export interface App {
  readonly links: CoreLinks;
  /** Whether machine and ledger still do what is asked of them; where not, a supervisor restarts. */
  answers(): boolean;
  /** Ends the session, wipes every secret and closes the ledger. */
  stop(): void;
}

/** Starts the core. Throws a `LedgerError` where the ledger cannot be used. */
export function startApp(parts: AppParts): App {
  const { config, clock, log, printer, scanner } = parts;
  const now = (): number => clock.now();
  const onLedgerFault = (error: unknown): void => noteLedgerFault(log, error);
  const ledger = openLedgerOf(parts);
  const vault = createSecretsVault();
  const central = parts.central
    ? connectCentral({ ...parts.central, ledger, log, onLedgerFault })
    : NO_CENTRAL;
  const hall = openWaitingHall({
    ...{ config, log, now },
    ledgerFile: parts.ledgerFile,
    watchCalled: parts.queue?.watchCalled ?? central.watchCalled,
    displays: parts.displays ?? [],
  });
  const onClosed = (): void => {
    central.forget();
    central.wake();
  };
  const transactions = createTransactions({ ledger, log, onClosed });
  const terminal = createEidTerminal({ reader: parts.reader, clock });
  const reset = (): void => kiosk.send({ type: 'staff.reset' });
  const staff = createStaffDesk({ ledger, log, now, reset });
  const queue = openQueue({
    ...{ access: parts.queue ?? central.queue, ledger, clock, log, onLedgerFault },
    currentId: transactions.currentId,
    timeZone: config.timeZone,
    onNotice: staff.noticesChanged,
  });
  const stopFound = central.watchFound(queue.wake);
  const core = { ledger, vault, central, transactions, terminal, staff, queueDesk: queue.desk };
  const kiosk = runKiosk({
    logic: plugIn(parts, core),
    ...{ config, clock, vault },
    hasScanner: scanner !== undefined,
    onScreen: (name) => staff.showTerminal(terminalState(name)),
  });
  const { send } = kiosk;
  const stopDevices = followDevices({
    ...{ printer, scanner, staff, log, send },
    watchCard: terminal.watch,
  });
  const stopLane = central.watch((approval) => {
    log('lane.changed', { approval: approval.kind });
    send({ type: 'lane.changed', approval });
  });
  log('core.started', { interruptedTransactions: ledger.interrupted.length });

  return {
    links: linksOf(parts, { visitor: kiosk.visitor, staff, waitingRooms: hall.rooms }),
    answers: () => kiosk.isActive() && isReadable(ledger, log),
    stop() {
      for (const stop of [stopDevices, stopLane, hall.stop, kiosk.stop, vault.wipe]) stop();
      transactions.close({ result: 'cancelled', ticket: false });
      for (const stop of [stopFound, queue.stop, central.stop, ledger.shut]) stop();
      log('core.stopped', {});
    },
  };
}

function openLedgerOf({ ledgerFile, clock, central, log }: AppParts): Ledger {
  const ledger = openLedger({
    file: ledgerFile,
    now: () => clock.now(),
    ...(central ? { reportsTo: 'central' } : {}),
  });
  for (const { transactionId, lastStep, cardMayHaveChanged } of ledger.interrupted) {
    log('transaction.interrupted', { transactionId, lastStep, cardMayHaveChanged });
  }
  for (const ticketId of ledger.ticketsInDoubt) log('ticket.in-doubt', { ticketId });
  return ledger;
}

interface Core {
  readonly ledger: Ledger;
  readonly vault: SecretsVault;
  readonly central: Central;
  readonly transactions: Transactions;
  readonly terminal: EidTerminal;
  readonly staff: StaffDesk;
  readonly queueDesk: QueueDesk;
}

/** The machines with all that they ask for. */
function plugIn(
  { config, printer, clock, log, wipeScreens }: AppParts,
  { ledger, vault, central, transactions, terminal, staff, queueDesk }: Core,
): ReturnType<typeof createKioskLogic> {
  const now = (): number => clock.now();
  const { currentId } = transactions;
  const slips = { config, printer, now, log };
  return createKioskLogic({
    ...createLaneDesk({ central, currentId, ledger, staff, log, now }),
    terminal,
    vault,
    queue: {
      ...queueDesk,
      readOffer: notingUnknownTopics(queueDesk.readOffer, config.catalogue, log),
    },
    currentJournal: transactions.currentJournal,
    openTransaction: transactions.open,
    closeTransaction: transactions.close,
    print: (facts) => printReceipt(slips, facts),
    printTicket: (facts) => printTicket(slips, queueDesk, facts),
    wipeScreens: wipeScreens ?? (async () => {}),
    tellStaffOfForgottenCard: () => {
      log('card.forgotten', {});
      unlessLedgerFails(log, () => staff.addForgottenCard());
    },
    noteFailure: (operation, error) =>
      log('operation.failed', { operation, error: errorCode(error) }),
    noteOutcome: (operation, outcome) => noteOutcome(log, operation, outcome),
  });
}

function linksOf(
  { log, bench }: AppParts,
  desks: Pick<CoreDesks, 'visitor' | 'staff' | 'waitingRooms'>,
): CoreLinks {
  const monotonicMs = (): number => performance.now();
  return createCoreLinks({ ...desks, log, monotonicMs, ...(bench ? { bench } : {}) });
}

function isReadable(ledger: Ledger, log: Log): boolean {
  try {
    ledger.pendingNotices();
    return true;
  } catch (error) {
    noteLedgerFault(log, error);
    return false;
  }
}

function terminalState(screen: Screen['name']): StaffView['terminal'] {
  if (screen === 'attract') return 'free';
  return screen === 'out-of-service' ? 'out-of-service' : 'in-session';
}
