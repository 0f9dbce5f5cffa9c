import { startPostgres } from '../integration/rig/postgres.ts';
import { findPart } from '../integration/rig/requirements.ts';
import { startCentralNode } from './central-node.ts';
import { populate } from './central-population.ts';
import { forkProcess } from './forked-process.ts';
import {
  type QueueLoadAnswer,
  type QueueLoadOrder,
  type QueueLoadReport,
  queueLoadAnswer,
} from './queue-load-messages.ts';
import { openQueues } from './queue-population.ts';
import type { Measurement, Row } from './row.ts';
import { median, percentile } from './statistics.ts';

/**
 * Two nodes of the central system with 1,000 kiosks and 300 counters connected: how long a call
 * takes to the waiting rooms, and how many tickets a second are carried over HTTP.
 */

const CITY = { branches: 50, kiosksPerBranch: 20, countersPerBranch: 6 } as const;
const NODES = 2;
const STEADY = { ticketsPerSecond: 20, callsPerSecond: 10, seconds: 20 } as const;
const CALL_MS_MAX = 500;
const TICKET_MS_MAX = 500;
const CLIMB_PER_SECOND = [40, 60, 80, 100, 150, 200, 300, 400] as const;
const CLIMB_SECONDS = 6;
/** Busier than this, kiosks and counters would measure themselves. */
const BUSY_SHARE_MAX = 0.7;
const CONNECT_DEADLINE_MS = 120_000;
const LOAD_MARGIN_MS = 40_000;

export const queueLoad: Measurement = {
  name: 'queue-load',
  missing: () => {
    const { path, remedy } = findPart('postgresql');
    return path === undefined ? [`postgresql is missing: ${remedy}`] : [];
  },
  async run() {
    await using stops = new AsyncDisposableStack();
    const postgres = stops.adopt(await startPostgres(), (it) => it.stop());
    const place = { url: await postgres.createDatabase() };
    const branches = await populate(place, CITY);
    await openQueues(place);
    const addresses: string[] = [];
    for (let each = 0; each < NODES; each += 1) {
      const node = stops.adopt(await startCentralNode(place), (it) => it.stop());
      addresses.push(node.address);
    }
    const generator = stops.adopt(
      forkProcess<QueueLoadOrder, QueueLoadAnswer>(
        new URL('queue-load-process.ts', import.meta.url),
        queueLoadAnswer,
      ),
      (it) => it.stop(),
    );
    await generator.ask({ kind: 'connect', addresses, branches }, CONNECT_DEADLINE_MS);
    const load = async (rates: Rates): Promise<QueueLoadReport> => {
      const deadline = rates.seconds * 1_000 + LOAD_MARGIN_MS;
      const answer = await generator.ask({ kind: 'load', ...rates }, deadline);
      if (answer.kind !== 'loaded') throw new Error('the load generator gave no report');
      return answer.report;
    };
    const steady = await load(STEADY);
    return [...steadyRows(steady), await climbRow(load)];
  },
};

interface Rates {
  readonly ticketsPerSecond: number;
  readonly callsPerSecond: number;
  readonly seconds: number;
}

function steadyRows(report: QueueLoadReport): Row[] {
  const { callMs, ticketMs, refused, lost } = report;
  if (refused > 0 || lost > 0) {
    throw new Error(`${refused} questions were refused, ${lost} calls not shown everywhere`);
  }
  return [
    {
      name: 'call to the last waiting-room screen, 99th percentile',
      unit: 'ms',
      ours: percentile(callMs, 99),
      target: CALL_MS_MAX,
      runs: callMs.length,
      note: `Two nodes on one PostgreSQL (fsync off), ${CITY.branches * CITY.kiosksPerBranch} kiosks and ${CITY.branches * CITY.countersPerBranch} counters connected, in ${CITY.branches} branches; ${STEADY.ticketsPerSecond} tickets and ${STEADY.callsPerSecond} calls a second for ${STEADY.seconds} s. From the press of a counter until each of the ${CITY.kiosksPerBranch} screens of its branch has it. The process of kiosks and counters was busy for ${percent(report)} of the time.`,
    },
    {
      name: 'the same, median',
      unit: 'ms',
      ours: median(callMs),
      runs: callMs.length,
      note: 'The same calls.',
    },
    {
      name: 'ticket asked for to answer, 99th percentile',
      unit: 'ms',
      ours: percentile(ticketMs, 99),
      runs: ticketMs.length,
      note: 'With signature, estimate and pushes, under the same load.',
    },
  ];
}

async function climbRow(load: (rates: Rates) => Promise<QueueLoadReport>): Promise<Row> {
  let carried: number = STEADY.ticketsPerSecond;
  let tickets = 0;
  let end = 'More was not tried.';
  for (const ticketsPerSecond of CLIMB_PER_SECOND) {
    const { callsPerSecond } = STEADY;
    const report = await load({ ticketsPerSecond, callsPerSecond, seconds: CLIMB_SECONDS });
    const { ticketMs, refused, busyShare } = report;
    tickets += ticketMs.length;
    const p99 = ticketMs.length > 0 ? percentile(ticketMs, 99) : Infinity;
    if (busyShare > BUSY_SHARE_MAX) {
      end = `At ${ticketsPerSecond} a second kiosks and counters were the limit, not the nodes.`;
      break;
    }
    if (refused > 0 || p99 > TICKET_MS_MAX) {
      end = `At ${ticketsPerSecond} a second: ${p99.toFixed(0)} ms, ${refused} questions refused.`;
      break;
    }
    carried = ticketsPerSecond;
  }
  return {
    name: 'tickets a second that two nodes carry',
    unit: 'tickets/s',
    ours: carried,
    runs: tickets,
    note: `Over HTTP, signed, with estimates and pushes; the most of ${[STEADY.ticketsPerSecond, ...CLIMB_PER_SECOND].join(', ')} at which nothing is refused and the 99th percentile of the answer stays within ${TICKET_MS_MAX} ms, ${CLIMB_SECONDS} s each, beside ${STEADY.callsPerSecond} calls a second. Nodes, database, kiosks and counters share the machine. ${end}`,
  };
}

function percent({ busyShare }: QueueLoadReport): string {
  return `${(busyShare * 100).toFixed(0)} %`;
}
