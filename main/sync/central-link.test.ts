import type { IncomingMessage } from 'node:http';
import { ed25519 } from '@noble/curves/ed25519.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { BEAT_SECONDS } from '../../central/contract/staff.ts';
import { createBenchClock } from '../../devices/simulators/bench-clock.ts';
import { calledTicket } from '../testing/called-tickets.ts';
import { type CentralLink, openCentralLink } from './central-link.ts';

const WAIT = { timeout: 20_000 };
const A_MINUTE = 60_000;
const BEAT = JSON.stringify({ kind: 'beat' });
const NO_REQUEST = JSON.stringify({ kind: 'request', request: null });

const REFUSAL = {
  type: 'about:blank',
  status: 401,
  code: 'kiosk-unknown',
  title: 'No kiosk is enrolled under this id.',
};
type Verdict = (isWelcome: boolean, status: number, body: string) => void;

let server: WebSocketServer;
let sockets: { socket: WebSocket; request: IncomingMessage }[];
let link: CentralLink;
let logged: string[];
let requests: unknown[];
let found: number;
let calls: unknown[];
let lost: number;
const clock = createBenchClock();

beforeEach(async () => {
  sockets = [];
  logged = [];
  requests = [];
  found = 0;
  calls = [];
  lost = 0;
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket, request) => sockets.push({ socket, request }));
  await new Promise((resolve) => server.once('listening', resolve));
  const place = server.address();
  const { publicKey, secretKey } = ed25519.keygen();
  link = openCentralLink({
    identity: {
      central: `http://127.0.0.1:${typeof place === 'object' ? place?.port : 0}`,
      kioskId: '0193a5c2-0000-7a10-8f00-5c1e9d3b2a11',
      kioskName: 'Terminal 1',
      branchName: 'Musterstadt',
      key: { publicKey, sign: (message) => ed25519.sign(message, secretKey) },
    },
    clock,
    log: (name) => logged.push(name),
    onRequest: (request) => requests.push(request),
    onCalled: (called) => calls.push(called),
    onLost: () => {
      lost += 1;
    },
    onFound: () => {
      found += 1;
    },
  });
});
afterEach(() => {
  link.close();
  for (const { socket } of sockets) socket.terminate();
  server.close();
});

const connected = async (count: number): Promise<WebSocket> => {
  await vi.waitFor(() => {
    // Time for the next try may come before its timer was set.
    if (sockets.length < count) clock.advance(A_MINUTE);
    expect(sockets).toHaveLength(count);
  }, WAIT);
  const last = sockets.at(-1);
  if (!last) throw new Error('nobody is connected');
  return last.socket;
};

describe('the link', () => {
  it('is signed, and is found with its first message', async () => {
    const socket = await connected(1);
    const { headers, url } = sockets[0]?.request ?? {};
    expect(url).toBe('/kiosk/link');
    expect(headers?.['signature-input']).toMatch(/keyid="0193a5c2-.*alg="ed25519"/);
    expect(found).toBe(0);
    socket.send(NO_REQUEST);
    socket.send(BEAT);
    await vi.waitFor(() => expect(requests).toEqual([null]), WAIT);
    expect(found).toBe(1);
    expect(logged).toEqual(['central.found']);
  });

  it.each([
    ['it closes', (socket: WebSocket) => socket.close()],
    ['it breaks', (socket: WebSocket) => socket.terminate()],
    ['it is silent', () => clock.advance(3 * BEAT_SECONDS * 1_000)],
    ['it says what is no JSON', (socket: WebSocket) => socket.send('hello')],
    ['it says what the contract does not know', (socket: WebSocket) => socket.send('{"kind":"?"}')],
    ['it says too much', (socket: WebSocket) => socket.send(' '.repeat(20_000))],
  ])('is made again when %s', async (_, spoil) => {
    const first = await connected(1);
    first.send(BEAT);
    await vi.waitFor(() => expect(found).toBe(1), WAIT);
    spoil(first);
    const second = await connected(2);
    second.send(BEAT);
    await vi.waitFor(() => expect(found).toBe(2), WAIT);
    expect(logged).toEqual(['central.found', 'central.lost', 'central.found']);
    const nonces = sockets.map(({ request }) => request.headers['signature-input']);
    expect(new Set(nonces).size).toBe(2);
  });

  it('tells who is called, and once that it can no longer be heard', async () => {
    const socket = await connected(1);
    const called = [calledTicket('A007')];
    socket.send(JSON.stringify({ kind: 'called', called }));
    await vi.waitFor(() => expect(calls).toEqual([called]), WAIT);
    expect(lost).toBe(0);
    socket.terminate();
    await vi.waitFor(() => expect(lost).toBe(1), WAIT);
  });

  it('stays as long as there are beats', async () => {
    const socket = await connected(1);
    for (let beat = 1; beat <= 5; beat += 1) {
      const before = requests.length;
      socket.send(NO_REQUEST);
      await vi.waitFor(() => expect(requests).toHaveLength(before + 1), WAIT);
      clock.advance(2 * BEAT_SECONDS * 1_000);
    }
    expect(sockets).toHaveLength(1);
    expect(logged).toEqual(['central.found']);
  });

  it('tells once why it is refused, and goes on trying', async () => {
    const socket = await connected(1);
    let isRefusing = true;
    let refusals = 0;
    server.options.verifyClient = (_: unknown, answer: Verdict) => {
      if (isRefusing) refusals += 1;
      answer(!isRefusing, 401, JSON.stringify(REFUSAL));
    };
    socket.close();
    await vi.waitFor(() => {
      clock.advance(A_MINUTE);
      expect(refusals).toBeGreaterThan(2);
    }, WAIT);
    isRefusing = false;
    (await connected(2)).send(BEAT);
    await vi.waitFor(() => expect(found).toBe(1), WAIT);
    expect(logged).toEqual(['central.lost', 'central.refused', 'central.found']);
  });

  it('is not made again once it was closed here', async () => {
    const socket = await connected(1);
    const gone = new Promise((resolve) => socket.once('close', resolve));
    link.close();
    await gone;
    clock.advance(A_MINUTE);
    expect(sockets).toHaveLength(1);
  });
});
