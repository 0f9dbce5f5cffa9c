import type {
  PrintDocument,
  PrinterPort,
  PrinterStatus,
  PrintOutcome,
} from '../../state-machines/ports/printer.ts';
import type { OpenByteLink } from '../kit/byte-link.ts';
import type { Clock } from '../kit/clock.ts';
import { OneAtATime } from '../kit/one-at-a-time.ts';
import { Connection } from './connection.ts';
import { armReports, queryStatus, recoverAfterTornJob } from './conversation.ts';
import { printerDelays } from './delays.ts';
import { runJob } from './job.ts';
import { encodeJob } from './languages/esc-pos.ts';
import type { PrinterModel } from './models/model.ts';
import { processIdOf } from './process-id.ts';
import type { Session } from './session.ts';
import { equalStatus, flagsOfAutomaticStatus, foldStatus, type PrinterFlags } from './status.ts';

export interface ReceiptPrinterOptions {
  readonly open: OpenByteLink;
  readonly model: PrinterModel;
  readonly clock: Clock;
}

export interface ReceiptPrinter extends PrinterPort {
  /** Ends a job in flight as `unknown` and lets go of the printer. */
  close(): Promise<void>;
}

/**
 * Driver: owns one receipt printer for as long as the program runs, reconnects by itself and
 * never has more than one job in flight. `print` rejects with `PrintDocumentError` for a document
 * over a limit and with `QueueFullError`; everything the device does is an outcome.
 */
export function createReceiptPrinter(options: ReceiptPrinterOptions): ReceiptPrinter {
  return new ReceiptPrinterDriver(options);
}

const OFFLINE: PrinterStatus = { kind: 'fault', fault: 'offline' };

class ReceiptPrinterDriver implements ReceiptPrinter {
  readonly #model: PrinterModel;
  readonly #clock: Clock;
  readonly #connection: Connection;
  readonly #queue = new OneAtATime();
  readonly #listeners = new Set<(status: PrinterStatus) => void>();
  #lastStatus: PrinterStatus | undefined;
  #jobCounter: number;
  /** True from the start, because the program may have ended in the middle of a job. */
  #mayHoldTornJob = true;
  #poll: unknown;

  constructor(options: ReceiptPrinterOptions) {
    this.#model = options.model;
    this.#clock = options.clock;
    // After a restart no name comes again that a late answer could still carry.
    this.#jobCounter = Math.floor(options.clock.now() / 1_000);
    this.#connection = new Connection({
      open: options.open,
      clock: options.clock,
      prepare: (session) => this.#prepare(session),
      onLost: () => this.#lost(),
    });
  }

  async print(document: PrintDocument): Promise<PrintOutcome> {
    const processId = processIdOf(this.#jobCounter++);
    const bytes = encodeJob(document, this.#model, processId);
    return this.#queue.run(async () => {
      const session = await this.#connection.session();
      if (session === undefined) return { kind: 'failed', fault: 'offline' };
      const result = await runJob(session, this.#model, { bytes, processId });
      if (result.printer === 'unsure') this.#giveUpSession();
      if (result.outcome.kind === 'failed') {
        this.#report({ kind: 'fault', fault: result.outcome.fault });
      }
      return result.outcome;
    });
  }

  status(): Promise<PrinterStatus> {
    return this.#queue.run(async () => {
      const session = await this.#connection.session();
      const status = session && (await queryStatus(session));
      if (session !== undefined && status === undefined) this.#connection.drop();
      this.#report(status ?? OFFLINE);
      return status ?? OFFLINE;
    });
  }

  watch(listener: (status: PrinterStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    this.#clock.clearTimeout(this.#poll);
    this.#listeners.clear();
    this.#connection.close();
    return Promise.resolve();
  }

  async #prepare(session: Session): Promise<boolean> {
    const status = await this.#firstStatus(session);
    this.#report(status ?? OFFLINE);
    if (status === undefined) return false;
    this.#followReports(session);
    await armReports(session, this.#model);
    this.#schedulePoll();
    return true;
  }

  async #firstStatus(session: Session): Promise<PrinterStatus | undefined> {
    if (this.#mayHoldTornJob) {
      const recovered = await recoverAfterTornJob(session, this.#model);
      if (recovered === 'not-cleared') return undefined;
      this.#mayHoldTornJob = false;
    }
    return queryStatus(session);
  }

  #followReports(session: Session): void {
    if (!this.#model.capabilities.automaticStatus) return;
    let before: PrinterFlags | undefined;
    session.onReply((reply) => {
      if (reply.kind !== 'automatic-status') return;
      const flags = flagsOfAutomaticStatus(reply.bytes);
      this.#report(foldStatus(flags));
      // While the cover is open, the paper bits are those from before (Epson, GS a).
      if (before?.coverOpen === true && !flags.coverOpen) this.#refresh();
      before = flags;
    });
  }

  #giveUpSession(): void {
    this.#mayHoldTornJob = true;
    this.#connection.drop();
  }

  #lost(): void {
    this.#clock.clearTimeout(this.#poll);
    this.#report(OFFLINE);
  }

  #schedulePoll(): void {
    const { pollWithReports, pollWithoutReports } = printerDelays;
    const pause = this.#model.capabilities.automaticStatus ? pollWithReports : pollWithoutReports;
    this.#clock.clearTimeout(this.#poll);
    this.#poll = this.#clock.setTimeout(() => {
      this.#schedulePoll();
      if (this.#queue.isIdle) this.#refresh();
    }, pause);
  }

  #refresh(): void {
    // A full queue only means that somebody else is asking already.
    this.status().catch(() => {});
  }

  #report(status: PrinterStatus): void {
    if (equalStatus(this.#lastStatus, status)) return;
    this.#lastStatus = status;
    for (const listener of [...this.#listeners]) listener(status);
  }
}
