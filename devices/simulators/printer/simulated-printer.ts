import { asciiBytes, concat } from '../../kit/bytes.ts';
import type { Clock } from '../../kit/clock.ts';
import { AnswerLine, type AnswerSink } from './answer-line.ts';
import { CommandReader } from './command-reader.ts';
import { type FaultMode, FaultSwitches, type SimulatedFault } from './fault-switches.ts';
import { Mechanism } from './mechanism.ts';
import { OutputTray } from './output-tray.ts';
import type { Paper } from './paper.ts';
import {
  DOTS_PER_MM,
  type PrinterProfileName,
  printerGeometries,
  printerProfiles,
} from './profiles.ts';
import type { RealTimeCommand } from './real-time-scanner.ts';
import { ReceiveBuffer } from './receive-buffer.ts';
import { type Operation, Typesetter } from './typesetter.ts';

export interface SimulatedPrinterOptions {
  readonly clock: Clock;
  readonly profile: PrinterProfileName;
  readonly paperWidthMm: 80 | 58;
}

/** A new roll: 80 m. */
export const NEW_ROLL_MM = 80_000;
const PRINT_SPEED_MM_PER_SECOND = 150;
const CUT_DURATION_MS = 300;

/**
 * Simulator: an ESC/POS receipt printer from received bytes to paper and answered bytes, with the
 * state a real one has: what it received survives cover, paper end and disconnection, and is
 * printed when the cause is gone. Never throws, whatever it receives.
 */
export class SimulatedPrinter {
  readonly #clock: Clock;
  readonly #profile;
  readonly #mechanism: Mechanism;
  readonly #tray: OutputTray;
  readonly #typesetter: Typesetter;
  readonly #reader = new CommandReader();
  readonly #received = new ReceiveBuffer((command) => this.#executeRealTime(command));
  readonly #faults = new FaultSwitches();
  readonly #answers: AnswerLine;
  #operations: Operation[] = [];
  /** The operation in progress, while the mechanism moves. */
  #moving: unknown;
  #reportMask = 0;
  #lastReport = '';

  constructor(options: SimulatedPrinterOptions) {
    const geometry = printerGeometries[options.paperWidthMm];
    this.#clock = options.clock;
    this.#profile = printerProfiles[options.profile];
    this.#mechanism = new Mechanism(this.#profile, NEW_ROLL_MM);
    const wiring = this.#profile.answers ? 'wired' : 'not-wired';
    this.#answers = new AnswerLine(options.clock, this.#faults, wiring);
    this.#tray = new OutputTray(geometry);
    this.#typesetter = new Typesetter(geometry.printWidthDots);
  }

  /** Finished slips, oldest first. */
  get slips(): readonly Paper[] {
    return this.#tray.slips;
  }

  /** What was printed since the last cut. */
  get attached(): Paper {
    return this.#tray.attached;
  }

  get paperLeftMm(): number {
    return this.#mechanism.paperLeftMm;
  }

  /** Calls back with each slip when it is parted. */
  onSlip(listener: (paper: Paper) => void): () => void {
    return this.#tray.onSlip(listener);
  }

