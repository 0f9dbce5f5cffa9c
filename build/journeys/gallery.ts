import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type WebSocket, WebSocketServer } from 'ws';
import type { CoreMessage } from '../../main/contract/messages.ts';
import { PAGE_HEADERS } from '../../main/hosts/page-headers.ts';
import { buildPages } from './rig/built-pages.ts';

/**
 * The built pages with a core of paper behind them: it pushes any view, accepts whatever comes and
 * keeps it. The pages run under the hosts' own policy.
 */
export interface Gallery {
  readonly page: Page;
  /** What went wrong in the page by itself, the policy's refusals included. */
  readonly complaints: string[];
  /** Intents in the order in which they came. */
  readonly intents: unknown[];
  open(path: string, width: number, height: number): Promise<void>;
  /** Pushes a message and waits until it is drawn. */
  push(message: CoreMessage): Promise<void>;
  /** Rules of WCAG 2.2 A and AA and best practices that the page breaks. */
  accessibilityFaults(): Promise<string[]>;
  picture(name: string): Promise<void>;
  /** Ends the page's link with this code. */
  drop(code: number): void;
  close(): Promise<void>;
}

const OUTPUT = fileURLToPath(new URL('./output/', import.meta.url));
const PAGES = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const CHROMIUM = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** Without the rounds that `page.screenshot` makes for pages which still move. */
const PICTURE = { format: 'jpeg', quality: 70, optimizeForSpeed: true } as const;

const AXE_OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

/** @param album the folder for this gallery's pictures, emptied first */
export async function openGallery(album: string): Promise<Gallery> {
  const pictures = join(OUTPUT, album);
  await rm(pictures, { recursive: true, force: true });
  await buildPages('renderer');
  const server = await servePages();
  const core = paperCore(server);
  const browser = await chromium.launch(CHROMIUM);
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  const devTools = await page.context().newCDPSession(page);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(COUNT_MESSAGES);
  const port = (server.address() as AddressInfo).port;
  return {
    page,
    complaints,
    intents: core.intents,
    async open(path, width, height) {
      await page.setViewportSize({ width, height });
      await page.goto(`http://127.0.0.1:${port}/${path}`);
      await page.evaluate(AXE);
    },
    async push(message) {
      await core.push(message);
      await page.evaluate(untilDrawn, core.pushed());
    },
    async accessibilityFaults() {
      const { violations } = await page.evaluate(runAxe, AXE_OPTIONS);
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    async picture(name) {
      const path = join(pictures, `${name}.jpg`);
      await mkdir(join(path, '..'), { recursive: true });
      const { data } = await devTools.send('Page.captureScreenshot', PICTURE);
      await writeFile(path, data, 'base64');
    },
    drop: core.drop,
    close: () => closeAll(browser, server, core),
  };
}

interface PaperCore {
  readonly intents: unknown[];
  push(message: CoreMessage): Promise<void>;
  /** Messages pushed over the present link. */
  pushed(): number;
  drop(code: number): void;
  close(): void;
}

function paperCore(server: Server): PaperCore {
  const sockets = new WebSocketServer({ server });
  const intents: unknown[] = [];
  const waiting: ((socket: WebSocket) => void)[] = [];
  let present: WebSocket | null = null;
  let pushed = 0;
  sockets.on('connection', (socket) => {
    present = socket;
    pushed = 0;
    for (const resolve of waiting.splice(0)) resolve(socket);
    socket.on('message', (data) => intents.push(JSON.parse(data.toString()).intent));
    socket.on('close', () => {
      if (present === socket) present = null;
    });
  });
  return {
    intents,
    async push(message) {
      const socket = present ?? (await new Promise<WebSocket>((resolve) => waiting.push(resolve)));
      pushed += 1;
      socket.send(JSON.stringify(message));
    },
    pushed: () => pushed,
    drop(code) {
      present?.close(code);
      present = null;
    },
    close: () => sockets.close(),
  };
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

async function servePages(): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    try {
      const body = await readFile(join(PAGES, path));
      const contentType = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
      response.writeHead(200, { ...PAGE_HEADERS, 'Content-Type': contentType }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function closeAll(browser: Browser, server: Server, core: PaperCore): Promise<void> {
  await browser.close();
  core.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Counts what the page's link received, so that nobody has to guess when a view is drawn. */
const COUNT_MESSAGES = `{
  window.galleryMessages = 0;
  const Original = window.WebSocket;
  window.WebSocket = class extends Original {
    constructor(address) {
      super(address);
      window.galleryMessages = 0;
      this.addEventListener('message', () => setTimeout(() => { window.galleryMessages += 1; }));
    }
  };
}`;

async function untilDrawn(messages: number): Promise<void> {
  const state = window as unknown as { readonly galleryMessages: number };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  while (state.galleryMessages < messages) await frame();
  await document.fonts.ready;
  await frame();
  await frame();
}

function runAxe(options: RunOptions): Promise<AxeResults> {
  const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
  return axe.run(options);
}
