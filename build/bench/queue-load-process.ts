import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { session } from '../../central/contract/staff.ts';
import { signRequest } from '../../central/server/testing/signed-kiosk.ts';
import { createCallBook } from './call-book.ts';
import { KIOSK_LINK } from './load-kiosk.ts';
import type { KioskSeat } from './load-messages.ts';
import {
  type QueueLoadAnswer,
  type QueueLoadOrder,
  type QueueLoadReport,
  queueLoadOrder,
} from './queue-load-messages.ts';
import { SERVICE_ID } from './queue-population.ts';

/**
 * All kiosks and counters of a city in one process. Tickets are taken and people called by the
 * clock, whether or not earlier questions were answered.
 */

interface Kiosk {
  readonly node: string;
  headers(method: string, path: string, body?: string): Promise<Record<string, string>>;
}
interface Counter {
  readonly node: string;
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Kiosk links of its branch: each carries a waiting-room screen. */
  readonly screens: number;
  isBusy: boolean;
}
interface City {
  readonly kiosks: readonly Kiosk[];
  readonly counters: readonly Counter[];
}

const LINKS_AT_ONCE = 20;
const LINK_DEADLINE_MS = 30_000;
const ANSWER_DEADLINE_MS = 20_000;
const SETTLE_DEADLINE_MS = 5_000;
const SETTLE_PROBE_MS = 50;
const OK = 200;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const book = createCallBook();
const nextAnswer = z.object({
  kind: z.string(),
  entry: z.object({ id: z.string() }).optional(),
});
let city: City = { kiosks: [], counters: [] };

process.on('message', async (message) => {
  const tell = (answer: QueueLoadAnswer) => process.send?.(answer);
  try {
    const order = queueLoadOrder.parse(message);
    if (order.kind === 'load') {
      tell({ kind: 'loaded', report: await load(order) });
    } else {
      city = await connect(order);
      tell({ kind: 'connected' });
    }
  } catch (error) {
    tell({ kind: 'failed', reason: String(error) });
  }
});
process.once('disconnect', () => process.exit());

async function connect(order: Extract<QueueLoadOrder, { kind: 'connect' }>): Promise<City> {
  const kiosks: Kiosk[] = [];
  const counters: Counter[] = [];
  const openings: (() => Promise<unknown>)[] = [];
  const nodeOf = (index: number): string => order.addresses[index % order.addresses.length] ?? '';
  // One kiosk of each branch after the other, as visitors come.
  for (const [index] of (order.branches[0]?.kiosks ?? []).entries()) {
    for (const [branch, seats] of order.branches.entries()) {
      const seat = seats.kiosks[index];
      if (seat) kiosks.push(kioskOf(seat, nodeOf(index + branch)));
    }
  }
  openings.push(...kiosks.map((kiosk) => () => openScreen(kiosk)));
  for (const { kiosks: screens, counters: seats } of order.branches) {
    for (const { cookie } of seats) {
      const node = nodeOf(counters.length);
      openings.push(async () => counters.push(await signIn(node, cookie, screens.length)));
    }
  }
  while (openings.length > 0) {
    await Promise.all(openings.splice(0, LINKS_AT_ONCE).map((open) => open()));
  }
  return { kiosks, counters };
}

function kioskOf({ id, privateKey }: KioskSeat, node: string): Kiosk {
  const der = Buffer.from(privateKey, 'base64');
  const keyObject = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const key = {
    publicKey: new Uint8Array(),
    sign: (data: Uint8Array) => sign(null, data, keyObject),
  };
  return {
    node,
    headers: (method, path, body = '') =>
      signRequest({ method, path, body }, { key, keyId: id, now: Date.now() }),
  };
}

/** Whoever got a first message is let in and misses nothing from then on. */
async function openScreen(kiosk: Kiosk): Promise<void> {
  const { host } = new URL(kiosk.node);
  const headers = await kiosk.headers('GET', KIOSK_LINK);
  const socket = new WebSocket(`ws://${host}${KIOSK_LINK}`, { headers, perMessageDeflate: false });
  await once(socket, 'message', { signal: AbortSignal.timeout(LINK_DEADLINE_MS) });
  socket.on('message', (data) => book.shown(socket, String(data)));
}

