import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type KioskPush, kioskPush } from '../../contract/kiosk.ts';
import { type CounterPush, counterPush } from '../../contract/staff.ts';
import { DEFAULT_OFFERED_SERVICES } from '../fast-lane/default-rights.ts';
import { fastLaneRoutes } from '../fast-lane/routes.ts';
import { DATABASE_START_MS, QUESTION } from '../fast-lane/testing/test-branch.ts';
import { type SignedInStaff, TEST_HOST, TEST_ORIGIN } from '../testing/signed-in-staff.ts';
import type { SignedKiosk } from '../testing/signed-kiosk.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { afterIn, pushLinks } from './links.ts';

let central: TestCentral;
let kiosk: SignedKiosk;
let clerk: SignedInStaff;
let origin: string;

const staffHeaders = () => ({ host: TEST_HOST, origin: TEST_ORIGIN, cookie: clerk.cookie });
const connect = (path: string, headers: Record<string, string>) => {
  const socket = new WebSocket(`${origin}${path}`, { headers });
  const texts: string[] = [];
  socket.on('message', (data) => texts.push(String(data)));
  return { socket, texts };
};
const counterLink = (path = '/staff/link') => {
  const { socket, texts } = connect(path, staffHeaders());
  const messages = (): CounterPush[] => texts.map((text) => counterPush.parse(JSON.parse(text)));
  return { socket, messages };
};
const kioskLink = async () => {
  const { socket, texts } = connect('/kiosk/link', await kiosk.headers('GET', '/kiosk/link'));
  const messages = (): KioskPush[] => texts.map((text) => kioskPush.parse(JSON.parse(text)));
  return { socket, messages };
};
const open = (id: string) => kiosk.send('PUT', `/kiosk/fast-lane/${id}`, QUESTION);

describe('links over WebSockets', () => {
  beforeAll(async () => {
    central = await startTestCentral((parts) => [
      fastLaneRoutes({ ...parts, offered: DEFAULT_OFFERED_SERVICES }),
      pushLinks(parts),
    ]);
    const address = await central.server.listen({ host: '127.0.0.1', port: 0 });
    origin = address.replace('http', 'ws');
  }, DATABASE_START_MS);
  afterAll(() => central.close());
  beforeEach(async () => {
    kiosk = await central.enrolKiosk(`Terminal ${randomUUID()}`);
    clerk = await central.signIn('clerk');
  });

  it('tell counters and the kiosk of a request', async () => {
    const counter = counterLink();
    const visitor = await kioskLink();
    await vi.waitFor(() => {
      expect(counter.messages()).toHaveLength(1);
      expect(visitor.messages()).toEqual([
        { kind: 'request', request: null },
        { kind: 'called', called: [] },
      ]);
    });
    const id = randomUUID();
    await open(id);
    await vi.waitFor(() => {
      expect(counter.messages().at(-1)).toMatchObject({ kind: 'change', request: { id } });
      expect(visitor.messages().at(-1)).toMatchObject({ kind: 'request', request: { id } });
    });
  });

  it('resume where a counter was', async () => {
    await open(randomUUID());
    const first = counterLink();
    await vi.waitFor(() => expect(first.messages()).toHaveLength(1));
    const [snapshot] = first.messages();
    const seen = snapshot?.kind === 'snapshot' ? snapshot.version : Number.NaN;
    await open(randomUUID());
    const counter = counterLink(`/staff/link?after=${seen}`);
    await vi.waitFor(() =>
      expect(counter.messages()).toMatchObject([
        { kind: 'change', version: seen + 1 },
        { kind: 'beat', version: seen + 1 },
      ]),
    );
  });

  it('end when the clerk signs out', async () => {
    const { socket, messages } = counterLink();
    await vi.waitFor(() => expect(messages()).toHaveLength(1));
    const closed = once(socket, 'close');
    await clerk.send('DELETE', '/staff/session');
    await closed;
    expect(messages().at(-1)).toEqual({ kind: 'signed-out' });
  });

  it.each<[string, string, () => Record<string, string>]>([
    ['counters without a session', '/staff/link', () => ({ ...staffHeaders(), cookie: '' })],
    [
      'counters of another origin',
      '/staff/link',
      () => ({ ...staffHeaders(), origin: 'http://evil.test' }),
    ],
    ['kiosks without a signature', '/kiosk/link', () => ({})],
    ['a kiosk link for staff', '/kiosk/link', staffHeaders],
  ])('are refused to %s', async (_, path, headers) => {
    const { socket } = connect(path, headers());
    const [error] = await once(socket, 'error').catch((reason: unknown) => [reason]);
    expect(String(error)).toMatch(/40[13]/);
  });

  it('end with the server', async () => {
    const { socket, messages } = counterLink();
    await vi.waitFor(() => expect(messages()).toHaveLength(1));
    const closed = once(socket, 'close');
    await central.server.close();
    await closed;
  });
});

describe('the version that a counter has seen', () => {
  it.each([
    ['/staff/link', null],
    ['/staff/link?after=', null],
    ['/staff/link?after=-1', null],
    ['/staff/link?after=1.5', null],
    ['/staff/link?after=1e9', null],
    ['/staff/link?after=9999999999999999', null],
    ['/staff/link?before=3', null],
    ['/staff/link?after=0', 0],
    ['/staff/link?after=42', 42],
    ['/staff/link?after=42&after=43', 42],
  ])('in %s is %s', (url, after) => {
    expect(afterIn(url)).toBe(after);
  });
});
