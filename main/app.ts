import { createActor } from 'xstate';
import type { SiteConfig } from '../config/schema.ts';
import { createEidTerminal } from '../devices/eid/terminal.ts';
import type { CardReader } from '../devices/kit/card-reader.ts';
import type { Clock } from '../devices/kit/clock.ts';
import type { CardEvent, SecretEvent, VisitorEvent } from '../state-machines/events.ts';
import type { CardPresence } from '../state-machines/ports/card.ts';
import type { PrinterPort } from '../state-machines/ports/printer.ts';
import type { ScannerPort } from '../state-machines/ports/scanner.ts';
import { screenOf } from '../state-machines/screen-meta.ts';
import type { CallDisplay } from './call-displays.ts';
import type { BenchIntent, BenchView } from './contract/bench.ts';
import type { CoreLinks } from './contract/link.ts';
import { createKioskLogic } from './kiosk-logic.ts';
import { createLaneDesk } from './lane-desk.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import { noteLedgerFault, unlessLedgerFails } from './ledger/ledger-fault.ts';
import { createCoreLinks, type Desk } from './links.ts';
import { errorCode } from './log/error-code.ts';
import type { Log } from './log/log.ts';
import { openQueue } from './queue/open-queue.ts';
import type { QueueAccess } from './queue-desk.ts';
import { createSecretsVault } from './secrets-vault.ts';
import { notingUnknownTopics } from './site/note-unknown-topics.ts';
import { printReceipt, printTicket } from './slips.ts';
import { createStaffDesk } from './staff-desk.ts';
import { type Central, type CentralAccess, connectCentral, NO_CENTRAL } from './sync/central.ts';
import { createTransactions } from './transactions.ts';
import { createVisitorDesk } from './visitor-desk.ts';
import { openWaitingHall } from './waiting-hall.ts';

/** The core of the terminal with its devices, before any screen is there. */

export interface AppParts {
  readonly config: SiteConfig;
  /** The ledger's file; its folder is made where it is missing. */
  readonly ledgerFile: string;
  readonly reader: CardReader;
  readonly printer: PrinterPort;
  readonly displays?: readonly CallDisplay[];
  /** Left out: an appointment's code is typed. */
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
  const { config, clock, log, reader, printer } = parts;
  const now = (): number => clock.now();
  const ledger = openLedger({
    file: parts.ledgerFile,
    now,
    ...(parts.central ? { reportsTo: 'central' } : {}),
  });
  for (const { transactionId, lastStep, cardMayHaveChanged } of ledger.interrupted) {
    log('transaction.interrupted', { transactionId, lastStep, cardMayHaveChanged });
  }
  for (const ticketId of ledger.ticketsInDoubt) log('ticket.in-doubt', { ticketId });
  const vault = createSecretsVault();
  const onLedgerFault = (error: unknown): void => noteLedgerFault(log, error);
  const central = parts.central
    ? connectCentral({ ...parts.central, ledger, log, onLedgerFault })
    : NO_CENTRAL;
  const hall = openWaitingHall({
    ...{ config, log, now },
    ledgerFile: parts.ledgerFile,
    watchCalled: parts.queue?.watchCalled ?? central.watchCalled,
    displays: parts.displays ?? [],
  });
  const transactions = createTransactions({
    ledger,
    log,
    onClosed() {
      central.forget();
      central.wake();
    },
  });
  const terminal = createEidTerminal({ reader, clock });
  const staff = createStaffDesk({
    ledger,
    log,
    now,
    reset: () => kiosk.send({ type: 'staff.reset' }),
  });
  const { currentId } = transactions;
  const queue = openQueue({
    ...{ access: parts.queue ?? central.queue, ledger, currentId, clock, log, onLedgerFault },
    timeZone: config.timeZone,
    onNotice: staff.noticesChanged,
  });
  const stopFound = central.watchFound(queue.wake);
  const laneDesk = createLaneDesk({ central, currentId, ledger, staff, log, now });
  const slips = { config, printer, now, log };
  const logic = createKioskLogic({
    ...laneDesk,
    terminal,
    vault,
    queue: {
      ...queue.desk,
      readOffer: notingUnknownTopics(queue.desk.readOffer, config.catalogue, log),
    },
    currentJournal: transactions.currentJournal,
    openTransaction: transactions.open,
    closeTransaction: transactions.close,
    print: (facts) => printReceipt(slips, facts),
    printTicket: (facts) => printTicket(slips, queue.desk, facts),
    wipeScreens: parts.wipeScreens ?? (async () => {}),
    tellStaffOfForgottenCard: () => {
      log('card.forgotten', {});
      unlessLedgerFails(log, () => staff.addForgottenCard());
    },
    noteFailure: (operation, error) =>
      log('operation.failed', { operation, error: errorCode(error) }),
    noteOutcome: (operation, outcome) => noteOutcome(log, operation, outcome),
  });
  const kiosk = createActor(logic, {
    input: {
      services: config.services,
      defaultLanguage: config.defaultLanguage,
      catalogue: config.catalogue,
      timeZone: config.timeZone,
    },
    clock,
    inspect: ({ type }) => {
      if (type === '@xstate.snapshot') queueMicrotask(showScreen);
    },
  });
  // The screen follows at once, so that the next message is judged by what it left behind.
  const send = (event: VisitorEvent | SecretEvent): void => {
    kiosk.send(event);
    showScreen();
  };
  const visitor = createVisitorDesk({
    send,
    press: (name, digit) => send({ type: 'secret.typed', digits: vault.press(name, digit) }),
    erase: (name) => send({ type: 'secret.typed', digits: vault.erase(name) }),
    firstView: {
      centreName: config.centreName,
      language: config.defaultLanguage,
      screen: { name: 'out-of-service', reason: 'starting' },
    },
  });
  const showScreen = (): void => {
    const snapshot = kiosk.getSnapshot();
    const screen = screenOf(snapshot);
    if (!screen) return;
    const { language, idleSecondsLeft } = snapshot.context;
    visitor.show({
      centreName: config.centreName,
      language,
      screen,
      ...(idleSecondsLeft === null ? {} : { idleSecondsLeft }),
    });
    staff.showTerminal(terminalState(screen.name));
  };

