import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../contract/roles.ts';
import type { HostIncident } from '../host-incident.ts';
import { CONTENT_SECURITY_POLICY } from '../page-headers.ts';
import { createPageFixture, type PageFixture } from '../testing/page-fixture.ts';
import { type RecordedLinks, recordLinks } from '../testing/recorded-links.ts';
import { type LoopbackHost, type LoopbackOptions, serveLoopback } from './serve-loopback.ts';
import { ask, logIn } from './testing/loopback-client.ts';

let fixture: PageFixture;
let links: RecordedLinks;
let incidents: HostIncident[];
const hosts: LoopbackHost[] = [];

async function start(options: Partial<LoopbackOptions> = {}): Promise<LoopbackHost> {
  const host = await serveLoopback({
    links,
    pages: fixture.folder,
    roles: ['visitor', 'staff'],
    report: (incident) => incidents.push(incident),
    ...options,
  });
  hosts.push(host);
  return host;
}

beforeEach(async () => {
  fixture = await createPageFixture();
  links = recordLinks();
  incidents = [];
});

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()));
  await fixture.remove();
});

const codes = () => incidents.map(({ code }) => code);
const pathOf = (url: string) => url.slice(url.indexOf('/launch'));

describe('starting', () => {
  it('takes a free port on 127.0.0.1 and launches the first role', async () => {
    const host = await start();
    expect(host.url).toMatch(
      new RegExp(`^http://127\\.0\\.0\\.1:${host.port}/launch\\?token=[\\w-]{43}$`),
    );
    const answer = await ask(host.port, pathOf(host.url));
    expect(answer.headers.location).toBe('/visitor.html');
  });

  it('is not reachable on any other address of this machine', async () => {
    const host = await start();
    await expect(ask(host.port, '/', { host: '127.0.0.2' })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('says what to do when the port is busy', async () => {
    const { port } = await start();
    await expect(start({ port })).rejects.toMatchObject({
      code: 'port-busy',
      message: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use. Stop the program`),
    });
  });

  it('refuses to start without its pages', async () => {
    await expect(start({ pages: `${fixture.folder}/assets` })).rejects.toMatchObject({
      code: 'pages-missing',
      message: expect.stringContaining('/visitor.html, /staff.html is missing'),
    });
    await expect(start({ pages: '/nowhere/at/all' })).rejects.toMatchObject({
      code: 'pages-missing',
    });
  });

  it('knows only its own roles', async () => {
    const host = await start();
    expect(() => host.urlFor('bench')).toThrow(/does not serve bench/);
    await expect(start({ roles: [] })).rejects.toMatchObject({ code: 'role-not-served' });
  });
});

describe('a launch', () => {
  it('trades the token for a cookie that scripts and other sites do not get', async () => {
    const host = await start();
    const answer = await ask(host.port, pathOf(host.urlFor('staff')));
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/staff.html');
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(
          `^schnellspur-${host.port}-staff=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`,
        ),
      ),
    ]);
  });

  it('works once', async () => {
    const host = await start();
    const path = pathOf(host.urlFor('visitor'));
    expect((await ask(host.port, path)).status).toBe(303);
    const second = await ask(host.port, path);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect(codes()).toEqual(['token-refused']);
  });

  it('expires', async () => {
    let nowMs = 0;
    const host = await start({ nowMs: () => nowMs });
    const path = pathOf(host.urlFor('visitor'));
    nowMs = 120_000;
    expect((await ask(host.port, path)).status).toBe(403);
  });

  it('is not used up by a preview', async () => {
    const host = await start();
    const path = pathOf(host.urlFor('visitor'));
    expect((await ask(host.port, path, { method: 'HEAD' })).status).toBe(405);
    expect((await ask(host.port, path)).status).toBe(303);
  });

  it.each(['/launch', '/launch?token=', '/launch?token=x'])('refuses %s', async (path) => {
    const host = await start();
    expect((await ask(host.port, path)).status).toBe(403);
  });
});

describe('a page', () => {
  it('comes with every protective header', async () => {
    const host = await start();
    const cookie = await logIn(host, 'visitor');
    const answer = await ask(host.port, '/visitor.html', { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<title>visitor</title>');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('belongs to its role', async () => {
    const host = await start();
    const cookie = await logIn(host, 'visitor');
    const asked = async (path: string) =>
      (await ask(host.port, path, { headers: { cookie } })).status;
    expect(await asked('/staff.html')).toBe(403);
    expect(await asked('/assets/visitor.js')).toBe(200);
    expect(await asked('/bench.html')).toBe(404);
  });

  it.each<[string, (cookie: string, port: number) => string]>([
    ['no cookie', () => ''],
    ['a made-up value', (_cookie, port) => `schnellspur-${port}-visitor=guess`],
    ['half a value', (cookie) => cookie.slice(0, -1)],
    ['another name', (cookie) => cookie.replace('-visitor=', '-staff=')],
    ['the bare value', (cookie) => cookie.slice(cookie.indexOf('=') + 1)],
  ])('is refused to %s', async (_case, forge) => {
    const host = await start();
    const headers = { cookie: forge(await logIn(host, 'visitor'), host.port) };
    for (const path of ['/', '/visitor.html', '/assets/visitor.js']) {
      expect((await ask(host.port, path, { headers })).status).toBe(403);
    }
  });

  it('answers HEAD without a body', async () => {
    const host = await start();
    const headers = { cookie: await logIn(host, 'visitor') };
    const answer = await ask(host.port, '/visitor.html', { method: 'HEAD', headers });
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(0);
  });
});

describe('no request leaves the table of files', () => {
  it.each([
    '/',
    '/assets',
    '/assets/',
    '/assets/visitor.js.map',
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..\\..\\secret.txt',
    '//secret.txt',
    '/visitor.html/',
    '/visitor.html%00',
    '/VISITOR.HTML',
    '/__proto__',
    'http://127.0.0.1/visitor.html',
  ])('%s', async (path) => {
    const host = await start();
    const headers = { cookie: await logIn(host, 'visitor') };
    const answer = await ask(host.port, path, { headers });
    expect(answer.status).toBe(404);
    expect(answer.body).toBe('There is nothing at this address.\n');
    expect(answer.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
  });
});

describe('a request of a foreign page', () => {
  it.each([
    'localhost',
    'localhost:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1.nip.io:PORT',
    'evil.example:PORT',
    '[::1]:PORT',
    '127.0.0.1:PORT.evil.example',
  ])('is refused under the host name %s, launch included', async (name) => {
    const host = await start();
    const cookie = await logIn(host, 'visitor');
    const headers = { Host: name.replace('PORT', `${host.port}`), cookie };
    const launch = pathOf(host.urlFor('visitor'));
    for (const path of ['/visitor.html', launch]) {
      expect((await ask(host.port, path, { headers })).status).toBe(403);
    }
    expect(codes()).toEqual(['host-header-refused', 'host-header-refused']);
  });

  it.each([
    'null',
    'http://evil.example',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1',
    'http://127.0.0.1:PORT.evil.example',
    'http://localhost:PORT',
  ])('is refused with the origin %s', async (name) => {
    const host = await start();
    const cookie = await logIn(host, 'visitor');
    const headers = { Origin: name.replace('PORT', `${host.port}`), cookie };
    expect((await ask(host.port, '/visitor.html', { headers })).status).toBe(403);
    expect((await ask(host.port, '/visitor.html', { method: 'POST', headers })).status).toBe(403);
    expect(codes()).toEqual(['origin-refused', 'origin-refused']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])(
    'is refused with %s',
    async (method) => {
      const host = await start();
      const headers = { cookie: await logIn(host, 'visitor') };
      const answer = await ask(host.port, '/visitor.html', { method, headers });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toBe('GET, HEAD');
    },
  );
});

describe('two hosts on one machine', () => {
  it('do not take each other’s cookies', async () => {
    const roles: Role[] = ['visitor'];
    const first = await start({ roles });
    const second = await start({ roles, links: recordLinks() });
    const headers = { cookie: await logIn(first, 'visitor') };
    expect((await ask(second.port, '/visitor.html', { headers })).status).toBe(403);
  });
});
