import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { type CounterBook, createCounterBook } from './load-counters.ts';
import { KIOSK_LINK, type LoadKiosk, loadKiosk } from './load-kiosk.ts';
import { type LoadAnswer, type LoadOrder, type LoadReport, loadOrder } from './load-messages.ts';

/**
 * All kiosks and counters of a city in one process, apart from the node they load. Requests are
 * opened by the clock, whether or not earlier ones were answered, and withdrawn after a while.
 */

/** There are 99 call signs a branch, so requests have to end. */
const WITHDRAWN_AFTER_MS = 500;
const LINK_DEADLINE_MS = 20_000;
const LINKS_AT_ONCE = 20;
/** After the last answer. */
const SETTLE_DEADLINE_MS = 5_000;
const SETTLE_PROBE_MS = 50;
const OK = 200;

interface Visitor {
  readonly kiosk: LoadKiosk;
  /** Counters of the kiosk's branch. */
  readonly counters: number;
}

const book = createCounterBook();
let visitors: readonly Visitor[] = [];

process.on('message', async (message) => {
  const tell = (answer: LoadAnswer) => process.send?.(answer);
  try {
    const order = loadOrder.parse(message);
    if (order.kind === 'load') {
      tell({ kind: 'loaded', report: await load(order.perSecond, order.seconds) });
    } else {
      visitors = await connect(order);
      tell({ kind: 'connected' });
    }
  } catch (error) {
    tell({ kind: 'failed', reason: String(error) });
  }
});
process.once('disconnect', () => process.exit());

async function connect({
  address,
  branches,
}: Extract<LoadOrder, { kind: 'connect' }>): Promise<readonly Visitor[]> {
  const { host } = new URL(address);
  const link = (path: string) => `ws://${host}${path}`;
  const seated = branches.map(({ kiosks, counters }) => ({
    kiosks: kiosks.map((seat) => loadKiosk(address, seat)),
    counters,
  }));
  const openings = seated.flatMap(({ kiosks, counters }) => [
    ...kiosks.map((kiosk) => async () => openLink(link(KIOSK_LINK), await kiosk.linkHeaders())),
    ...counters.map(({ cookie }) => async () => {
      const headers = { Cookie: cookie, Origin: `http://${host}` };
      listen(await openLink(link('/staff/link'), headers), book);
    }),
  ]);
  while (openings.length > 0) {
    await Promise.all(openings.splice(0, LINKS_AT_ONCE).map((open) => open()));
  }
  // One kiosk of each branch after the other, as visitors come.
  const longest = Math.max(...seated.map(({ kiosks }) => kiosks.length));
  return Array.from({ length: longest }).flatMap((_, index) =>
    seated.flatMap(({ kiosks, counters }) =>
      kiosks.slice(index, index + 1).map((kiosk) => ({ kiosk, counters: counters.length })),
    ),
  );
}

/** Whoever got a first message is let in and misses nothing from then on. */
async function openLink(url: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false });
  await once(socket, 'message', { signal: AbortSignal.timeout(LINK_DEADLINE_MS) });
  return socket;
}

function listen(socket: WebSocket, { heard }: CounterBook): void {
  socket.on('message', (data) => heard(socket, String(data)));
}

async function load(perSecond: number, seconds: number): Promise<LoadReport> {
  book.clear();
  const before = performance.eventLoopUtilization();
  const startedAt = performance.now();
  const visits: Promise<number>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const dueMs = startedAt + (number * 1_000) / perSecond - performance.now();
    if (dueMs > 0) await sleep(dueMs);
    const visitor = visitors[number % visitors.length];
    if (visitor) visits.push(visit(visitor));
  }
  const { utilization } = performance.eventLoopUtilization(before);
  const refusals = await Promise.all(visits);
  await settle();
  const { missing, ...summary } = book.summary();
  return {
    latenciesMs: [...summary.latenciesMs],
    messages: summary.messages,
    refused: refusals.reduce((sum, one) => sum + one, 0),
    lost: missing,
    busyShare: utilization,
  };
}

/** @returns how many of its questions were refused */
async function visit({ kiosk, counters }: Visitor): Promise<number> {
  const requestId = randomUUID();
  if (!(await answered(kiosk.open(requestId, () => book.opened(requestId, counters))))) {
    book.refused(requestId);
    return 1;
  }
  await sleep(WITHDRAWN_AFTER_MS);
  return (await answered(kiosk.withdraw(requestId))) ? 0 : 1;
}

async function answered(status: Promise<number>): Promise<boolean> {
  try {
    return (await status) === OK;
  } catch {
    return false;
  }
}

async function settle(): Promise<void> {
  const end = performance.now() + SETTLE_DEADLINE_MS;
  while (book.summary().missing > 0 && performance.now() < end) await sleep(SETTLE_PROBE_MS);
}
