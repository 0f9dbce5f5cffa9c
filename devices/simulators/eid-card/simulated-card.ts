import { type RandomBytes, randomBytes } from '../../eid/primitives/random.ts';
import type { Bytes } from '../../kit/bytes.ts';
import { bankAnswer } from './bank-chip.ts';
import type { CardState, StateListener } from './card-memory.ts';
import { EidChip } from './eid-chip.ts';
import { garbageAnswer } from './garbage-chip.ts';
import type { CardProfile, EidCardProfile } from './profiles.ts';

/**
 * A card of any profile in a reader: power, commands, and the hand that pulls it away. Tests use
 * it in process; `vpcd.ts` puts it into the real pcscd.
 */

export interface SimulatedCard {
  readonly atr: Bytes;
  /** Commands received since the card was put in. */
  readonly commandCount: number;
  powerOn(): void;
  powerOff(): void;
  reset(): void;
  /** One command, one answer of at least two bytes. Throws `CardPulled` where nobody is there. */
  transmit(command: Uint8Array): Bytes;
  /** Puts the card into the reader and starts counting its commands at one. */
  insert(): void;
  remove(): void;
  /** What the card really holds; undefined for a card without an eID PIN. */
  state(): CardState | undefined;
}

export interface SimulatedEidCard extends SimulatedCard {
  state(): CardState;
}

/** The card goes away at this command, once; put in again, it stays. */
export interface Pull {
  /** Counts from 1 since the card was put in. */
  readonly atCommand: number;
  readonly when: 'before-processing' | 'after-processing';
}

export interface SimulatedCardOptions {
  /** Runs before the answer of the command that changed the state. May throw to break the card. */
  readonly onStateChange?: StateListener;
  readonly random?: RandomBytes;
  readonly pull?: Pull;
  /** The day on which the card is made, from which its dates are counted; without it: now. */
  readonly today?: Date;
}

export class CardPulled extends Error {
  readonly code = 'card-pulled';
  readonly atCommand: number;

  constructor(atCommand: number) {
    super(`the card was pulled away at command ${atCommand}`);
    this.name = 'CardPulled';
    this.atCommand = atCommand;
  }
}

interface Brain {
  process(command: Uint8Array, commandNumber: number): Bytes;
  forgetSession(): void;
  state(): CardState | undefined;
}

export function createSimulatedCard(
  profile: EidCardProfile,
  options?: SimulatedCardOptions,
): SimulatedEidCard;
export function createSimulatedCard(
  profile: CardProfile,
  options?: SimulatedCardOptions,
): SimulatedCard;
export function createSimulatedCard(
  profile: CardProfile,
  options: SimulatedCardOptions = {},
): SimulatedCard {
  return new InsertedCard(profile.atr, createBrain(profile, options), options.pull);
}

class InsertedCard implements SimulatedCard {
  readonly atr: Bytes;
  readonly #brain: Brain;
  #pull: Pull | undefined;
  #present = true;
  #commandCount = 0;

  constructor(atr: Bytes, brain: Brain, pull: Pull | undefined) {
    this.atr = atr;
    this.#brain = brain;
    this.#pull = pull;
  }

  get commandCount(): number {
    return this.#commandCount;
  }

  powerOn(): void {
    this.#brain.forgetSession();
  }

  powerOff(): void {
    this.#brain.forgetSession();
  }

  reset(): void {
    this.#brain.forgetSession();
  }

  insert(): void {
    this.#brain.forgetSession();
    this.#commandCount = 0;
    this.#present = true;
  }

  remove(): void {
    this.#brain.forgetSession();
    this.#present = false;
  }

  state(): CardState | undefined {
    return this.#brain.state();
  }

  transmit(command: Uint8Array): Bytes {
    if (!this.#present) throw new CardPulled(this.#commandCount);
    this.#commandCount++;
    const pulledNow = this.#pull?.atCommand === this.#commandCount ? this.#pull : undefined;
    if (pulledNow?.when === 'before-processing') throw this.#pullAway();
    const response = this.#brain.process(command, this.#commandCount);
    if (pulledNow !== undefined) throw this.#pullAway();
    return response;
  }

  #pullAway(): CardPulled {
    this.#pull = undefined;
    this.remove();
    return new CardPulled(this.#commandCount);
  }
}

function createBrain(profile: CardProfile, options: SimulatedCardOptions): Brain {
  switch (profile.kind) {
    case 'eid': {
      const { random = randomBytes, onStateChange = () => {}, today = new Date() } = options;
      const chip = new EidChip(profile, { random, onStateChange, today });
      return {
        process: (command) => chip.process(command),
        forgetSession: () => chip.forgetSession(),
        state: () => chip.memory.state,
      };
    }
    case 'bank':
      return { process: bankAnswer, forgetSession: () => {}, state: () => undefined };
    case 'garbage':
      return { process: garbageAnswer, forgetSession: () => {}, state: () => undefined };
  }
}
