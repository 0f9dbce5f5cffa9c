import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreMessage } from '../../contract/messages.ts';
import { MESSAGE_BYTES_MAX } from '../../contract/roles.ts';
import type { HostIncident } from '../host-incident.ts';
import { createPageFixture, type PageFixture } from '../testing/page-fixture.ts';
import { type RecordedLinks, recordLinks } from '../testing/recorded-links.ts';
import { until } from '../testing/wait.ts';
import { TEXT_BYTES_MAX } from '../text-size.ts';
import { type LoopbackLimits, SCREENS_MAX } from './limits.ts';
import { type LoopbackHost, serveLoopback } from './serve-loopback.ts';
import { ask, logIn, openSocket } from './testing/loopback-client.ts';

let fixture: PageFixture;
let links: RecordedLinks;
let incidents: HostIncident[];
let host: LoopbackHost;

async function start(limits: Partial<LoopbackLimits> = {}): Promise<void> {
  host = await serveLoopback({
    links,
    pages: fixture.folder,
    roles: ['visitor', 'staff'],
    report: (incident) => incidents.push(incident),
    limits,
  });
}

beforeEach(async () => {
  fixture = await createPageFixture();
  links = recordLinks();
  incidents = [];
});

afterEach(async () => {
  await host.close();
  await fixture.remove();
});

async function openVisitor() {
  return openSocket(host.port, '/link/visitor', { cookie: await logIn(host, 'visitor') });
}

function openedLink(index = 0) {
  const link = links.opened[index];
  if (link === undefined) throw new Error(`link ${index} was not opened`);
  return link;
}

const accepted = (sequence: number): CoreMessage => ({ kind: 'accepted', sequence });