/** Each counter of a branch has a session of its own, and takes the first free one. */
const taken = new Set<string>();
async function signIn(node: string, cookie: string, screens: number): Promise<Counter> {
  const origin = new URL(node).origin;
  const own = { cookie, origin };
  const { counters, csrfToken } = session.parse(
    (await ask(node, { method: 'GET', path: '/staff/session', headers: own })).body,
  );
  const free = counters.find(({ id }) => !taken.has(id));
  if (!free) throw new Error('a branch has more sessions than counters');
  taken.add(free.id);
  const headers = { ...own, 'x-csrf-token': csrfToken };
  const chosen = { counterId: free.id };
  await askWell(node, { method: 'PUT', path: '/staff/session/counter', headers, content: chosen });
  const socket = new WebSocket(`${node.replace(/^http/, 'ws')}/staff/link`, {
    headers: own,
    perMessageDeflate: false,
  });
  await once(socket, 'message', { signal: AbortSignal.timeout(LINK_DEADLINE_MS) });
  return { node, id: free.id, headers, screens, isBusy: false };
}

async function load(order: Extract<QueueLoadOrder, { kind: 'load' }>): Promise<QueueLoadReport> {
  const { ticketsPerSecond, callsPerSecond, seconds } = order;
  book.clear();
  const ticketMs: number[] = [];
  let refused = 0;
  const noted = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch {
      refused += 1;
    }
  };
  const before = performance.eventLoopUtilization();
  const startedAt = performance.now();
  const [tickets, calls] = await Promise.all([
    byTheClock({ perSecond: ticketsPerSecond, seconds }, (number) => {
      const kiosk = city.kiosks[number % city.kiosks.length];
      return noted(kiosk ? takeTicket(kiosk, ticketMs) : Promise.resolve());
    }),
    byTheClock({ perSecond: callsPerSecond, seconds }, (number) => {
      const counter = city.counters[number % city.counters.length];
      return noted(counter && !counter.isBusy ? serveOne(counter) : Promise.resolve());
    }),
  ]);
  const { utilization } = performance.eventLoopUtilization(before);
  await Promise.all([...tickets, ...calls]);
  const tookMs = performance.now() - startedAt;
  await settle();
  const { callMs, missing } = book.summary();
  return { ticketMs, callMs: [...callMs], refused, lost: missing, tookMs, busyShare: utilization };
}

async function byTheClock(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  begin: (number: number) => Promise<void>,
): Promise<Promise<void>[]> {
  const startedAt = performance.now();
  const begun: Promise<void>[] = [];
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const dueMs = startedAt + (number * 1_000) / perSecond - performance.now();
    if (dueMs > 0) await sleep(dueMs);
    begun.push(begin(number));
  }
  return begun;
}

async function takeTicket(kiosk: Kiosk, ticketMs: number[]): Promise<void> {
  const path = `/kiosk/queue/tickets/${randomUUID()}`;
  const content = { serviceId: SERVICE_ID };
  const headers = await kiosk.headers('PUT', path, JSON.stringify(content));
  const sentAt = performance.now();
  await askWell(kiosk.node, { method: 'PUT', path, headers, content });
  ticketMs.push(performance.now() - sentAt);
}

/** Next, serve, finish. */
async function serveOne(counter: Counter): Promise<void> {
  const { node, id, headers, screens } = counter;
  counter.isBusy = true;
  try {
    book.pressed(id, screens);
    const answered = await askWell(node, { method: 'POST', path: '/staff/queue/next', headers });
    const { kind, entry } = nextAnswer.parse(answered);
    if (kind !== 'called' || !entry) return book.released(id);
    const path = `/staff/queue/entries/${entry.id}/steps`;
    // So long that every screen has shown the call before it ends.
    await sleep(1_000);
    for (const step of ['serve', 'finish']) {
      await askWell(node, { method: 'POST', path, headers, content: { kind: step } });
    }
  } finally {
    counter.isBusy = false;
  }
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content?: object;
}

async function askWell(node: string, question: Question): Promise<unknown> {
  const { status, body } = await ask(node, question);
  if (status !== OK) throw new Error(`${question.path}: ${status}`);
  return body;
}

async function ask(
  node: string,
  { method, path, headers, content }: Question,
): Promise<{ status: number; body: unknown }> {
  const body = content === undefined ? '' : JSON.stringify(content);
  const sending = request(new URL(path, node), {
    ...{ method, agent },
    headers: { ...headers, ...(content && { 'content-type': 'application/json' }) },
    signal: AbortSignal.timeout(ANSWER_DEADLINE_MS),
  });
  sending.end(body);
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return { status: answer.statusCode ?? 0, body: text === '' ? undefined : JSON.parse(text) };
}

async function settle(): Promise<void> {
  const end = performance.now() + SETTLE_DEADLINE_MS;
  while (book.summary().missing > 0 && performance.now() < end) await sleep(SETTLE_PROBE_MS);
}
