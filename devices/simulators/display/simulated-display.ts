import type { Clock } from '../../kit/clock.ts';
import { Cd5220Display } from './cd5220-display.ts';
import { DmDDisplay } from './dm-d-display.ts';
import type { Electronics, Glass } from './glass.ts';
import { AsciiLedDisplay, ModbusLedDisplay } from './led-displays.ts';

/** The kinds of display that are simulated; character displays have no address. */
export const displayProfiles = {
  'dm-d': () => new DmDDisplay(),
  cd5220: () => new Cd5220Display(),
  'led-ascii': (address: number) => new AsciiLedDisplay(address),
  'led-modbus': (address: number) => new ModbusLedDisplay(address),
} as const satisfies Record<string, (address: number) => Electronics>;

export type DisplayProfileName = keyof typeof displayProfiles;

/** What can be made to go wrong, on top of the cable. */
export type DisplayFaultName =
  /** Noise comes back for all that is sent. */
  | 'garbage'
  /** Takes a tenth of a second for each byte. */
  | 'slow'
  /** Does not answer. */
  | 'mute';

export interface SimulatedDisplayOptions {
  readonly clock: Clock;
  readonly profile: DisplayProfileName;
  readonly address?: number;
}

const SLOW_BYTE_MS = 100;
/** 3.5 characters at 9600 Bd. */
const SILENCE_MS = 4;
const NOISE = Uint8Array.of(0x00, 0xff, 0x1b, 0x06, 0x15, 0x80);

/**
 * Simulator: a display from received bytes to its glass. Keeps what a real one keeps: settings
 * and a half received command survive the cable, and nothing survives the power. Never throws.
 */
export class SimulatedDisplay {
  readonly #clock: Clock;
  readonly #start: () => Electronics;
  readonly #faults = new Set<DisplayFaultName>();
  readonly #listeners = new Set<(glass: Glass) => void>();
  #electronics: Electronics;
  #answer: ((bytes: Uint8Array) => void) | undefined;
  #receivedAt = 0;

  constructor({ clock, profile, address = 1 }: SimulatedDisplayOptions) {
    this.#clock = clock;
    this.#start = () => displayProfiles[profile](address);
    this.#electronics = this.#start();
  }

  get glass(): Glass {
    return this.#electronics.glass;
  }

  /** Calls back when the glass has changed, once for all that came together. */
  onGlass(listener: (glass: Glass) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Off and on again: dark, with the settings of the factory. */
  powerCycle(): void {
    this.#telling(() => {
      this.#electronics = this.#start();
    });
  }

  setFault(fault: DisplayFaultName): void {
    this.#faults.add(fault);
  }

  clearFault(fault: DisplayFaultName): void {
    this.#faults.delete(fault);
  }

  /** Where answers go; undefined while nothing is connected. */
  connect(answer: ((bytes: Uint8Array) => void) | undefined): void {
    this.#answer = answer;
  }

  /** Resolves when the bytes are taken, or when the cable is gone and the rest is lost. */
  async receive(bytes: Uint8Array): Promise<void> {
    const cable = this.#answer;
    if (this.#faults.has('garbage')) this.#answer?.(NOISE);
    if (!this.#faults.has('slow')) {
      this.#telling(() => this.#take(bytes));
      return;
    }
    for (const byte of bytes) {
      await new Promise<void>((resolve) => {
        this.#clock.setTimeout(resolve, SLOW_BYTE_MS);
      });
      if (this.#answer !== cable) return;
      this.#telling(() => this.#take([byte]));
    }
  }

  #take(bytes: Iterable<number>): void {
    const now = this.#clock.now();
    if (now - this.#receivedAt >= SILENCE_MS) this.#electronics.silence?.();
    this.#receivedAt = now;
    for (const byte of bytes) {
      const answer = this.#electronics.receive(byte);
      if (answer === undefined || this.#faults.has('mute')) continue;
      this.#answer?.(answer);
    }
  }

  #telling(change: () => void): void {
    const before = JSON.stringify(this.glass);
    change();
    const { glass } = this;
    if (JSON.stringify(glass) === before) return;
    for (const listener of [...this.#listeners]) listener(glass);
  }
}