  kiosk.start();
  const stopReader = followCard(terminal.watch, (event) => {
    if (event.type === 'reader.lost' || event.type === 'reader.found') {
      staff.showReader(event.type === 'reader.lost');
      log(event.type, {});
    }
    kiosk.send(event);
  });
  const stopLane = central.watch((approval) => {
    log('lane.changed', { approval: approval.kind });
    kiosk.send({ type: 'lane.changed', approval });
  });
  const stopPrinter = printer.watch((status) => {
    if (status.kind === 'fault') log('printer.fault', { fault: status.fault });
    staff.showPrinter(status);
  });
  const stopScanner = followScanner(parts.scanner, log, (text) =>
    kiosk.send({ type: 'scanner.read', text }),
  );
  log('core.started', { interruptedTransactions: ledger.interrupted.length });

  return {
    links: createCoreLinks({
      visitor,
      staff,
      waitingRooms: hall.rooms,
      log,
      monotonicMs: () => performance.now(),
      ...(parts.bench ? { bench: parts.bench } : {}),
    }),
    answers: () => kiosk.getSnapshot().status === 'active' && isReadable(ledger, log),
    stop() {
      stopReader();
      stopLane();
      stopPrinter();
      stopScanner();
      hall.stop();
      kiosk.stop();
      vault.wipe();
      transactions.close({ result: 'cancelled', ticket: false });
      stopFound();
      queue.stop();
      central.stop();
      ledger.shut();
      log('core.stopped', {});
    },
  };
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

/** Tells the machine what happened at the reader, not how it is. */
function followCard(
  watch: (listener: (presence: CardPresence) => void) => () => void,
  send: (event: CardEvent) => void,
): () => void {
  let before: CardPresence = 'no-reader';
  return watch((presence) => {
    const previous = before;
    before = presence;
    if (presence === previous) return;
    if (presence === 'no-reader') return send({ type: 'reader.lost' });
    if (previous === 'no-reader') send({ type: 'reader.found' });
    if (presence === 'card') send({ type: 'card.placed' });
    else if (previous === 'card') send({ type: 'card.removed' });
  });
}

/** What was read may name a person, so no log has it. */
function followScanner(
  scanner: ScannerPort | undefined,
  log: Log,
  onRead: (text: string) => void,
): () => void {
  const stopRead = scanner?.onRead(onRead);
  const stopStatus = scanner?.watch(({ kind }) =>
    log(kind === 'ready' ? 'scanner.found' : 'scanner.lost', {}),
  );
  return () => {
    stopRead?.();
    stopStatus?.();
  };
}

function noteOutcome(
  log: Log,
  operation: string,
  { kind, step, statusWord, reason }: OutcomeDetails,
): void {
  log('operation.outcome', {
    operation,
    outcome: kind,
    ...(step === undefined ? {} : { step }),
    ...(statusWord === undefined ? {} : { statusWord: statusWord.toString(16).toUpperCase() }),
    ...(reason === undefined ? {} : { reason }),
  });
}

interface OutcomeDetails {
  readonly kind: string;
  readonly step?: string;
  readonly statusWord?: number;
  readonly reason?: string;
}

function terminalState(screen: string): 'free' | 'in-session' | 'out-of-service' {
  if (screen === 'attract') return 'free';
  return screen === 'out-of-service' ? 'out-of-service' : 'in-session';
}
