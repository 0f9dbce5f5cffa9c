import type { SimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import type { InsertedCard } from '../integration/rig/virtual-card.ts';
import { median, sum } from './statistics.ts';
import type { Pauses, Question } from './terminal-under-test.ts';

/**
 * A terminal as the card sees it: how many commands it sends, and how long it lets the card wait
 * for the next one.
 */

const HEADER_BYTES = 4;

/** All that one terminal said to one card, from insertion to the changed PIN. */
export interface CardTalk extends Pauses {
  readonly exchanges: InsertedCard['exchanges'];
  /** When the reader's driver asked whether the card is still there. */
  readonly pollsAt: readonly number[];
}

interface Gap {
  readonly wholeMs: number;
  /** Of it, how long the terminal waited for an answer of its user; absent where it asked nothing. */
  readonly waitedMs?: number;
}

/** What a terminal is to be blamed for where it put a question to its user. */
export type QuestionRule = 'leave-out' | 'subtract-waiting';

/**
 * The card, but noting when it is asked for its ATR, which is how vpcd looks for it, and the header
 * of each command.
 */
export function noteTalk(card: SimulatedCard): {
  readonly card: SimulatedCard;
  readonly pollsAt: readonly number[];
  readonly headers: readonly Uint8Array[];
} {
  const pollsAt: number[] = [];
  const headers: Uint8Array[] = [];
  const noting: SimulatedCard = {
    get atr() {
      pollsAt.push(performance.now());
      return card.atr;
    },
    get commandCount() {
      return card.commandCount;
    },
    powerOn: () => card.powerOn(),
    powerOff: () => card.powerOff(),
    reset: () => card.reset(),
    transmit(command) {
      headers.push(command.slice(0, HEADER_BYTES));
      return card.transmit(command);
    },
    insert: () => card.insert(),
    remove: () => card.remove(),
    state: () => card.state(),
  };
  return { card: noting, pollsAt, headers };
}

/** Commands, without those before the visitor's wish and after it; see `operationAt`. */
export function commandsSinceOperation({ exchanges, operationAt }: CardTalk): number {
  return exchanges.filter(({ firstByteAt }) => firstByteAt > operationAt).length;
}

/**
 * Milliseconds from each answer to the first byte of the next command, the median of each gap over
 * all runs, summed. Gap by gap, because what disturbs a run falls into another gap in each.
 */
export function summedGapsMs(talks: readonly CardTalk[], rule: QuestionRule): number {
  const runs = talks.map((talk) => gapsOf(talk));
  const [first = []] = runs;
  return sum(
    first.map((_, index) => {
      const seen = runs.flatMap((gaps) => countedMs(gaps[index], rule) ?? []);
      return seen.length === 0 ? 0 : median(seen);
    }),
  );
}

/** One terminal does the same every time; otherwise medians would compare different things. */
export function assertSameCommands(talks: readonly CardTalk[], terminal: string): void {
  const sequences = new Set(
    talks.map(({ exchanges }) => exchanges.map(({ instruction }) => instruction).join(' ')),
  );
  if (sequences.size === 1) return;
  throw new Error(`${terminal} sent different commands:\n${[...sequences].join('\n')}`);
}

function countedMs(gap: Gap | undefined, rule: QuestionRule): number | undefined {
  if (gap?.waitedMs === undefined) return gap?.wholeMs;
  return rule === 'leave-out' ? undefined : gap.wholeMs - gap.waitedMs;
}

/**
 * `undefined` where the time is not the terminal's: nobody had asked it for anything yet, or the
 * driver's poll lay in between, whose two parts vpcd sends 40 ms apart.
 */
function gapsOf(talk: CardTalk): (Gap | undefined)[] {
  const { exchanges, pollsAt, operationAt, questions } = talk;
  return exchanges.slice(1).map(({ firstByteAt }, index) => {
    const answeredAt = exchanges[index]?.answerAt ?? firstByteAt;
    const isWithin = (time: number): boolean => time >= answeredAt && time <= firstByteAt;
    if (isWithin(operationAt) || pollsAt.some(isWithin)) return undefined;
    const wholeMs = firstByteAt - answeredAt;
    const asked = questions.filter(({ askedAt }) => isWithin(askedAt));
    return asked.length === 0 ? { wholeMs } : { wholeMs, waitedMs: sum(asked.map(waitedMs)) };
  });
}

function waitedMs({ askedAt, answeredAt }: Question): number {
  return answeredAt - askedAt;
}
