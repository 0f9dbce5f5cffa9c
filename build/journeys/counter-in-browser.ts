import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { enrolmentAnswer, type KioskEvent } from '../../central/contract/kiosk.ts';
import type { Role } from '../../central/contract/staff.ts';
import { createBranch, createCounter } from '../../central/server/branches/branches.ts';
import type { Database } from '../../central/server/database/database.ts';
import { createEnrolmentCode } from '../../central/server/kiosks/enrolment.ts';
import { createLog } from '../../central/server/log.ts';
import { type Central, startCentral } from '../../central/server/main.ts';
import { createAccount } from '../../central/server/staff/accounts.ts';
import { createKioskKey, signRequest } from '../../central/server/testing/signed-kiosk.ts';
import { findPortPair } from '../integration/rig/free-ports.ts';
import { buildPages } from './rig/built-pages.ts';

/** A central system with its counter page in a real Chromium, and kiosks that speak to it. */
export interface CounterInBrowser {
  /** Of the central system; moving it moves nothing in the browser. */
  readonly clock: { aheadMs: number };
  readonly database: () => Database;
  readonly logLines: readonly string[];
  /** What went wrong in a page by itself, the policy's refusals included. */
  readonly complaints: string[];
  /** A branch of its own, so that tests do not meet each other's requests. */
  addBranch(): Promise<LaneBranch>;
  openPage(options?: PageOptions): Promise<Page>;
  /** A page that is signed in, at the counter where the role has one. */
  work(name: string, counter: string | null, options?: PageOptions): Promise<Page>;
  /** Rules of WCAG 2.2 A and AA and best practices that the page breaks. */
  accessibilityFaults(page: Page): Promise<string[]>;
  picture(page: Page, name: string): Promise<void>;
  stopCentral(): Promise<void>;
  startCentralAgain(): Promise<void>;
  close(): Promise<void>;
}

export interface LaneBranch {
  readonly id: string;
  /** The name to sign in with. */
  readonly staff: Readonly<Record<StaffName, string>>;
  addKiosk(name: string): Promise<LaneKiosk>;
  /** Enrols a kiosk with a code that somebody made. */
  enrol(code: string): Promise<LaneKiosk>;
}

type StaffName = keyof typeof STAFF;

export interface PageOptions {
  readonly language?: 'de-DE' | 'en-GB';
  readonly width?: number;
  readonly height?: number;
}

export interface LaneKiosk {
  /** @returns the id of the request */
  open(question?: Partial<Opening>): Promise<string>;
  tell(event: EventBody): Promise<void>;
}

interface Opening {
  readonly id: string;
  readonly service: 'activate-eid' | 'reset-pin';
  readonly pinState: 'operational' | 'suspended' | 'blocked' | 'deactivated';
  readonly attempt: number;
  readonly activated: boolean;
}

type EventBody = KioskEvent extends infer Event
  ? Event extends KioskEvent
    ? Omit<Event, 'id' | 'at'>
    : never
  : never;

/** Nothing may show or keep it. */
export const STAFF_PASSWORD = 'Feldweg im Regen';
const STAFF = {
  berger: { displayName: 'A. Berger', role: 'clerk' },
  yilmaz: { displayName: 'D. Yılmaz', role: 'clerk' },
  leitner: { displayName: 'M. Leitner', role: 'lead' },
  technik: { displayName: 'IT-Dienst', role: 'it' },
} as const satisfies Record<string, { displayName: string; role: Role }>;

const PAGES = fileURLToPath(new URL('../../dist/counter', import.meta.url));
const PICTURES = fileURLToPath(new URL('./output/counter', import.meta.url));
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const QUIET = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];
/** The browser asks for the link by itself, and says so when nobody answers. */
const EXPECTED = /WebSocket connection to|net::ERR_|status of (401|409|429)/;
/** What a server answers that is about to end. */
const EXPECTED_OF_AN_END = /status of 503/;

