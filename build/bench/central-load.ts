import { type CentralDatabases, startDatabases } from './central-database.ts';
import { type CentralNode, startCentralNode } from './central-node.ts';
import { populate, type Shape } from './central-population.ts';
import { type LoadGenerator, startLoadGenerator } from './load-generator.ts';
import type { LoadReport } from './load-messages.ts';
import type { Measurement, Row } from './row.ts';
import { median, percentile } from './statistics.ts';

/**
 * One node of the central system with 500 kiosks and 50 counters connected: how long a fast-lane
 * request takes to the counters, and how many requests the node carries.
 */

const MANY_BRANCHES: Shape = { branches: 10, kiosksPerBranch: 50, countersPerBranch: 5 };
const ONE_BRANCH: Shape = { branches: 1, kiosksPerBranch: 500, countersPerBranch: 50 };
const STEADY = { perSecond: 50, seconds: 20 } as const;
const LIMIT_MS = 250;
const CLIMB_PER_SECOND = [100, 150, 200, 250, 300, 400, 500] as const;
const CLIMB_SECONDS = 4;
/** Busier than this, kiosks and counters would measure themselves. */
const BUSY_SHARE_MAX = 0.7;
const QUESTIONS_PER_REQUEST = 2;
const BYTES_PER_MEGABYTE = 1_000_000;

export const centralLoad: Measurement = {
  name: 'central-load',
  missing: () => [],
  async run() {
    const databases = await startDatabases();
    try {
      return [
        ...(await underLoad(databases, MANY_BRANCHES, (load, node) =>
          manyBranches(load, node, databases.kind),
        )),
        ...(await underLoad(databases, ONE_BRANCH, oneBranch)),
      ];
    } finally {
      await databases.stop();
    }
  },
};

async function underLoad(
  databases: CentralDatabases,
  shape: Shape,
  measure: (generator: LoadGenerator, node: CentralNode) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const place = await databases.create();
  const branches = await populate(place, shape);
  await using stops = new AsyncDisposableStack();
  const node = stops.adopt(await startCentralNode(place), (it) => it.stop());
  const generator = stops.adopt(await startLoadGenerator(node.address, branches), (it) =>
    it.stop(),
  );
  return await measure(generator, node);
}

async function manyBranches(
  generator: LoadGenerator,
  node: CentralNode,
  database: CentralDatabases['kind'],
): Promise<readonly Row[]> {
  const spentBefore = node.processorMs();
  const steady = await loadSteadily(generator);
  const { latenciesMs, messages, refused } = steady;
  if (refused > 0) throw new Error(`${refused} questions were refused`);
  const runs = latenciesMs.length;
  const processorMs = (node.processorMs() - spentBefore) / (runs * QUESTIONS_PER_REQUEST);
  const megabytes = node.residentBytes() / BYTES_PER_MEGABYTE;
  const climb = await climbUntilTooMuch(generator);
  return [
    {
      name: 'request to the last counter, 99th percentile',
      unit: 'ms',
      ours: percentile(latenciesMs, 99),
      target: LIMIT_MS,
      runs,
      note: `One node in a process of its own on ${database}; 500 kiosks and 50 counters connected, in 10 branches; ${STEADY.perSecond} requests a second for ${STEADY.seconds} s, each withdrawn after 0.5 s. From the kiosk’s sending until all counters of its branch have it. The process of kiosks and counters was busy for ${percent(steady)} of the time.`,
    },
    {
      name: 'request to the last counter, median',
      unit: 'ms',
      ours: median(latenciesMs),
      runs,
      note: 'The same requests.',
    },
    {
      name: 'messages at counters, none lost',
      unit: 'messages',
      ours: messages,
      runs,
      note: 'Of each request every counter of the branch must have heard, and of its end; otherwise the measurement fails.',
    },
    {
      name: 'the node’s processor time for a question',
      unit: 'ms',
      ours: processorMs,
      runs: runs * QUESTIONS_PER_REQUEST,
      note: 'Of all its threads, with its share of the pushes; each request is two questions, to open and to withdraw it.',
    },
    {
      name: 'the node’s resident memory under this load',
      unit: 'MB',
      ours: megabytes,
      runs,
      note: 'As the system counts it, at the end of the 20 s.',
    },
    {
      name: 'requests a second that a node carries',
      unit: 'requests/s',
      ours: climb.carried,
      runs: climb.requests,
      note: `The most of ${[STEADY.perSecond, ...CLIMB_PER_SECOND].join(', ')} at which nothing is lost and the 99th percentile stays within ${LIMIT_MS} ms, ${CLIMB_SECONDS} s each. ${climb.end}`,
    },
  ];
}

async function oneBranch(generator: LoadGenerator): Promise<readonly Row[]> {
  const steady = await loadSteadily(generator);
  return [
    {
      name: 'the same with all in one branch, 99th percentile',
      unit: 'ms',
      ours: percentile(steady.latenciesMs, 99),
      runs: steady.latenciesMs.length,
      note: `500 kiosks and 50 counters of one branch, until all 50 have it; ${steady.messages} messages; ${steady.refused} questions refused, as the branch has only 99 call signs. The process of kiosks and counters was busy for ${percent(steady)} of the time.`,
    },
  ];
}

async function loadSteadily(generator: LoadGenerator): Promise<LoadReport> {
  const report = await generator.load(STEADY.perSecond, STEADY.seconds);
  const { lost, busyShare } = report;
  if (lost > 0) throw new Error(`${lost} messages were lost`);
  if (busyShare > BUSY_SHARE_MAX) {
    throw new Error(`the load generator was the limit: busy for ${percent(report)} of the time`);
  }
  return report;
}

interface Climb {
  readonly carried: number;
  /** Of all steps. */
  readonly requests: number;
  readonly end: string;
}

async function climbUntilTooMuch(generator: LoadGenerator): Promise<Climb> {
  let carried: number = STEADY.perSecond;
  let requests = 0;
  for (const perSecond of CLIMB_PER_SECOND) {
    const report = await generator.load(perSecond, CLIMB_SECONDS);
    requests += perSecond * CLIMB_SECONDS;
    const reached = `${perSecond} requests a second`;
    if (report.busyShare > BUSY_SHARE_MAX) {
      return {
        carried,
        requests,
        end: `At ${reached} kiosks and counters were the limit, not the node.`,
      };
    }
    // Without a single whole request there is nothing to take a percentile of.
    const p99 = report.latenciesMs.length > 0 ? percentile(report.latenciesMs, 99) : Infinity;
    if (report.refused > 0 || report.lost > 0 || p99 > LIMIT_MS) {
      const { refused, lost } = report;
      const what = `${p99.toFixed(0)} ms, ${refused} questions refused, ${lost} messages lost`;
      return { carried, requests, end: `At ${reached}: ${what}.` };
    }
    carried = perSecond;
  }
  return { carried, requests, end: 'More was not tried.' };
}

function percent({ busyShare }: LoadReport): string {
  return `${(busyShare * 100).toFixed(0)} %`;
}