describe('a link', () => {
  it('carries text both ways, unread', async () => {
    await start();
    const { socket, texts } = await openVisitor();
    socket.send('{"any":"text"}');
    socket.send('ü not JSON');
    await until('both texts', () => openedLink().received.length === 2);
    expect(openedLink().received).toEqual(['{"any":"text"}', 'ü not JSON']);
    openedLink().deliver(accepted(1));
    await until('the answer', () => texts.length === 1);
    expect(texts).toEqual(['{"kind":"accepted","sequence":1}']);
  });

  it('tells the core when the screen is gone, once, and delivers no more', async () => {
    await start();
    const { socket } = await openVisitor();
    socket.terminate();
    await until('the end of the link', () => openedLink().closed);
    expect(() => openedLink().deliver(accepted(1))).not.toThrow();
  });

  it('is closed with 4409 where the core has no place', async () => {
    await start();
    await openVisitor();
    const second = await openVisitor();
    expect(await second.untilEnded()).toBe(4409);
    expect(links.opened).toHaveLength(1);
    expect(incidents).toEqual([{ code: 'link-taken', role: 'visitor' }]);
  });

  it('hands over a message just too long for the contract and closes on a longer one', async () => {
    await start();
    const visitor = await openVisitor();
    visitor.socket.send('x'.repeat(MESSAGE_BYTES_MAX + 1));
    visitor.socket.send('x'.repeat(TEXT_BYTES_MAX));
    await until('the long texts', () => openedLink().received.length === 2);
    visitor.socket.send('x'.repeat(TEXT_BYTES_MAX + 1));
    expect(await visitor.untilEnded()).toBe(1009);
    expect(openedLink().received).toHaveLength(2);
    await until('the end of the link', () => openedLink().closed);
    expect(incidents).toEqual([{ code: 'frame-too-large', role: 'visitor' }]);
  });

  it('closes on a binary frame', async () => {
    await start();
    const visitor = await openVisitor();
    visitor.socket.send(Buffer.from('{"kind":"begin"}'));
    visitor.socket.send('after');
    expect(await visitor.untilEnded()).toBe(1003);
    expect(openedLink().received).toEqual([]);
    expect(incidents).toEqual([{ code: 'frame-not-text', role: 'visitor' }]);
  });

  it('is cut when the screen no longer answers pings', async () => {
    await start({ heartbeatMs: 30 });
    const visitor = await openVisitor();
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(visitor.ended()).toBeUndefined();
    // A paused socket reads no ping, as with a frozen page or a pulled plug.
    visitor.socket.pause();
    await until('the end of the link', () => openedLink().closed);
    expect(incidents).toEqual([{ code: 'link-silent', role: 'visitor' }]);
  });

  it('is cut when the screen does not read what it is sent', async () => {
    await start({ unsentBytesMax: 256 * 1024 });
    const visitor = await openVisitor();
    visitor.socket.pause();
    const bulky: CoreMessage = {
      kind: 'view',
      role: 'bench',
      view: {
        card: 'none',
        cardCommands: 0,
        pullAtCommand: null,
        reader: 'plugged',
        printer: 'ready',
        clock: '2026-11-22T08:00:00Z',
        paper: ['x'.repeat(100_000)],
        displays: [],
      },
    };
    for (let count = 0; count < 200 && !openedLink().closed; count += 1) {
      openedLink().deliver(bulky);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(openedLink().closed).toBe(true);
    expect(incidents).toEqual([{ code: 'link-clogged', role: 'visitor' }]);
  });

  it('ends when the host stops, even if the screen does not answer', async () => {
    await start({ closeGraceMs: 50 });
    const visitor = await openVisitor();
    const staff = await openSocket(host.port, '/link/staff', {
      cookie: await logIn(host, 'staff'),
    });
    staff.socket.pause();
    await host.close();
    expect(await visitor.untilEnded()).toBe(1001);
    expect(links.opened.map(({ closed }) => closed)).toEqual([true, true]);
  });
});

describe('a link of one of several screens', () => {
  it('tells the core which, as its launch address did', async () => {
    host = await serveLoopback({ links, pages: fixture.folder, roles: ['waiting-room'] });
    const launch = new URL(host.urlFor('waiting-room', 2));
    const { headers } = await ask(host.port, `${launch.pathname}${launch.search}`);
    expect(headers.location).toBe('/waiting-room.html?place=2');
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    await openSocket(host.port, '/link/waiting-room/2', { cookie });
    await openSocket(host.port, '/link/waiting-room', { cookie });
    expect(links.opened.map(({ place }) => place)).toEqual([2, 1]);
  });
});

describe('an upgrade is refused', () => {
  it('without the cookie of this very role', async () => {
    await start();
    const cookie = await logIn(host, 'visitor');
    expect((await openSocket(host.port, '/link/visitor')).ended()).toBe(403);
    expect((await openSocket(host.port, '/link/staff', { cookie })).ended()).toBe(403);
    expect((await openSocket(host.port, '/link/bench', { cookie })).ended()).toBe(403);
    expect(links.opened).toEqual([]);
  });

  it.each([
    '/',
    '/link',
    '/link/',
    '/link/visitor/',
    '/link/visitor/0',
    '/link/visitor/10',
    '/link/visitor?x',
    '/link/Visitor',
    '/visitor.html',
  ])('at %s', async (path) => {
    await start();
    const cookie = await logIn(host, 'visitor');
    expect((await openSocket(host.port, path, { cookie })).ended()).toBe(403);
  });

  it.each(['', 'null', 'http://evil.example', 'http://localhost:PORT', 'https://127.0.0.1:PORT'])(
    'with the origin %j',
    async (name) => {
      await start();
      const cookie = await logIn(host, 'visitor');
      const origin = name.replace('PORT', `${host.port}`);
      expect((await openSocket(host.port, '/link/visitor', { cookie, origin })).ended()).toBe(403);
      expect(incidents).toEqual([{ code: 'origin-refused' }]);
    },
  );

  it('under another host name', async () => {
    await start();
    const cookie = await logIn(host, 'visitor');
    const options = { cookie, host: `localhost:${host.port}` };
    expect((await openSocket(host.port, '/link/visitor', options)).ended()).toBe(403);
  });

  it('once the host carries as many screens as it may', async () => {
    await start();
    const cookie = await logIn(host, 'staff');
    for (let count = 0; count < SCREENS_MAX; count += 1) {
      expect((await openSocket(host.port, '/link/staff', { cookie })).ended()).toBeUndefined();
    }
    expect((await openSocket(host.port, '/link/staff', { cookie })).ended()).toBe(403);
    expect(incidents).toEqual([{ code: 'too-many-screens' }]);
  });
});
