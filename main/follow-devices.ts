import type { CardEvent, ScannerEvent } from '../state-machines/events.ts';
import type { CardPresence } from '../state-machines/ports/card.ts';
import type { PrinterPort } from '../state-machines/ports/printer.ts';
import type { ScannerPort } from '../state-machines/ports/scanner.ts';
import type { Log } from './log/log.ts';
import type { StaffDesk } from './staff-desk.ts';

/** What devices tell by themselves, on its way to the machine, to staff and into the log. */
export interface FollowedDevices {
  readonly watchCard: (listener: (presence: CardPresence) => void) => () => void;
  readonly printer: PrinterPort;
  readonly scanner: ScannerPort | undefined;
  readonly staff: StaffDesk;
  readonly log: Log;
  readonly send: (event: CardEvent | ScannerEvent) => void;
}

/** Until the returned function is called. */
export function followDevices(parts: FollowedDevices): () => void {
  const { staff, log, send } = parts;
  const stopReader = followCard(parts.watchCard, (event) => {
    if (event.type === 'reader.lost' || event.type === 'reader.found') {
      staff.showReader(event.type === 'reader.lost');
      log(event.type, {});
    }
    send(event);
  });
  const stopPrinter = parts.printer.watch((status) => {
    if (status.kind === 'fault') log('printer.fault', { fault: status.fault });
    staff.showPrinter(status);
  });
  const stopScanner = followScanner(parts.scanner, log, send);
  return () => {
    stopReader();
    stopPrinter();
    stopScanner();
  };
}

/** Tells what happened at the reader, not how it is. */
function followCard(
  watch: FollowedDevices['watchCard'],
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
  send: (event: ScannerEvent) => void,
): () => void {
  const stopRead = scanner?.onRead((text) => send({ type: 'scanner.read', text }));
  const stopStatus = scanner?.watch(({ kind }) =>
    log(kind === 'ready' ? 'scanner.found' : 'scanner.lost', {}),
  );
  return () => {
    stopRead?.();
    stopStatus?.();
  };
}
