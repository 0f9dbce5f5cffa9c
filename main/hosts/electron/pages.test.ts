import type { Session } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPageFiles } from '../page-files.ts';
import { CONTENT_SECURITY_POLICY } from '../page-headers.ts';
import { createPageFixture, type PageFixture } from '../testing/page-fixture.ts';
import { registerPageScheme, servePages } from './pages.ts';
import { FakeElectron } from './testing/fake-electron.ts';
import { FakeSession } from './testing/fake-session.ts';

let fixture: PageFixture;
let session: FakeSession;

beforeEach(async () => {
  fixture = await createPageFixture();
  session = new FakeSession('visitor');
  const files = await readPageFiles(fixture.folder, ['visitor', 'staff']);
  servePages(session.api as Session, files, 'visitor');
});

afterEach(() => fixture.remove());

describe('pages', () => {
  it('have a scheme with no more privileges than they need', () => {
    const fake = new FakeElectron();
    registerPageScheme(fake.electron.protocol);
    expect(fake.calls).toEqual([
      'registerSchemesAsPrivileged [{"scheme":"kiosk","privileges":{"standard":true,"secure":true,"supportFetchAPI":true}}]',
    ]);
  });

  it('come with their type and the policy of the checklist', async () => {
    const response = await session.fetch('kiosk://terminal/visitor.html');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>visitor</title>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(CONTENT_SECURITY_POLICY).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('share their files, whatever query follows', async () => {
    for (const url of ['kiosk://terminal/assets/screen.css', 'kiosk://terminal/visitor.html?a#b']) {
      expect((await session.fetch(url)).status).toBe(200);
    }
  });

  it.each([
    'kiosk://terminal/',
    'kiosk://terminal/staff.html',
    'kiosk://terminal/bench.html',
    'kiosk://terminal/assets/',
    'kiosk://terminal/assets/visitor.js.map',
    'kiosk://terminal/../secret.txt',
    'kiosk://terminal/..%2fsecret.txt',
    'kiosk://terminal/%2e%2e/secret.txt',
    'kiosk://terminal/..%5csecret.txt',
    'kiosk://evil/visitor.html',
    'kiosk://terminax/visitor.html',
    'kiosk://terminal.evil/visitor.html',
    'kiosk://terminal:1/visitor.html',
  ])('are nowhere else: %s', async (url) => {
    const response = await session.fetch(url);
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('answer GET alone', async () => {
    const response = await session.fetch('kiosk://terminal/visitor.html', { method: 'POST' });
    expect(response.status).toBe(405);
  });
});