export async function startCounterInBrowser(executablePath: string): Promise<CounterInBrowser> {
  await buildPages('counter');
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-counter-'));
  const clock = { aheadMs: 0 };
  const now = (): number => Date.now() + clock.aheadMs;
  const logLines: string[] = [];
  let database: Database | undefined;
  let branches = 0;
  // One that a page looking for the stopped server cannot be given for its own end.
  const [port] = await findPortPair();
  const serve = (): Promise<Central> =>
    startCentral({
      database: { folder },
      host: '127.0.0.1',
      port,
      pages: PAGES,
      log: createLog({ write: (line) => logLines.push(line) }),
      now,
      prepare: async (opened) => {
        database = opened;
      },
    });
  let central: Central | null = await serve();
  const { address } = central;
  const opened = (): Database => {
    if (!database) throw new Error('the central system has no database yet');
    return database;
  };
  // Chromium's sandbox does not run as root, which is what a CI container is.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: [...QUIET, ...sandbox] });
  const complaints: string[] = [];
  let isStopped = false;
  const complain = (text: string): void => {
    if (EXPECTED.test(text) || (isStopped && EXPECTED_OF_AN_END.test(text))) return;
    complaints.push(text);
  };
  return {
    clock,
    database: opened,
    logLines,
    complaints,
    addBranch: async () => {
      branches++;
      const { id, staff } = await setUpBranch(opened(), branches);
      const enrol = (code: string) => enrolKiosk(address, code, now);
      const addKiosk = async (kioskName: string) => {
        const asked = { branchId: id, kioskName, now: now() };
        return enrol((await createEnrolmentCode(opened(), asked)).code);
      };
      return { id, staff, addKiosk, enrol };
    },
    openPage: (options = {}) => openPage(browser, { address, complain, ...options }),
    work: async (name, counter, options = {}) => {
      const page = await openPage(browser, { address, complain, ...options });
      await signIn(page, name);
      if (counter !== null) await page.getByRole('button', { name: counter, exact: true }).click();
      await page.getByText('Live', { exact: true }).waitFor();
      return page;
    },
    accessibilityFaults,
    picture: async (page, name) => {
      await mkdir(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    },
    stopCentral: async () => {
      isStopped = true;
      await central?.close();
      central = null;
    },
    startCentralAgain: async () => {
      central = await serve();
      isStopped = false;
    },
    close: async () => {
      await browser.close();
      await central?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** In a process of its own: the test's environment would make it a page for developers. */
async function setUpBranch(
  database: Database,
  number: number,
): Promise<Pick<LaneBranch, 'id' | 'staff'>> {
  const { id } = await createBranch(database, { name: `Bürgerservice Musterstadt ${number}` });
  for (const name of ['Schalter 1', 'Schalter 2', 'Schalter 3']) {
    await createCounter(database, { branchId: id, name });
  }
  const staff = {
    berger: `berger${number}`,
    yilmaz: `yilmaz${number}`,
    leitner: `leitner${number}`,
    technik: `technik${number}`,
  };
  for (const [key, { displayName, role }] of Object.entries(STAFF)) {
    const account = { name: `${key}${number}`, displayName, role, password: STAFF_PASSWORD };
    await createAccount(database, { branchId: id, ...account });
  }
  return { id, staff };
}

interface PagePlace extends PageOptions {
  readonly address: string;
  readonly complain: (text: string) => void;
}

async function openPage(browser: Browser, place: PagePlace): Promise<Page> {
  const { address, complain, language = 'de-DE', width = 1_280, height = 800 } = place;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    const isFault = message.type() === 'error' || message.type() === 'warning';
    if (isFault) complain(message.text());
  });
  page.on('pageerror', (error) => complain(error.message));
  await page.goto(address);
  return page;
}

export async function signIn(page: Page, name: string, password = STAFF_PASSWORD): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(name);
  await page.locator('input[type=password]').fill(password);
  await page.keyboard.press('Enter');
}

async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
    `axe.run({ runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] })
       .then(({ violations }) => violations.map(({ id, nodes }) =>
         ({ id, nodes: nodes.map(({ html }) => ({ html })) })))`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

async function enrolKiosk(address: string, code: string, now: () => number): Promise<LaneKiosk> {
  const key = createKioskKey();
  const publicKey = Buffer.from(key.publicKey).toString('hex').toUpperCase();
  const enrolled = await ask(`${address}/kiosk/enrolment`, 'POST', { code, publicKey });
  const { kioskId } = enrolmentAnswer.parse(enrolled);
  const send = async (method: 'PUT' | 'POST', path: string, body: object): Promise<unknown> => {
    const signing = { key, keyId: kioskId, now: now() };
    const headers = await signRequest({ method, path, body: JSON.stringify(body) }, signing);
    return ask(`${address}${path}`, method, body, headers);
  };
  return {
    open: async ({ id = randomUUID(), ...question } = {}) => {
      await send('PUT', `/kiosk/fast-lane/${id}`, {
        transactionId: `T-${id.slice(0, 8)}`,
        service: 'reset-pin',
        pinState: 'blocked',
        attempt: 1,
        activated: false,
        ...question,
      });
      return id;
    },
    tell: async (event) => {
      const at = new Date(now()).toISOString();
      await send('POST', '/kiosk/events', { events: [{ id: randomUUID(), at, ...event }] });
    },
  };
}

async function ask(
  address: string,
  method: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address} was refused: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