  openCover(): void {
    this.#change(() => {
      this.#mechanism.coverOpen = true;
      this.#stopMoving();
    });
  }

  closeCover(): void {
    this.#change(() => {
      this.#mechanism.coverOpen = false;
    });
  }

  /** Puts a roll in; what hung on the old one is torn off. */
  loadPaper(lengthMm: number): void {
    this.#change(() => {
      this.#tray.part('torn');
      this.#mechanism.paperLeftMm = lengthMm;
    });
  }

  /** Makes the roll shorter or longer without touching what was printed. */
  setPaperLeft(lengthMm: number): void {
    this.#change(() => {
      this.#mechanism.paperLeftMm = lengthMm;
    });
  }

  /** Tears off at the tear bar. */
  tearOff(): void {
    this.#tray.part('torn');
  }

  setFault(fault: SimulatedFault, mode: FaultMode): void {
    this.#change(() => {
      this.#faults.set(fault, mode);
      this.#showStandingFaults();
    });
  }

  /** Ends the cause. A jammed blade stays jammed until the printer is told to recover. */
  clearFault(fault: SimulatedFault): void {
    this.#change(() => {
      this.#faults.clear(fault);
      this.#showStandingFaults();
    });
  }

  /** Where answers go; undefined while nothing is connected, and answers are lost. */
  connect(sink: AnswerSink | undefined): void {
    this.#answers.connect(sink);
  }

  /** Number of bytes taken. Those not taken are to be offered again when there is room. */
  receive(bytes: Uint8Array): number {
    const taken = this.#received.receive(bytes);
    this.#run();
    return taken;
  }

  /** Calls back whenever bytes have left the receive buffer. */
  onRoom(listener: () => void): () => void {
    return this.#received.onRoom(listener);
  }

  #executeRealTime(command: RealTimeCommand): void {
    switch (command.kind) {
      case 'ask-status':
        this.#answers.send(Uint8Array.of(this.#mechanism.realTimeStatus(command.n)));
        return;
      case 'recover':
        this.#recover();
        return;
      case 'recover-and-discard':
        this.#discard();
        this.#recover();
        return;
      case 'clear':
        if (!this.#profile.clearCommand) return;
        this.#discard();
        this.#answers.send(Uint8Array.of(0x37, 0x25, 0x00));
    }
  }

  #recover(): void {
    this.#change(() => {
      this.#mechanism.cutterJammed = this.#faults.isOn('cutter-jam');
    });
  }

  #discard(): void {
    this.#stopMoving();
    this.#received.remove(this.#received.bytes.length);
    this.#operations = [];
    this.#reader.reset();
    this.#typesetter.discardLine();
  }

  /** Works off the buffer until the mechanism moves, something is wrong, or nothing is left. */
  #run(): void {
    let consumed = 0;
    while (this.#moving === undefined && !this.#mechanism.isOffline) {
      const operation = this.#operations.shift();
      if (operation !== undefined) {
        this.#perform(operation);
        continue;
      }
      const byte = this.#received.bytes[consumed];
      if (byte === undefined) break;
      consumed += 1;
      const command = this.#reader.push(byte);
      if (command !== undefined) this.#operations = this.#typesetter.apply(command);
    }
    this.#received.remove(consumed);
  }

  #perform(operation: Operation): void {
    switch (operation.kind) {
      case 'print':
        this.#print(operation);
        return;
      case 'cut':
        this.#cut(operation);
        return;
      case 'answer-process-id':
        if (!this.#profile.processId) return;
        this.#answers.send(concat(Uint8Array.of(0x37, 0x22), operation.id, Uint8Array.of(0)));
        return;
      case 'answer-status':
        this.#answers.send(Uint8Array.of(this.#mechanism.paperSensorStatus()));
        return;
      case 'answer-identity':
        this.#answerIdentity(operation.n);
        return;
      case 'set-reports':
        if (!this.#profile.automaticStatus) return;
        this.#reportMask = operation.mask;
        this.#lastReport = '';
        this.#reportChange();
    }
  }

  /** Where the paper does not suffice, the line waits, and comes out with the next roll. */
  #print(operation: Extract<Operation, { kind: 'print' }>): void {
    const heightMm = operation.line.heightDots / DOTS_PER_MM;
    if (this.#mechanism.paperLeftMm < heightMm) {
      this.#operations.unshift(operation);
      this.#change(() => {
        this.#mechanism.paperLeftMm = 0;
      });
      return;
    }
    this.#move(operation, (heightMm / PRINT_SPEED_MM_PER_SECOND) * 1_000, () => {
      this.#tray.add(operation.line);
      this.#mechanism.paperLeftMm -= heightMm;
    });
  }

  #cut(operation: Extract<Operation, { kind: 'cut' }>): void {
    if (this.#faults.take('cutter-jam')) {
      this.#operations.unshift(operation);
      this.#change(() => {
        this.#mechanism.cutterJammed = true;
      });
      return;
    }
    this.#move(operation, CUT_DURATION_MS, () => this.#tray.part(operation.end));
  }

  /** An interrupted movement leaves its operation at the head of the queue. */
  #move(operation: Operation, durationMs: number, done: () => void): void {
    this.#operations.unshift(operation);
    this.#moving = this.#clock.setTimeout(() => {
      this.#moving = undefined;
      this.#operations.shift();
      this.#change(done);
    }, durationMs);
  }

  #stopMoving(): void {
    if (this.#moving === undefined) return;
    this.#clock.clearTimeout(this.#moving);
    this.#moving = undefined;
  }

  /** Every change of state goes through here: sensors, report, and on with the work. */
  #change(change: () => void): void {
    change();
    this.#mechanism.sense();
    if (this.#mechanism.isOffline) this.#stopMoving();
    this.#reportChange();
    if (this.#moving === undefined) queueMicrotask(() => this.#run());
  }

  #showStandingFaults(): void {
    this.#mechanism.headHot = this.#faults.isOn('head-hot');
    this.#mechanism.unrecoverable = this.#faults.isOn('unrecoverable');
    this.#mechanism.switchedOffline = this.#faults.isOn('offline');
  }

  #reportChange(): void {
    if (this.#reportMask === 0) return;
    const report = this.#mechanism.automaticStatus();
    if (report.join() === this.#lastReport) return;
    this.#lastReport = report.join();
    this.#answers.send(report);
  }

  #answerIdentity(n: number): void {
    const text = n === 66 ? 'SCHNELLSPUR' : n === 67 ? 'SIMULATOR' : undefined;
    if (text === undefined || !this.#profile.processId) return;
    this.#answers.send(concat(Uint8Array.of(0x5f), asciiBytes(text), Uint8Array.of(0)));
  }
}
