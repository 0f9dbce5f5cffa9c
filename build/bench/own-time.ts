import { createEidTerminal } from '../../devices/eid/terminal.ts';
import { asciiBytes } from '../../devices/kit/bytes.ts';
import { Secret } from '../../devices/kit/secret.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../../devices/simulators/eid-card/simulated-card.ts';
import type { CardStepJournal } from '../../state-machines/ports/card.ts';
import { multiplyForPace } from './curve-operations.ts';
import { meteredReader } from './metered-reader.ts';
import type { Measurement, Row } from './row.ts';
import { openScratchLedger } from './scratch-ledger.ts';
import { type SpentTime, startStopwatch, subtractTimes } from './spent-time.ts';
import { median, sum } from './statistics.ts';

/** Our terminal's own work for one PIN change, beside the curve arithmetic that PACE asks of it. */

/** Until the optimizing compiler has settled. */
const WARM_UP_RUNS = 30;
const RUNS = 80;
const PINS = [CARD_PROFILES.ready.state.pin, '271828'] as const;
export const ownTime: Measurement = {
  name: 'own-time',
  missing: () => [],
  async run() {
    const ledger = openScratchLedger();
    try {
      const changePin = pinChanges();
      const changePinWithLedger = pinChanges(ledger.journal);
      const times: Times = { plain: [], withLedger: [], bare: [] };
      for (let run = -WARM_UP_RUNS; run < RUNS; run += 1) {
        const plain = await changePin();
        const withLedger = await changePinWithLedger();
        const bare = multiplyForPace();
        if (run < 0) continue;
        times.plain.push(plain);
        times.withLedger.push(withLedger);
        times.bare.push(bare);
      }
      return rowsOf(times);
    } finally {
      ledger.remove();
    }
  },
};

interface Times {
  readonly plain: SpentTime[];
  readonly withLedger: SpentTime[];
  readonly bare: SpentTime[];
}

/** @returns a function that changes the PIN of one card, to and fro, and tells its own time */
function pinChanges(journal?: CardStepJournal): () => Promise<SpentTime> {
  const card = createSimulatedCard(CARD_PROFILES.ready);
  const reader = meteredReader(card);
  const terminal = createEidTerminal({ reader });
  return async () => {
    const { pin } = card.state();
    const newPin = PINS.find((other) => other !== pin) ?? '';
    const secrets = { pin: secret(pin), newPin: secret(newPin) };
    const cardTimeBefore = reader.cardTime();
    const stopwatch = startStopwatch();
    const outcome = await terminal.changePin(secrets, journal ? { journal } : {});
    const whole = stopwatch();
    if (outcome.kind !== 'ok') throw new Error(`the PIN was not changed: ${outcome.kind}`);
    return subtractTimes(whole, subtractTimes(reader.cardTime(), cardTimeBefore));
  };
}

function rowsOf({ plain, withLedger, bare }: Times): Row[] {
  const wallMs = (times: readonly SpentTime[]): number => median(times.map((time) => time.wallMs));
  const processorMs = (times: readonly SpentTime[]): number =>
    sum(times.map((time) => time.processorMs)) / times.length;
  const reference = { name: 'the five multiplications', value: wallMs(bare) };
  return [
    {
      name: 'terminal’s own time for a PIN change',
      unit: 'ms',
      ours: wallMs(plain),
      reference,
      target: 1.5,
      runs: RUNS,
      note: 'Wall time less what the card computes, in the same thread: work that the terminal does while the card is busy counts in full. It needs four multiplications, (xs)G + (xa)B in place of the middle three.',
    },
    {
      name: 'the same as processor time',
      unit: 'ms',
      ours: processorMs(plain),
      reference: { ...reference, value: processorMs(bare) },
      runs: RUNS,
      note: 'Mean over all runs, of all threads, so with compiler and garbage collector; less the card’s.',
    },
    {
      name: 'the same with the ledger',
      unit: 'ms',
      ours: wallMs(withLedger),
      reference,
      runs: RUNS,
      note: 'With four writes that survive a power cut; how long they take is the disk’s doing.',
    },
  ];
}

function secret(digits: string): Secret {
  return new Secret(asciiBytes(digits));
}
