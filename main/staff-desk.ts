import type { PrinterStatus } from '../state-machines/ports/printer.ts';
import type { StaffIntent, StaffNotice, StaffView } from './contract/staff.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Desk } from './links.ts';
import type { Log } from './log/log.ts';

/**
 * What staff see of a terminal. Notices that tell of an event stay in the ledger until somebody
 * acknowledges them; those that tell of a condition last as long as the condition.
 */
export interface StaffDesk extends Desk<StaffView, StaffIntent> {
  showTerminal(state: StaffView['terminal']): void;
  showReader(lost: boolean): void;
  showPrinter(status: PrinterStatus): void;
  addForgottenCard(): void;
  /** The ledger has a notice that this desk did not add. */
  noticesChanged(): void;
}

export interface StaffDeskParts {
  readonly ledger: Ledger;
  readonly log: Log;
  readonly now: () => number;
  readonly reset: () => void;
}

export function createStaffDesk({ ledger, log, now, reset }: StaffDeskParts): StaffDesk {
  const listeners = new Set<() => void>();
  const conditions = new Map<string, StaffNotice>();
  let terminal: StaffView['terminal'] = 'out-of-service';
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  /** A notice that could not be marked as done simply stays. */
  const acknowledge = (id: string): void => {
    try {
      ledger.acknowledgeNotice(id);
    } catch (error) {
      log('ledger.failed', { error: String((error as { code?: unknown }).code) });
    }
  };
  const timestamp = (): string => new Date(now()).toISOString();
  const setCondition = (id: string, need: StaffNotice['need'] | null): void => {
    const before = conditions.get(id);
    if (need === null) conditions.delete(id);
    else conditions.set(id, { id, since: before?.since ?? timestamp(), need });
    if (need !== null || before) changed();
  };
  return {
    current: () => ({
      terminal,
      notices: [...conditions.values(), ...ledger.pendingNotices()],
    }),
    handle(intent) {
      if (intent.kind === 'reset') reset();
      else acknowledge(intent.notice);
      changed();
      return null;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    showTerminal(state) {
      if (state === terminal) return;
      terminal = state;
      changed();
    },
    noticesChanged: changed,
    showReader: (lost) => setCondition('reader-lost', lost ? { kind: 'reader-lost' } : null),
    showPrinter: (status) => setCondition('printer', printerNeed(status)),
    addForgottenCard() {
      ledger.addNotice(`card-forgotten-${timestamp()}`, { kind: 'card-forgotten' });
      changed();
    },
  };
}

function printerNeed(status: PrinterStatus): StaffNotice['need'] | null {
  if (status.kind === 'fault') return { kind: 'printer', fault: status.fault };
  return status.paperLow ? { kind: 'paper-low' } : null;
}
