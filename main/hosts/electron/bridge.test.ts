import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MESSAGE_BYTES_MAX } from '../../contract/roles.ts';
import { createPageFixture, type PageFixture } from '../testing/page-fixture.ts';
import { type RecordedLinks, recordLinks } from '../testing/recorded-links.ts';
import { until } from '../testing/wait.ts';
import { TEXT_BYTES_MAX } from '../text-size.ts';
import { OPEN_CHANNEL, RECEIVE_CHANNEL, SEND_CHANNEL } from './bridge.ts';
import type { FakeContents, FakeFrame } from './testing/fake-contents.ts';
import { type FakeHost, startFakeHost } from './testing/start-fake-host.ts';

const PAGE = 'kiosk://terminal/visitor.html';

let fixture: PageFixture;
let links: RecordedLinks;
let started: FakeHost;
let contents: FakeContents;
let texts: string[];

beforeEach(async () => {
  fixture = await createPageFixture();
  links = recordLinks();
  started = await startFakeHost({ links, pages: fixture.folder });
  ({ contents } = started.fake.window());
  texts = [];
});

afterEach(() => fixture.remove());

async function openLink(): Promise<void> {
  const before = links.opened.length;
  contents.pageApi.receive((text) => texts.push(text));
  await until('an open link', () => links.opened.length > before);
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const codes = () => started.incidents.map(({ code }) => code);

describe('the page', () => {
  it('finds two functions and nothing else', () => {
    const page = contents.page;
    expect([...(page?.exposed.keys() ?? [])]).toEqual(['schnellspur']);
    const api = page?.exposed.get('schnellspur') ?? {};
    expect(Object.entries(api).map(([name, value]) => [name, typeof value])).toEqual([
      ['send', 'function'],
      ['receive', 'function'],
    ]);
  });

  it('is joined by a preload script that imports Electron alone and knows the channels', () => {
    const source = readFileSync(new URL('preload.ts', import.meta.url), 'utf8');
    expect(source.match(/from '[^']+'/g)).toEqual(["from 'electron'"]);
    for (const channel of [OPEN_CHANNEL, SEND_CHANNEL, RECEIVE_CHANNEL]) {
      expect(source).toContain(`'${channel}'`);
    }
  });

  it('sends text to the core and hears it, with nothing of Electron’s around it', async () => {
    await openLink();
    contents.pageApi.send('{"any":"text"}');
    await settle();
    expect(links.opened[0]).toMatchObject({ role: 'visitor', received: ['{"any":"text"}'] });
    links.opened[0]?.deliver({ kind: 'accepted', sequence: 1 });
    await settle();
    expect(texts).toEqual(['{"kind":"accepted","sequence":1}']);
  });

  it('reaches the core only through an open link', async () => {
    contents.pageApi.send('early');
    await settle();
    expect(links.opened).toEqual([]);
  });
});

describe('a payload is refused', () => {
  it.each([
    ['nothing', []],
    ['null', [null]],
    ['a number', [1]],
    ['an object', [{ kind: 'begin' }]],
    ['a list', [['x']]],
    ['bytes', [new Uint8Array([1])]],
    ['two texts', ['x', 'visitor']],
    ['far too long a text', ['x'.repeat(TEXT_BYTES_MAX + 1)]],
    ['far too long a text in bytes', ['ü'.repeat(TEXT_BYTES_MAX / 2 + 1)]],
  ])('that is %s', async (_case, values) => {
    await openLink();
    contents.sendIpc(SEND_CHANNEL, values);
    await settle();
    expect(links.opened[0]?.received).toEqual([]);
    expect(codes()).toEqual(['payload-refused']);
  });

  it('but not one that the core itself refuses as oversized', async () => {
    await openLink();
    contents.pageApi.send('x'.repeat(MESSAGE_BYTES_MAX + 1));
    await settle();
    expect(links.opened[0]?.received).toHaveLength(1);
  });

  it('that names a role when opening', async () => {
    contents.sendIpc(OPEN_CHANNEL, ['bench']);
    await settle();
    expect(links.opened).toEqual([]);
    expect(codes()).toEqual(['payload-refused']);
  });
});

describe('a sender is refused', () => {
  const top = { url: PAGE, parent: null, detached: false };

  const senders: [string, FakeFrame | null][] = [
    ['that is gone', null],
    ['that is a frame in the page', { ...top, parent: top }],
    ['that is being replaced', { ...top, detached: true }],
    ['at no address', { ...top, url: '' }],
  ];
  for (const url of [
    'kiosk://evil/visitor.html',
    'kiosk://terminal.evil/visitor.html',
    'kiosk://terminal/staff.html',
    'kiosk://terminal/visitor.html?x',
    'kiosk://terminal/visitor.html#x',
    'https://kiosk/visitor.html',
    'https://terminal/visitor.html',
    'about:blank',
  ]) {
    senders.push([`at ${url}`, { ...top, url }]);
  }

  it.each(senders)('%s', async (_case, frame) => {
    await openLink();
    contents.sendIpc(SEND_CHANNEL, ['{}'], frame);
    contents.sendIpc(OPEN_CHANNEL, [], frame);
    await settle();
    expect(links.opened).toHaveLength(1);
    expect(links.opened[0]?.received).toEqual([]);
    expect(started.incidents).toEqual([
      { code: 'sender-refused', role: 'visitor' },
      { code: 'sender-refused', role: 'visitor' },
    ]);
  });
});

describe('the link ends', () => {
  it('with the document, and a reloaded one opens its own', async () => {
    await openLink();
    await contents.load(PAGE);
    expect(links.opened[0]?.closed).toBe(true);
    contents.pageApi.send('before it opened');
    await openLink();
    expect(links.opened[1]).toMatchObject({ closed: false, received: [] });
  });

  it('but not with a jump inside the document or a frame in it', async () => {
    await openLink();
    const { events } = contents;
    events.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true });
    events.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false });
    expect(links.opened[0]?.closed).toBe(false);
  });

  it('when the page asks for a new one', async () => {
    await openLink();
    await openLink();
    expect(links.opened.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it.each(['crashed', 'clean-exit'] as const)('when the renderer is gone (%s)', async (reason) => {
    await openLink();
    contents.crash(reason);
    expect(links.opened[0]?.closed).toBe(true);
  });

  it('when the window is gone, and nothing is delivered to it', async () => {
    await openLink();
    contents.destroy();
    expect(links.opened[0]?.closed).toBe(true);
    links.opened[0]?.deliver({ kind: 'accepted', sequence: 1 });
    await settle();
    expect(texts).toEqual([]);
  });

  it('nothing is delivered to a page at another address', async () => {
    await openLink();
    contents.url = 'kiosk://evil/visitor.html';
    links.opened[0]?.deliver({ kind: 'accepted', sequence: 1 });
    await settle();
    expect(texts).toEqual([]);
  });
});
