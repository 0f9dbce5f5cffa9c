import type { InsertedCard } from '../integration/rig/virtual-card.ts';
import { median } from './statistics.ts';

/** What a terminal said to a card, command by command, as a table to be read. */

/** One run: exchanges and the headers of their commands, in the same order. */
export interface ListedTalk {
  readonly exchanges: InsertedCard['exchanges'];
  readonly headers: readonly Uint8Array[];
}

/** By INS; where one has several uses, by INS, P1 and P2: ISO/IEC 7816-4, TR-03110 part 3, B. */
const NAMES: Readonly<Record<string, string>> = {
  A4: 'SELECT',
  B0: 'READ BINARY',
  '22C1A4': 'MSE: SET AT (PACE)',
  '2281B6': 'MSE: SET DST',
  '2281A4': 'MSE: SET AT (terminal)',
  '2241A4': 'MSE: SET AT (chip)',
  '86': 'GENERAL AUTHENTICATE',
  '2A': 'PSO: VERIFY CERTIFICATE',
  '84': 'GET CHALLENGE',
  '82': 'EXTERNAL AUTHENTICATE',
  '20': 'VERIFY',
  '44': 'ACTIVATE',
  '2C': 'RESET RETRY COUNTER',
};

const SECURED = 0x0c;
const HEADINGS = ['', 'command', 'P1 P2', 'secured', 'sent', 'answered', 'SW', 'before', 'card'];

/** Times are medians over all runs, in milliseconds; all else is the first run's. */
export function commandList(talks: readonly ListedTalk[]): string {
  const lines = (talks[0]?.exchanges ?? []).map((exchange, index) => {
    const [cla = 0, ins = 0, p1 = 0, p2 = 0] = talks[0]?.headers[index] ?? [];
    return [
      String(index + 1),
      nameOf(ins, p1, p2),
      `${hex(p1)} ${hex(p2)}`,
      (cla & SECURED) === SECURED ? 'yes' : 'no',
      String(exchange.commandBytes),
      String(exchange.answerBytes),
      exchange.statusWord.toString(16).toUpperCase(),
      index === 0 ? '' : medianOf(talks, (all) => timeBefore(all, index)),
      medianOf(talks, (all) => timeOfCard(all, index)),
    ];
  });
  const table = [HEADINGS, ...lines];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  return table
    .map((line) => line.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

function nameOf(ins: number, p1: number, p2: number): string {
  const long = `${hex(ins)}${hex(p1)}${hex(p2)}`;
  return NAMES[long] ?? NAMES[hex(ins)] ?? long;
}

/** From the answer before to the first byte of the command. */
function timeBefore(exchanges: ListedTalk['exchanges'], index: number): number {
  const [before, now] = [exchanges[index - 1], exchanges[index]];
  return before && now ? now.firstByteAt - before.answerAt : 0;
}

function timeOfCard(exchanges: ListedTalk['exchanges'], index: number): number {
  const exchange = exchanges[index];
  return exchange ? exchange.answerAt - exchange.commandAt : 0;
}

function medianOf(
  talks: readonly ListedTalk[],
  measure: (exchanges: ListedTalk['exchanges']) => number,
): string {
  return median(talks.map(({ exchanges }) => measure(exchanges))).toFixed(1);
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}

function pad(cell: string, width: number, column: number): string {
  const isWord = HEADINGS[column] === 'command' || HEADINGS[column] === 'secured';
  return isWord ? cell.padEnd(width) : cell.padStart(width);
}
