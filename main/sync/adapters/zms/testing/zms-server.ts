import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { COUNTER_ROUTES } from './zms-counter-routes.ts';
import { DISPLAY_ROUTES } from './zms-display-routes.ts';
import { classOf, statusOf, ZmsException } from './zms-exceptions.ts';
import { type SetFault, takeFault, type ZmsFault } from './zms-fault.ts';
import { PRINTER_ROUTES } from './zms-printer-routes.ts';
import { PROCESS_ROUTES } from './zms-process-routes.ts';
import { AS_DOCUMENTED, render, type ZmsRendering } from './zms-rendering.ts';
import { patternOf, type ZmsCall, type ZmsRoute } from './zms-route.ts';
import { isToday, secondsNow, type ZmsState, type ZmsUser } from './zms-state.ts';

/** The contract fake of a ZMS: its HTTP interface as zms-api.md describes it, on a free port. */
export interface ZmsServer {
  readonly address: string;
  readonly state: ZmsState;
  readonly rendering: ZmsRendering;
  /** Names of the routes asked for, in their order. */
  readonly asked: string[];
  fail(route: string, fault: ZmsFault, options?: { passes?: number; times?: number }): void;
  clearFaults(): void;
  close(): Promise<void>;
}

const BASE = '/terminvereinbarung/api/2';
const SESSION_SECONDS = 36_000;
const VERSION = 'zms (contract fake of Muc-47)';

const ROUTES = [...PRINTER_ROUTES, ...DISPLAY_ROUTES, ...PROCESS_ROUTES, ...COUNTER_ROUTES].map(
  (route) => ({ route, method: route.name.split(' ')[0], pattern: patternOf(route) }),
);

interface Answer {
  readonly status: number;
  readonly meta: object;
  readonly data: unknown;
}

export async function startZmsServer(state: ZmsState): Promise<ZmsServer> {
  const rendering = { ...AS_DOCUMENTED };
  const faults: SetFault[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    serve({ state, rendering, faults, asked }, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${BASE}`,
    state,
    rendering,
    asked,
    fail: (route, fault, { passes = 0, times = 1 } = {}) => {
      if (!ROUTES.some((each) => each.route.name === route)) throw new RangeError(route);
      faults.push({ route, fault, passes, times });
    },
    clearFaults: () => {
      faults.length = 0;
    },
    close: () => closeNow(server),
  };
}

type Parts = Pick<ZmsServer, 'state' | 'rendering' | 'asked'> & { readonly faults: SetFault[] };

async function serve(
  { state, rendering, faults, asked }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://zms.invalid');
  // Under /api/ a missing slash is mended in place, without a redirect.
  const path = `${url.pathname.replace(BASE, '').replace(/\/$/, '')}/`;
  const found = ROUTES.find(
    ({ method, pattern }) => method === request.method && pattern.test(path),
  );
  const text = await readAll(request);
  if (!found)
    return send(response, notFound('Could not find a resource with the given URL'), rendering);
  const { route, pattern } = found;
  asked.push(route.name);
  const fault = takeFault(faults, route.name);
  if (fault?.kind === 'lost-before') return void response.destroy();
  if (fault?.kind === 'html') return sendHtml(response, fault.status);
  const answer = answerTo(
    route,
    fault,
    () => ({
      state,
      args: pattern.exec(path)?.slice(1) ?? [],
      query: url.searchParams,
      body: readJson(request.method, text),
      session: sessionIn(state, request),
    }),
    rendering,
  );
  if (fault?.kind === 'lost-after') return void response.destroy();
  if (fault?.kind === 'slow') await pause(fault.ms, undefined, { ref: false });
  if (response.destroyed) return;
  const omitsDefaults = rendering.omitsDefaults || request.headers['x-jsoncompresslevel'] === '1';
  send(response, answer, { ...rendering, omitsDefaults }, fault?.kind === 'torn');
}

function answerTo(
  route: ZmsRoute,
  fault: ZmsFault | null,
  readCall: () => ZmsCall,
  rendering: ZmsRendering,
): Answer {
  try {
    if (fault?.kind === 'exception') throw new ZmsException(fault.name, fault.data);
    const call = readCall();
    testRight(route, call.session);
    const data = route.answer.parse(route.handle(call));
    if (Array.isArray(data) && data.length === 0 && !route.name.endsWith('/queue/')) {
      return notFound('Not found');
    }
    const isReduced = fault?.kind === 'reduced';
    return { status: 200, meta: { error: false, ...(isReduced && { reducedData: true }) }, data };
  } catch (cause) {
    if (cause instanceof ZmsException) return refusal(cause, rendering);
    // Not of ZMS: the fake itself has left its contract.
    return {
      status: 500,
      meta: { error: true, exception: 'FakeFault', message: String(cause) },
      data: null,
    };
  }
}

function refusal({ exception, message, data }: ZmsException, { isOld }: ZmsRendering): Answer {
  const meta = { error: true, exception: classOf(exception, isOld), message, trace: '#0 …' };
  return { status: statusOf(exception), meta, data };
}

function notFound(message: string): Answer {
  return { status: 404, meta: { error: true, exception: null, message }, data: null };
}

function testRight({ right }: ZmsRoute, session: ZmsUser | null): void {
  if (right === 'none') return;
  if (!session) throw new ZmsException('UserAccountMissingLogin');
  if (right !== 'session' && !session.permissions.includes(right)) {
    throw new ZmsException('UserAccountMissingRights');
  }
}

function sessionIn(state: ZmsState, { headers }: IncomingMessage): ZmsUser | null {
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (basic !== undefined) {
    const given = Buffer.from(basic, 'base64').toString('utf8');
    return state.users.find(({ name, password }) => `${name}:${password}` === given) ?? null;
  }
  const cookie = /X-AuthKey=([^;]+)/i.exec(headers.cookie ?? '')?.[1];
  const key = headers['x-authkey'] ?? cookie;
  const user = state.users.find(({ authKey }) => authKey !== null && authKey === key);
  if (!user || !isToday(state, user.lastLogin)) return null;
  return secondsNow(state) < user.lastLogin + SESSION_SECONDS ? user : null;
}

function readJson(method: string | undefined, text: string): unknown {
  if (method !== 'POST') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ZmsException('Exception');
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function send(
  response: ServerResponse,
  { status, meta, data }: Answer,
  rendering: ZmsRendering,
  isTorn = false,
): void {
  const text = JSON.stringify({
    $schema: 'https://localhost/terminvereinbarung/api/2/',
    meta: { ...meta, generated: new Date().toISOString(), server: VERSION },
    data: render(data, rendering),
    ...(rendering.debugs && { profiler: [{ sql: 1 }] }),
  });
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(isTorn ? text.slice(0, text.length / 2) : text);
}

function sendHtml(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end('<html><body><h1>Bad Gateway</h1></body></html>');
}

function closeNow(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) =>
    server.close((fault) => (fault ? reject(fault) : resolve())),
  );
}
