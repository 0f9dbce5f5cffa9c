import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { CoreLinks } from '../../contract/link.ts';
import type { Role } from '../../contract/roles.ts';
import { HostError } from '../host-error.ts';
import type { HostIncidentCode, ReportIncident } from '../host-incident.ts';
import { readPageFiles } from '../page-files.ts';
import { TEXT_BYTES_MAX } from '../text-size.ts';
import { answerRequest, LAUNCH_PATH, type RequestContext } from './answer-request.ts';
import { BrowserSessions } from './browser-sessions.ts';
import { carryLink } from './carry-link.ts';
import { LaunchTokens } from './launch-tokens.ts';
import {
  CONNECTIONS_MAX,
  KEEP_ALIVE_MS,
  LOOPBACK_LIMITS,
  type LoopbackLimits,
  REQUEST_HEAD_BYTES_MAX,
  REQUEST_HEAD_TIMEOUT_MS,
  REQUEST_TIMEOUT_MS,
  SCREENS_MAX,
} from './limits.ts';
import { type AskedLink, askedLink, checkUpgrade, originOf } from './request-checks.ts';

/**
 * The loopback host: the contract on 127.0.0.1 for a stock browser. For trying the terminal out
 * and for tests; whoever can read this machine's browser profile can use its screens.
 */
export interface LoopbackOptions {
  /** May still be on its way: pages are served meanwhile, and their links wait for it. */
  readonly links: CoreLinks | Promise<CoreLinks>;
  /** Folder of the built screens. */
  readonly pages: string;
  readonly roles: readonly Role[];
  /** Any free port if left out. */
  readonly port?: number;
  readonly report?: ReportIncident;
  readonly limits?: Partial<LoopbackLimits>;
  /** Milliseconds that never run backwards. */
  readonly nowMs?: () => number;
}

export interface LoopbackHost {
  /** Launch address of the first role served; it works once. */
  readonly url: string;
  readonly port: number;
  /** A fresh launch address, of the role's first place if none is named. Throws `role-not-served`. */
  urlFor(role: Role, place?: number): string;
  /** Ends all links and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts listening. Rejects with a `HostError`: `port-busy`, `port-forbidden`, `role-not-served`,
 * `pages-missing`, `pages-too-large` or `page-type-unknown`.
 */
export async function serveLoopback(options: LoopbackOptions): Promise<LoopbackHost> {
  const { links, roles } = options;
  const [firstRole] = roles;
  if (firstRole === undefined) throw roleNotServed('any role');
  const report = options.report ?? (() => undefined);
  const limits = { ...LOOPBACK_LIMITS, ...options.limits };
  const files = await readPageFiles(options.pages, roles);
  const server = createServer({
    maxHeaderSize: REQUEST_HEAD_BYTES_MAX,
    headersTimeout: REQUEST_HEAD_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.maxConnections = CONNECTIONS_MAX;
  const port = await listen(server, options.port ?? 0);

  const tokens = new LaunchTokens(
    limits.tokenLifetimeMs,
    options.nowMs ?? (() => performance.now()),
  );
  const sessions = new BrowserSessions(port);
  const context: RequestContext = { port, roles, files, tokens, sessions, report };
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: TEXT_BYTES_MAX,
    perMessageDeflate: false,
  });
  server.on('request', (request, response) => answerRequest(request, response, context));
  server.on('upgrade', (request, stream, head) => {
    const answer = admitScreen(request, context, sockets.clients.size);
    if ('refusal' in answer) {
      report({ code: answer.refusal });
      refuseUpgrade(stream);
      return;
    }
    stream.on('error', () => undefined);
    void Promise.resolve(links).then((ready) =>
      sockets.handleUpgrade(request, stream, head, (socket) => {
        carryLink({ socket, ...answer, links: ready, limits, report });
      }),
    );
  });

  const urlFor = (role: Role, place = 1): string => {
    if (!roles.includes(role)) throw roleNotServed(role);
    return `${originOf(port)}${LAUNCH_PATH}?token=${tokens.issue({ role, place })}`;
  };
  return {
    url: urlFor(firstRole),
    port,
    urlFor,
    close: () => closeAll(server, sockets, limits.closeGraceMs),
  };
}

function admitScreen(
  request: IncomingMessage,
  { port, roles, sessions }: RequestContext,
  screens: number,
): AskedLink | { readonly refusal: HostIncidentCode } {
  const refusal = checkUpgrade(request, port);
  if (refusal !== null) return { refusal: refusal.code };
  const asked = askedLink(request.url, roles);
  if (asked === null || !sessions.holds(request.headers.cookie, asked.role)) {
    return { refusal: 'cookie-refused' };
  }
  return screens < SCREENS_MAX ? asked : { refusal: 'too-many-screens' };
}

function refuseUpgrade(stream: Duplex): void {
  // The peer may be gone before it reads the answer; that is no matter.
  stream.on('error', () => undefined);
  stream.once('finish', () => stream.destroy());
  stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    // Stays on: a connection that fails later must not end the process.
    server.on('error', (cause: NodeJS.ErrnoException) => reject(listenError(port, cause)));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function listenError(port: number, cause: NodeJS.ErrnoException): Error {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new HostError(
        'port-busy',
        `Port ${port} on 127.0.0.1 is in use. Stop the program that uses it, choose another port, or name none to get a free one.`,
        { cause },
      );
    case 'EACCES':
      return new HostError(
        'port-forbidden',
        `This user may not open port ${port}. Choose one above 1023, or name none to get a free one.`,
        { cause },
      );
    default:
      return cause;
  }
}

function roleNotServed(role: string): HostError {
  return new HostError(
    'role-not-served',
    `The host does not serve ${role}. Name it in the roles when starting the host.`,
  );
}

async function closeAll(server: Server, sockets: WebSocketServer, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  sockets.close();
  const open = [...sockets.clients];
  for (const socket of open) socket.close(CLOSE_GOING_AWAY, 'host stops');
  await Promise.all(open.map((socket) => untilClosed(socket, graceMs)));
  server.closeAllConnections();
  await closed;
}

/** RFC 6455, 7.4.1. */
const CLOSE_GOING_AWAY = 1001;

function untilClosed(socket: WebSocket, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.terminate(), graceMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
