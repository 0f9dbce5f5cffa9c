import { openDatabase } from '../../central/server/database/open-database.ts';
import { startPostgres } from '../integration/rig/postgres.ts';
import { findPart } from '../integration/rig/requirements.ts';
import { populate } from './central-population.ts';
import { type ForkedProcess, forkProcess } from './forked-process.ts';
import { INSERTS, insertRows, TABLES } from './pgbench.ts';
import { addPastEntries, openQueues } from './queue-population.ts';
import type { Measurement, Row } from './row.ts';
import { median, sum } from './statistics.ts';
import { type TicketAnswer, type TicketOrder, ticketAnswer } from './ticket-messages.ts';

/**
 * What a ticket costs the database: two nodes giving tickets beside single-row inserts by pgbench
 * in the same database, and the same with ever more past entries.
 */

const CITY = { branches: 50, kiosksPerBranch: 20, countersPerBranch: 6 } as const;
const NODES = 2;
const LOOPS_PER_NODE = 64;
/** More of them make pgbench no faster on two processors. */
const CLIENTS = 32;
const ROUNDS = 3;
const SECONDS = 6;
const WARM_UP_SECONDS = 3;
const DEADLINE_MS = 60_000;
const PAST_ENTRIES = [1_000, 10_000, 100_000, 1_000_000] as const;
const MICROSECONDS = 1_000_000;
const RATIO_MAX = 2.5;
/** A cost that grew with the entries would have a slope of 1. */
const SLOPE_MAX = 0.1;

type Node = ForkedProcess<TicketOrder, TicketAnswer>;

export const ticketCost: Measurement = {
  name: 'ticket-cost',
  missing: () => {
    const { path, remedy } = findPart('postgresql');
    return path === undefined ? [`postgresql is missing: ${remedy}`] : [];
  },
  async run() {
    await using stops = new AsyncDisposableStack();
    const postgres = stops.adopt(await startPostgres(), (it) => it.stop());
    const url = await postgres.createDatabase();
    await populate({ url }, CITY);
    await openQueues({ url });
    const database = stops.adopt(await openDatabase({ url }), (it) => it.close());
    for (const table of TABLES) await database.query(table);
    const nodes: Node[] = [];
    for (let each = 0; each < NODES; each += 1) {
      const node = forkProcess<TicketOrder, TicketAnswer>(
        new URL('ticket-process.ts', import.meta.url),
        ticketAnswer,
      );
      stops.adopt(node, (it) => it.stop());
      await node.ask({ kind: 'open', url }, DEADLINE_MS);
      nodes.push(node);
    }
    await giveTickets(nodes, WARM_UP_SECONDS);
    const costs: number[] = [];
    const inserts: number[] = [];
    const bareInserts: number[] = [];
    const insertCost = async (insert: string): Promise<number> =>
      MICROSECONDS / (await insertRows(url, { clients: CLIENTS, seconds: SECONDS, insert }));
    for (let round = 0; round < ROUNDS; round += 1) {
      inserts.push(await insertCost(INSERTS.ticketRow));
      bareInserts.push(await insertCost(INSERTS.fourColumns));
      costs.push(await giveTickets(nodes, SECONDS));
    }
    const growth: number[] = [];
    let past = 0;
    for (const entries of PAST_ENTRIES) {
      await addPastEntries(database, { from: past, to: entries });
      past = entries;
      await giveTickets(nodes, WARM_UP_SECONDS);
      growth.push(await giveTickets(nodes, SECONDS));
    }
    return rowsOf({ costs, inserts, bareInserts, growth });
  },
};

/** @returns microseconds a ticket, of all nodes together */
async function giveTickets(nodes: readonly Node[], seconds: number): Promise<number> {
  const order = { kind: 'give', loops: LOOPS_PER_NODE, seconds } as const;
  const answers = await Promise.all(nodes.map((node) => node.ask(order, DEADLINE_MS)));
  const perSecond = answers.map((answer) => {
    if (answer.kind !== 'gave') throw new Error('a node did not say how many tickets it gave');
    return (answer.tickets * 1_000) / answer.tookMs;
  });
  return MICROSECONDS / sum(perSecond);
}

interface Measured {
  /** Each in microseconds. */
  readonly costs: readonly number[];
  readonly inserts: readonly number[];
  readonly bareInserts: readonly number[];
  readonly growth: readonly number[];
}

function rowsOf({ costs, inserts, bareInserts, growth }: Measured): Row[] {
  const slope = slopeOf(PAST_ENTRIES.map(Math.log10), growth.map(Math.log10));
  const amounts = PAST_ENTRIES.map(
    (entries, index) => `${entries.toLocaleString('en')}: ${growth[index]?.toFixed(0)} µs`,
  );
  return [
    {
      name: 'time of two nodes for a ticket',
      unit: 'µs',
      ours: median(costs),
      reference: { name: 'pgbench inserting such a row', value: median(inserts) },
      target: RATIO_MAX,
      runs: costs.length,
      note: `Two processes on one PostgreSQL (fsync off), ${LOOPS_PER_NODE} tickets at once in each, in ${CITY.branches} branches, without HTTP; in turn with pgbench, ${CLIENTS} clients and prepared statements, that insert single rows into a table with the columns and indexes of the queue’s entries. The target of 2.5 is 0.4 of its rows a second; here it is ${(median(inserts) / median(costs)).toFixed(2)} (${(MICROSECONDS / median(costs)).toFixed(0)} tickets a second).`,
    },
    {
      name: 'the same, beside a bare row',
      unit: 'µs',
      ours: median(costs),
      reference: { name: 'pgbench inserting four columns', value: median(bareInserts) },
      runs: bareInserts.length,
      note: 'A table with a primary key and no other index.',
    },
    {
      name: 'how the time for a ticket grows with past entries',
      unit: 'slope',
      ours: slope,
      target: SLOPE_MAX,
      runs: growth.length,
      note: `The slope of log(time) over log(entries); 1 would be twice the time for twice the entries. ${amounts.join(', ')}.`,
    },
  ];
}

/** Of the straight line with the least squares. */
function slopeOf(xs: readonly number[], ys: readonly number[]): number {
  const meanX = sum(xs) / xs.length;
  const meanY = sum(ys) / ys.length;
  const products = xs.map((x, index) => (x - meanX) * ((ys[index] ?? meanY) - meanY));
  return sum(products) / sum(xs.map((x) => (x - meanX) ** 2));
}
