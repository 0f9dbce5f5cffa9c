export interface PinPair {
  readonly pin: string;
  readonly newPin: string;
}

/** When a terminal's time was not its own, on the clock of `performance.now()`. */
export interface Pauses {
  /** Until then it had read the card and waited for somebody to want something. */
  readonly operationAt: number;
  /** What it asked its user meanwhile. */
  readonly questions: readonly Question[];
}

export interface Question {
  readonly askedAt: number;
  readonly answeredAt: number;
}

/** A terminal of whatever maker that changes the PIN of the card in its reader. */
export interface TerminalUnderTest {
  readonly name: string;
  /** Waits until it has noticed the card, and read what it reads unasked. */
  waitForCard(): Promise<void>;
  waitForNoCard(): Promise<void>;
  changePin(pins: PinPair): Promise<Pauses>;
  stop(): Promise<void>;
}
