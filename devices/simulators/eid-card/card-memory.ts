import { sameTrust, type Trust } from './trust-points.ts';

/**
 * What the chip keeps when power is gone. The listener runs before a change counts, so that a
 * change is on disk before anything follows from it.
 */

export interface CardState {
  readonly pin: string;
  /** False: the eID function is switched off, which is the life-cycle state of the PIN. */
  readonly pinActive: boolean;
  /** 3 and 2 operational, 1 suspended, 0 blocked. */
  readonly retryCounter: number;
  /** How many more times the PUK unblocks. */
  readonly pukCounter: number;
  /** The five-digit PIN of the letter has not been replaced yet. */
  readonly transportPin: boolean;
  /** What certificates have taught the chip; absent: it still believes what it was made with. */
  readonly trust?: Trust;
}

export type StateListener = (state: CardState) => void;

export class CardMemory {
  #state: CardState;
  readonly #onChange: StateListener;

  constructor(state: CardState, onChange: StateListener) {
    this.#state = state;
    this.#onChange = onChange;
  }

  get state(): CardState {
    return this.#state;
  }

  save(change: Partial<CardState>): void {
    const next = { ...this.#state, ...change };
    if (sameState(next, this.#state)) return;
    this.#onChange(next);
    this.#state = next;
  }
}

function sameState(left: CardState, right: CardState): boolean {
  return (
    left.pin === right.pin &&
    left.pinActive === right.pinActive &&
    left.retryCounter === right.retryCounter &&
    left.pukCounter === right.pukCounter &&
    left.transportPin === right.transportPin &&
    sameTrust(left.trust, right.trust)
  );
}
