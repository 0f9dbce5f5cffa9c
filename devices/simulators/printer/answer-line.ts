import type { Clock } from '../../kit/clock.ts';
import type { FaultSwitches } from './fault-switches.ts';

/** Longer than any driver waits for an answer. */
const LATE_ANSWER_MS = 60_000;
const MAXIMUM_LATE_ANSWERS = 1_024;
/** No byte of these begins an answer. */
const NOISE = [0xff, 0x80, 0x90, 0xc3];

export type AnswerSink = (bytes: Uint8Array) => void;

/** The way back from printer to host, with the faults that it can have. */
export class AnswerLine {
  readonly #clock: Clock;
  readonly #faults: FaultSwitches;
  readonly #isWired: boolean;
  #sink: AnswerSink | undefined;
  #late = 0;

  constructor(clock: Clock, faults: FaultSwitches, wired: 'wired' | 'not-wired') {
    this.#clock = clock;
    this.#faults = faults;
    this.#isWired = wired === 'wired';
  }

  /** Undefined while nothing is connected; answers are lost then. */
  connect(sink: AnswerSink | undefined): void {
    this.#sink = sink;
  }

  /** A late answer is meant for the connection that asked, and lost with it. */
  send(bytes: Uint8Array): void {
    const sink = this.#sink;
    if (!this.#isWired || sink === undefined || this.#faults.take('mute')) return;
    const noise = this.#faults.take('garbage') ? NOISE : [];
    const answer = Uint8Array.of(...noise, ...bytes);
    if (!this.#faults.take('late-answers')) {
      sink(answer);
      return;
    }
    if (this.#late >= MAXIMUM_LATE_ANSWERS) return;
    this.#late += 1;
    this.#clock.setTimeout(() => {
      this.#late -= 1;
      if (this.#sink === sink) sink(answer);
    }, LATE_ANSWER_MS);
  }
}
