import type { PrinterStatus } from '../../state-machines/ports/printer.ts';

/** Codec: status bits of ESC/POS folded into the few states a flow knows. Pure and total. */

export interface PrinterFlags {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly paperEnd: boolean;
  readonly paperNearEnd: boolean;
  readonly cutterError: boolean;
  /** Recoverable, automatically recoverable (hot head) and unrecoverable errors. */
  readonly mechanismError: boolean;
}

/** Answers to DLE EOT 1 to 4 (device-protocols A3). */
export interface RealTimeAnswers {
  readonly printer: number;
  readonly offlineCause: number;
  readonly errorCause: number;
  readonly paper: number;
}

export function flagsOfRealTime(answers: RealTimeAnswers): PrinterFlags {
  const { printer, offlineCause, errorCause, paper } = answers;
  const cutterError = (errorCause & 0x08) !== 0;
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (offlineCause & 0x04) !== 0,
    paperEnd: (offlineCause & 0x20) !== 0 || (paper & 0x60) !== 0,
    paperNearEnd: (paper & 0x0c) !== 0,
    cutterError,
    // Firmware without error details sets only "an error occurred".
    mechanismError: (errorCause & 0x64) !== 0 || ((offlineCause & 0x40) !== 0 && !cutterError),
  };
}

/** Four bytes of automatic status (device-protocols A4). Missing bytes count as zero. */
export function flagsOfAutomaticStatus(bytes: Uint8Array): PrinterFlags {
  const [printer = 0, errors = 0, paper = 0] = bytes;
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    paperEnd: (paper & 0x0c) !== 0,
    paperNearEnd: (paper & 0x03) !== 0,
    cutterError: (errors & 0x08) !== 0,
    mechanismError: (errors & 0x64) !== 0,
  };
}

/**
 * The one fault that a person should look after first. An open cover hides what the paper sensor
 * sees and causes errors of its own; "offline" is said only where no cause is known.
 */
export function foldStatus(flags: PrinterFlags): PrinterStatus {
  if (flags.coverOpen) return { kind: 'fault', fault: 'cover-open' };
  if (flags.paperEnd) return { kind: 'fault', fault: 'paper-out' };
  if (flags.cutterError) return { kind: 'fault', fault: 'cutter' };
  if (flags.mechanismError) return { kind: 'fault', fault: 'mechanism' };
  if (flags.offline) return { kind: 'fault', fault: 'offline' };
  return { kind: 'ready', paperLow: flags.paperNearEnd };
}

export function equalStatus(left: PrinterStatus | undefined, right: PrinterStatus): boolean {
  if (left?.kind === 'ready' && right.kind === 'ready') return left.paperLow === right.paperLow;
  if (left?.kind === 'fault' && right.kind === 'fault') return left.fault === right.fault;
  return false;
}
