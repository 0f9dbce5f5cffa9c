import { parseArgs } from 'node:util';
import type { DisplayModelName } from '../../config/displays.ts';
import type {
  CallDirection,
  DisplayContent,
  ShowOutcome,
} from '../../state-machines/ports/display.ts';
import type { ByteLink } from '../kit/byte-link.ts';
import { systemClock } from '../kit/clock.ts';
import { serialLink } from '../kit/transports/serial.ts';
import { createQueueDisplay, type DisplayPlace, type QueueDisplay } from './driver.ts';
import { displayModels } from './models/by-name.ts';

/**
 * Entry: a queue display at a desk, without the kiosk. Exit code 0 for ready, shown or sent, 1 for
 * any other outcome, 2 for a command line that makes no sense.
 */

const USAGE = `Usage: npm run -s display -- <command> --port <path> [options]

  status        open the line and tell whether it is there
  show          show a call (--number, --counter, --direction) or a text (--text)
  clear         make the display dark

  --port        serial line, best by a name that stays: /dev/serial/by-id/...
  --model       ${Object.keys(displayModels).join(', ')}
                (default: epson-dm-d)
  --address     address of a LED display on its line
  --number      number of the ticket
  --counter     name of the counter
  --direction   left, right or ahead
  --text        text while nobody is called; \\n starts the second row`;

const OPTIONS = {
  port: { type: 'string' },
  model: { type: 'string', default: 'epson-dm-d' },
  address: { type: 'string' },
  number: { type: 'string' },
  counter: { type: 'string', default: '' },
  direction: { type: 'string' },
  text: { type: 'string' },
} as const;

interface CommandLine {
  readonly port: string;
  readonly place: DisplayPlace;
  /** Undefined for `status`. */
  readonly content: DisplayContent | undefined;
}

class UsageError extends Error {}

/** Throws an error that says what is wrong with it. */
function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: OPTIONS,
  });
  if (values.port === undefined) throw new UsageError('--port is missing');
  if (!isModel(values.model)) throw new UsageError(`there is no model "${values.model}"`);
  const model = displayModels[values.model];
  const place = values.address === undefined ? { model } : { model, address: +values.address };
  return { port: values.port, place, content: contentOf(positionals, values) };
}

function contentOf(
  [command, ...more]: readonly string[],
  values: { readonly [name in 'number' | 'counter' | 'direction' | 'text']?: string },
): DisplayContent | undefined {
  if (more.length > 0) throw new UsageError('name one command: status, show or clear');
  switch (command) {
    case 'status':
      return undefined;
    case 'clear':
      return { kind: 'blank' };
    case 'show':
      break;
    default:
      throw new UsageError('name one command: status, show or clear');
  }
  const { number, counter = '', direction, text } = values;
  if (text !== undefined && number === undefined) {
    return { kind: 'idle', text: text.replaceAll('\\n', '\n') };
  }
  if (number === undefined || text !== undefined) {
    throw new UsageError('show takes either --number or --text');
  }
  if (!isDirection(direction)) throw new UsageError('--direction is left, right or ahead');
  return { kind: 'call', number, counter, direction };
}

function isModel(name: string): name is DisplayModelName {
  return Object.hasOwn(displayModels, name);
}

function isDirection(text: string | undefined): text is CallDirection | undefined {
  return text === undefined || ['left', 'right', 'ahead'].includes(text);
}

async function run(
  display: QueueDisplay,
  content: DisplayContent | undefined,
): Promise<{ readonly good: boolean; readonly sentence: string }> {
  if (content === undefined) {
    const status = await display.status();
    if (status.kind === 'ready') return { good: true, sentence: 'the line is open' };
    return { good: false, sentence: 'not ready, the display cannot be reached' };
  }
  const outcome = await display.show(content);
  const good = outcome.kind === 'shown' || outcome.kind === 'sent';
  return { good, sentence: outcomeText(outcome) };
}

function outcomeText(outcome: ShowOutcome): string {
  switch (outcome.kind) {
    case 'shown':
      return 'shown, the display confirmed it';
    case 'sent':
      return 'sent, this display cannot confirm it; please look';
    case 'kept':
      return 'not shown, the display cannot be reached or does not answer';
    case 'superseded':
      return 'not shown, something newer took its place';
    case 'does-not-fit':
      return `not shown, ${outcome.reason}; the display is dark`;
  }
}

async function main(): Promise<number> {
  const { port, place, content } = parseCommandLine(process.argv.slice(2));
  let reason = '';
  const openLine = serialLink(port, place.model.serial);
  const open = async (): Promise<ByteLink> => {
    try {
      return await openLine();
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
      throw error;
    }
  };
  const display = createQueueDisplay(open, systemClock, place);
  try {
    const { good, sentence } = await run(display, content);
    console.log(`${place.model.name} at ${port}: ${sentence}.`);
    if (!good && reason !== '') console.error(reason);
    return good ? 0 : 1;
  } finally {
    await display.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
