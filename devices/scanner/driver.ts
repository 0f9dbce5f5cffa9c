import type { ScannerPort, ScannerStatus } from '../../state-machines/ports/scanner.ts';
import type { ByteLink, OpenByteLink } from '../kit/byte-link.ts';
import type { Clock } from '../kit/clock.ts';
import { createCodeLines } from './code-lines.ts';

/** Every wait of the scanner driver, in milliseconds. Tests move a simulated clock by these. */
export const scannerDelays = {
  /** A serial line opens in far less, or it is not there. */
  open: 3_000,
  /** A code comes in one go: what stands still in the middle was none (device-protocols D3). */
  silence: 500,
  /** A reader that reads all the time reads the same code again as long as it is held there. */
  sameCode: 2_000,
  /** Pause before the first, second … attempt to open; the last repeats for ever. */
  reconnect: [500, 1_000, 2_000, 3_000],
} as const;

export interface Scanner extends ScannerPort {
  close(): void;
}

/** Driver: owns a code reader's serial line as long as the program runs, and reconnects by itself. */
export function createScanner(open: OpenByteLink, clock: Clock): Scanner {
  const readers = new Set<(text: string) => void>();
  const watchers = new Set<(status: ScannerStatus) => void>();
  const lines = createCodeLines();
  let status: ScannerStatus['kind'] | undefined;
  let link: ByteLink | undefined;
  let failures = 0;
  let retry: unknown;
  let silence: unknown;
  let last = { text: '', at: Number.NEGATIVE_INFINITY };
  let isClosed = false;

  const become = (kind: ScannerStatus['kind']): void => {
    if (kind === status || isClosed) return;
    status = kind;
    for (const watcher of watchers) watcher({ kind });
  };
  const tell = (text: string): void => {
    const now = clock.now();
    const isHeldThere = text === last.text && now - last.at < scannerDelays.sameCode;
    last = { text, at: now };
    if (isHeldThere) return;
    for (const reader of readers) reader(text);
  };
  const receive = (bytes: Uint8Array): void => {
    clock.clearTimeout(silence);
    for (const text of lines.receive(bytes)) tell(text);
    silence = clock.setTimeout(lines.forget, scannerDelays.silence);
  };
  const lost = (): void => {
    link = undefined;
    lines.forget();
    become('offline');
    if (isClosed) return;
    const { reconnect } = scannerDelays;
    const delay = reconnect[Math.min(failures, reconnect.length - 1)] ?? 0;
    failures += 1;
    retry = clock.setTimeout(() => void connect(), delay);
  };
  const connect = async (): Promise<void> => {
    const opened = await openWithin(open, clock);
    if (opened === undefined) return lost();
    if (isClosed) return void opened.close().catch(() => {});
    link = opened;
    failures = 0;
    opened.onData((bytes) => {
      if (link === opened) receive(bytes);
    });
    opened.onClose(() => {
      if (link === opened) lost();
    });
    become('ready');
  };

  void connect();
  return {
    onRead(listener) {
      readers.add(listener);
      return () => readers.delete(listener);
    },
    watch(listener) {
      watchers.add(listener);
      if (status !== undefined) listener({ kind: status });
      return () => watchers.delete(listener);
    },
    close() {
      isClosed = true;
      clock.clearTimeout(retry);
      clock.clearTimeout(silence);
      const opened = link;
      link = undefined;
      opened?.close().catch(() => {});
    },
  };
}

/** A link that opens after the deadline is closed again, for it would occupy the line. */
function openWithin(open: OpenByteLink, clock: Clock): Promise<ByteLink | undefined> {
  return new Promise((resolve) => {
    let isLate = false;
    const timer = clock.setTimeout(() => {
      isLate = true;
      resolve(undefined);
    }, scannerDelays.open);
    open().then(
      (link) => {
        clock.clearTimeout(timer);
        if (isLate) link.close().catch(() => {});
        else resolve(link);
      },
      () => {
        clock.clearTimeout(timer);
        resolve(undefined);
      },
    );
  });
}
