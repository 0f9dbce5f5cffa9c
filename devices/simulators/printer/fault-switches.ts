/** What can be made to go wrong, on top of paper and cover. */
export type SimulatedFault =
  /** The blade jams at the next cut. */
  | 'cutter-jam'
  /** The head is too hot to print; ends by itself in a real printer. */
  | 'head-hot'
  /** Needs a power cycle. */
  | 'unrecoverable'
  /** Switched offline at the panel. */
  | 'offline'
  /** Answers are not sent. */
  | 'mute'
  /** Answers come a minute late. */
  | 'late-answers'
  /** Bytes that are no answer come before each answer. */
  | 'garbage';

/** `once`: for the next occasion only. `always`: until cleared. Standing faults are always on. */
export type FaultMode = 'once' | 'always';

export class FaultSwitches {
  readonly #modes = new Map<SimulatedFault, FaultMode>();

  set(fault: SimulatedFault, mode: FaultMode): void {
    this.#modes.set(fault, mode);
  }

  clear(fault: SimulatedFault): void {
    this.#modes.delete(fault);
  }

  isOn(fault: SimulatedFault): boolean {
    return this.#modes.has(fault);
  }

  /** Whether it goes wrong now; uses up a fault that was set for once. */
  take(fault: SimulatedFault): boolean {
    const mode = this.#modes.get(fault);
    if (mode === 'once') this.#modes.delete(fault);
    return mode !== undefined;
  }
}
