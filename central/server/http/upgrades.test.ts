import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { problem } from '../../contract/problem.ts';
import { createKioskKey, type SignedKiosk, signRequest } from '../testing/signed-kiosk.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { until } from '../testing/until.ts';

// A database in memory is set up from nothing, which takes a second or more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const NO_BODY = new Uint8Array();

let central: TestCentral;
let kiosk: SignedKiosk;
let address: string;

beforeAll(async () => {
  central = await startTestCentral(() => [
    async (fastify) => {
      fastify.upgrades.add({
        path: '/kiosk/link',
        authenticate: ({ method = '', url = '', headers }) =>
          fastify.identify.kiosk({ method, url, headers, body: NO_BODY }),
        connect: (socket, { name }) => socket.send(name),
      });
      fastify.upgrades.add({
        path: '/staff/link',
        authenticate: ({ method = '', url = '', headers }) =>
          fastify.identify.staff({ method, url, headers }),
        connect: (socket, { displayName }, { url }) => socket.send(`${displayName} ${url}`),
      });
      fastify.upgrades.add({
        path: '/broken',
        authenticate: async (): Promise<never> => {
          throw new Error('with a password in it');
        },
        connect: () => undefined,
      });
    },
  ]);
  kiosk = await central.enrolKiosk('Terminal 1');
  address = await central.server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => central?.close());

interface Outcome {
  readonly text?: string;
  readonly status?: number;
  readonly code?: string;
}

async function open(path: string, headers: Record<string, string> = {}): Promise<Outcome> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}${path}`, { headers });
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  socket.on('message', (data) => resolve({ text: String(data) }));
  socket.on('error', reject);
  socket.on('unexpected-response', (_request, response) => {
    let body = '';
    response.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    response.on('end', () => {
      const { status, code } = problem.parse(JSON.parse(body));
      resolve({ status, code });
    });
  });
  return promise.finally(() => socket.terminate());
}

describe('a link', () => {
  it('is opened by a signed request, once', async () => {
    const headers = await kiosk.headers('GET', '/kiosk/link');
    expect(await open('/kiosk/link', headers)).toEqual({ text: 'Terminal 1' });
    expect(await open('/kiosk/link', headers)).toEqual({ status: 401, code: 'replayed' });
  });

  it('is opened by the cookie, from a page of ours only', async () => {
    const { cookie } = await central.signIn('clerk');
    const path = '/staff/link?after=7';
    expect(await open(path, { cookie, origin: address })).toEqual({ text: `Frau clerk ${path}` });
    expect(await open(path, { cookie, origin: 'http://elsewhere.test' })).toMatchObject({
      code: 'csrf',
    });
    expect(await open(path, { cookie })).toMatchObject({ code: 'csrf' });
    expect(await open(path, { origin: address })).toMatchObject({ code: 'not-signed-in' });
  });

  it('is refused to a stranger', async () => {
    const signing = { key: createKioskKey(), keyId: kiosk.id, now: central.clock.now };
    const headers = await signRequest({ method: 'GET', path: '/kiosk/link' }, signing);
    expect(await open('/kiosk/link', headers)).toMatchObject({ code: 'signature-wrong' });
    expect(await open('/kiosk/link')).toMatchObject({ code: 'signature-missing' });
  });

  it.each([
    ['/nothing', { status: 404, code: 'not-found' }],
    ['/health', { status: 404, code: 'not-found' }],
    ['/broken', { status: 500, code: 'server-fault' }],
  ])('at %s is refused as %j', async (path, outcome) => {
    expect(await open(path)).toEqual(outcome);
  });

  it('tells its faults to the log without their message', () => {
    const faults = central.logged.filter(({ name }) => name === 'server.fault');
    expect(faults).toMatchObject([{ fields: { where: '/broken', error: 'Error' } }]);
    expect(JSON.stringify(faults)).not.toContain('password');
  });

  it('whose opener goes away meanwhile does no harm', async () => {
    const { hostname, port } = new URL(address);
    for (let count = 0; count < 20; count++) {
      const stream = connectTcp(Number(port), hostname);
      await once(stream, 'connect');
      stream.write(
        'GET /broken HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      );
      stream.destroy();
    }
    const headers = await kiosk.headers('GET', '/kiosk/link');
    expect(await open('/kiosk/link', headers)).toEqual({ text: 'Terminal 1' });
  });
});

it('a refused stream is closed, even where its opener keeps it open', async () => {
  const { hostname, port } = new URL(address);
  const connected = once(central.server.server, 'connection');
  const opener = connectTcp({ port: Number(port), host: hostname, allowHalfOpen: true });
  const [accepted] = await connected;
  const closed = once(accepted, 'close');
  opener.write(
    'GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  );
  const [answer] = await once(opener, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
  await closed;
  opener.destroy();
});

it('a server that ends tells its links so', async () => {
  const other = await startTestCentral(() => [
    async (fastify) => {
      fastify.upgrades.add({
        path: '/any',
        authenticate: async () => 'anybody',
        connect: (socket) => socket.send('hello'),
      });
    },
  ]);
  const at = await other.server.listen({ host: '127.0.0.1', port: 0 });
  const socket = new WebSocket(`${at.replace('http', 'ws')}/any`);
  const codes: number[] = [];
  socket.on('close', (code) => codes.push(code));
  await once(socket, 'message');
  await other.close();
  await until('the end of the link', () => codes.length > 0);
  expect(codes).toEqual([1001]);
});
