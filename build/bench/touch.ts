import { TEXTS } from '../../config/text/index.ts';
import { CARD_PROFILES } from '../../devices/simulators/eid-card/profiles.ts';
import { DELAYS } from '../../state-machines/delays.ts';
import { buildChanged } from '../build.ts';
import { missingParts } from '../missing-parts.ts';
import { launchBrowser } from './browser.ts';
import type { Measurement, Row } from './row.ts';
import { type BenchLink, openBenchLink, serveTerminal } from './served-terminal.ts';
import { median, percentile } from './statistics.ts';
import { openTouchingVisitor, type TouchingVisitor } from './touching-visitor.ts';

/** How long a finger waits for the picture, over whole visits in a real Chromium. */

const VISITS = 5;
/** Longer than the printer takes for a receipt. */
const PRINTING_SECONDS = 5;
const NEW_PIN = '271828';
const text = TEXTS.de;

export const touch: Measurement = {
  name: 'touch',
  missing: () => missingParts('chromium'),
  async run() {
    await buildChanged(['renderer', 'loopback'], (sentence) =>
      process.stderr.write(`${sentence}\n`),
    );
    const terminal = await serveTerminal();
    const browser = await launchBrowser();
    try {
      const bench = await openBenchLink(terminal.addresses.bench);
      const visitor = await openTouchingVisitor(browser, terminal.addresses.visitor);
      // What browser and core compile only once is the first visitor's.
      await playVisit(bench, visitor);
      const first = [...visitor.touchMs];
      for (let visit = 0; visit < VISITS; visit += 1) await playVisit(bench, visitor);
      bench.close();
      return [rowOf(visitor.touchMs.slice(first.length), first)];
    } finally {
      await browser.close();
      await terminal.stop();
    }
  },
};

function rowOf(touchMs: readonly number[], first: readonly number[]): Row {
  const shown = (ms: number): string => `${ms.toFixed(1)} ms`;
  return {
    name: 'touch to next picture, 95th percentile',
    unit: 'ms',
    ours: percentile(touchMs, 95),
    target: 50,
    runs: touchMs.length,
    note: `From the time stamp of the finger’s leaving to the first task after the frame that shows the change. Median ${shown(median(touchMs))}, slowest ${shown(Math.max(...touchMs))}. The very first visit is not among them; its slowest touch took ${shown(Math.max(...first))}.`,
  };
}

async function playVisit(bench: BenchLink, visitor: TouchingVisitor): Promise<void> {
  const types = async (digits: string): Promise<void> => {
    for (const digit of digits) await visitor.touches(digit);
    await visitor.touches(text.entry.confirm);
  };
  await visitor.sees(text.attract.title);
  await visitor.touches(text.attract.begin);
  await visitor.touches(text.language);
  await visitor.touches(text.services['change-pin'].title);
  await visitor.sees(text.presentCard.title);
  bench.does({ kind: 'insert-card', profile: 'ready' });
  await visitor.sees(text.secrets.pin.title);
  await types(CARD_PROFILES.ready.state.pin);
  await visitor.sees(text.secrets['new-pin'].title);
  await types(NEW_PIN);
  await visitor.sees(text.secrets['new-pin-again'].title);
  await types(NEW_PIN);
  await visitor.sees(text.working.tasks.printing);
  bench.does({ kind: 'advance-clock', seconds: PRINTING_SECONDS });
  await visitor.sees(text.results['pin-changed'].title);
  await visitor.touches(text.outcome.finish);
  await visitor.sees(text.takeCard.now.title);
  bench.does({ kind: 'remove-card' });
  await visitor.sees(text.goodbye.done.title);
  bench.does({ kind: 'advance-clock', seconds: Math.ceil(DELAYS.goodbye / 1_000) });
}
