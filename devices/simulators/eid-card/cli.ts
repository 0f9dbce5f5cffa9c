import { setTimeout as sleep } from 'node:timers/promises';
import { changeReport } from './change-report.ts';
import { type CardOptions, readOptions, USAGE } from './cli-options.ts';
import { createSimulatedCard, type SimulatedCard } from './simulated-card.ts';
import { writeStateFile } from './state-file.ts';
import { connectToVpcd, type VpcdConnection } from './vpcd.ts';

/** The simulated card as a program: `npm run -s card -- --profile transport-pin`. */

const EXIT = { done: 0, failed: 1, badOptions: 2 };
/** pcscd started by its socket takes a moment until vpcd listens. */
const CONNECT_DEADLINE_MS = 5_000;
const CONNECT_PAUSE_MS = 200;

async function main(): Promise<number> {
  const read = readOptions(process.argv.slice(2));
  if (read.kind === 'help') {
    console.log(USAGE);
    return EXIT.done;
  }
  if (read.kind === 'refused') {
    console.error(`${read.reason} --help lists the options.`);
    return EXIT.badOptions;
  }
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  return run(read.options, stop.signal);
}

async function run(options: CardOptions, stop: AbortSignal): Promise<number> {
  const { profile, stateFile, pull } = options;
  if (stateFile !== undefined && profile.kind === 'eid') writeStateFile(stateFile, profile.state);
  const card = createSimulatedCard(profile, {
    ...(pull && { pull }),
    onStateChange: (state) => {
      if (stateFile !== undefined) writeStateFile(stateFile, state);
    },
  });
  const reportChange = changeReporter(card);
  for (;;) {
    const connection = await putIn(card, options, reportChange, stop);
    if (connection === undefined) return stop.aborted ? EXIT.done : EXIT.failed;
    console.log(`card in the reader: ${options.profileName}, port ${options.port}`);
    const removeOnStop = (): void => void connection.remove();
    stop.addEventListener('abort', removeOnStop);
    if (stop.aborted) removeOnStop();
    const end = await connection.closed;
    stop.removeEventListener('abort', removeOnStop);
    switch (end.kind) {
      case 'removed':
        return EXIT.done;
      case 'failed':
        console.error('The card broke:', end.cause);
        return EXIT.failed;
      case 'pulled':
        reportChange();
        console.log(`card pulled at command ${end.atCommand}`);
        if (options.returnAfterMs === undefined) return EXIT.done;
        await pause(options.returnAfterMs, stop);
        break;
      case 'reader-gone':
        console.log('reader gone, looking for it');
        await pause(CONNECT_PAUSE_MS, stop);
    }
  }
}

/** Tries until vpcd listens, the deadline passes or somebody stops the program. */
async function putIn(
  card: SimulatedCard,
  { host, port }: CardOptions,
  onExchange: () => void,
  stop: AbortSignal,
): Promise<VpcdConnection | undefined> {
  const deadline = performance.now() + CONNECT_DEADLINE_MS;
  while (!stop.aborted) {
    try {
      return await connectToVpcd({ host, port, card, onExchange });
    } catch (error) {
      if (performance.now() > deadline) {
        const reason = error instanceof Error ? error.message : String(error);
        console.error(
          `No card reader listens on ${host} port ${port}: install the Debian packages pcscd ` +
            `and vsmartcard-vpcd and see that pcscd runs (${reason}).`,
        );
        return undefined;
      }
      await pause(CONNECT_PAUSE_MS, stop);
    }
  }
  return undefined;
}

/** Prints what the last command changed in the card. */
function changeReporter(card: SimulatedCard): () => void {
  let known = card.state();
  return () => {
    const now = card.state();
    if (now === undefined || known === undefined) return;
    for (const line of changeReport(known, now)) console.log(line);
    known = now;
  };
}

async function pause(milliseconds: number, stop: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: stop }).catch(() => {
    // Stopped: the caller looks at the signal.
  });
}

process.exitCode = await main();
