import { createActor } from 'xstate';
import type { SiteConfig } from '../config/schema.ts';
import { createEidTerminal } from '../devices/eid/terminal.ts';
import type { CardReader } from '../devices/kit/card-reader.ts';
import type { Clock } from '../devices/kit/clock.ts';
import type { CardEvent, SecretEvent, VisitorEvent } from '../state-machines/events.ts';
import type { ReceiptFacts } from '../state-machines/kiosk-setup.ts';
import type { CardPresence, CardStepJournal } from '../state-machines/ports/card.ts';
import type { PrinterPort, PrintOutcome } from '../state-machines/ports/printer.ts';
import { screenOf } from '../state-machines/screen-meta.ts';
import type { BenchIntent, BenchView } from './contract/bench.ts';
import type { CoreLinks } from './contract/link.ts';
import { createKioskLogic } from './kiosk-logic.ts';
import { type Ledger, openLedger } from './ledger/ledger.ts';
import { createCoreLinks, type Desk } from './links.ts';
import type { Log } from './log/log.ts';
import { composeReceipt } from './receipt.ts';
import { createSecretsVault } from './secrets-vault.ts';
import { createStaffDesk } from './staff-desk.ts';
import { createTransactionId } from './transaction-id.ts';
import { createVisitorDesk } from './visitor-desk.ts';

/** The core of the terminal with its devices, before any screen is there. */

export interface AppParts {
  readonly config: SiteConfig;
  /** The ledger's file; its folder is made where it is missing. */
  readonly ledgerFile: string;
  readonly reader: CardReader;
  readonly printer: PrinterPort;
  readonly clock: Clock;
  readonly log: Log;
  /** Only where devices are simulated. */
  readonly bench?: Desk<BenchView, BenchIntent>;
  /** The host's part of a wipe: a new, empty session for the visitor's window. */
  readonly wipeScreens?: () => Promise<void>;
}

export interface App {
  readonly links: CoreLinks;
  /** Ends the session, wipes every secret and closes the ledger. */
  stop(): void;
}

/** Starts the core. Throws a `LedgerError` where the ledger cannot be used. */
export function startApp(parts: AppParts): App {
  const { config, clock, log, reader, printer } = parts;
  const now = (): number => clock.now();
  const ledger = openLedger({ file: parts.ledgerFile, now });
  for (const { transactionId, lastStep, cardMayHaveChanged } of ledger.interrupted) {
    log('transaction.interrupted', { transactionId, lastStep, cardMayHaveChanged });
  }
  const vault = createSecretsVault();
  const transactions = createTransactions(ledger, log);
  const terminal = createEidTerminal({ reader });
  const staff = createStaffDesk({
    ledger,
    log,
    now,
    reset: () => kiosk.send({ type: 'staff.reset' }),
  });
  const logic = createKioskLogic({
    terminal,
    vault,
    currentJournal: transactions.currentJournal,
    openTransaction: transactions.open,
    closeTransaction: transactions.close,
    print: (facts) => printReceipt(parts, facts),
    wipeScreens: parts.wipeScreens ?? (async () => {}),
    tellStaffOfForgottenCard: () => {
      log('card.forgotten', {});
      unlessLedgerFails(log, () => staff.addForgottenCard());
    },
    noteCardFailure: (operation, error) =>
      log('card.operation-failed', { operation, error: errorCode(error) }),
    noteCardOutcome: (operation, outcome) => noteCardOutcome(log, operation, outcome),
  });
  const kiosk = createActor(logic, {
    input: { services: config.services, defaultLanguage: config.defaultLanguage },
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
  const stopPrinter = printer.watch((status) => {
    if (status.kind === 'fault') log('printer.fault', { fault: status.fault });
    staff.showPrinter(status);
  });
  log('core.started', { interruptedTransactions: ledger.interrupted.length });

  return {
    links: createCoreLinks({
      visitor,
      staff,
      log,
      monotonicMs: () => performance.now(),
      ...(parts.bench ? { bench: parts.bench } : {}),
    }),
    stop() {
      stopReader();
      stopPrinter();
      kiosk.stop();
      vault.wipe();
      transactions.close('cancelled');
      ledger.shut();
      log('core.stopped', {});
    },
  };
}

/** One transaction at a time, for one visitor at a time. */
function createTransactions(ledger: Ledger, log: Log) {
  let current: string | null = null;
  return {
    /** Bound to the transaction open now: an operation may end after its session was ended. */
    currentJournal(): CardStepJournal {
      const id = current;
      if (id === null) throw new Error('no transaction is open');
      return {
        begun: (step) => ledger.stepBegun(id, step),
        // What the card has done stays done, whether or not it can be written down.
        ended: (step, ending) => unlessLedgerFails(log, () => ledger.stepEnded(id, step, ending)),
      };
    },
    open(service: string): string {
      const id = createTransactionId();
      ledger.open({ id, service });
      log('transaction.opened', { transactionId: id, service });
      current = id;
      return id;
    },
    close(result: Parameters<Ledger['close']>[1]): void {
      if (current === null) return;
      const id = current;
      current = null;
      // A transaction that stays open is told of at the next start.
      unlessLedgerFails(log, () => {
        ledger.close(id, result);
        log('transaction.closed', { transactionId: id, result });
      });
    },
  };
}

async function printReceipt(
  { config, printer, clock, log }: AppParts,
  facts: ReceiptFacts,
): Promise<PrintOutcome> {
  const outcome = await printer.print(composeReceipt(config, facts, new Date(clock.now())));
  log('receipt.outcome', { transactionId: facts.transactionId, outcome: outcome.kind });
  return outcome;
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

function noteCardOutcome(log: Log, operation: string, outcome: { readonly kind: string }): void {
  const { step, statusWord } = outcome as { step?: string; statusWord?: number };
  log('card.outcome', {
    operation,
    outcome: outcome.kind,
    ...(step === undefined ? {} : { step }),
    ...(statusWord === undefined ? {} : { statusWord: statusWord.toString(16).toUpperCase() }),
  });
}

/** For what must not stop the terminal: a full disk is logged, and the visitor served. */
function unlessLedgerFails(log: Log, write: () => void): void {
  try {
    write();
  } catch (error) {
    log('ledger.failed', { error: errorCode(error) });
  }
}

function errorCode(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown');
}

function terminalState(screen: string): 'free' | 'in-session' | 'out-of-service' {
  if (screen === 'attract') return 'free';
  return screen === 'out-of-service' ? 'out-of-service' : 'in-session';
}
