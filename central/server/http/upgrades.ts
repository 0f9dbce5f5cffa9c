import { once } from 'node:events';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { faultFields, type Log } from '../log.ts';
import { ProblemError } from './problem-error.ts';
import { PROBLEM_TYPE, problemOf } from './problems.ts';

/**
 * WebSocket links on the HTTP server. Who asks for one is identified before it is made, so an
 * unknown one gets an ordinary refusal and never a socket.
 */
export interface UpgradeRoute<Identity> {
  readonly path: string;
  /** Rejects with a `ProblemError`. */
  authenticate(request: IncomingMessage): Promise<Identity>;
  connect(socket: WebSocket, identity: Identity, request: IncomingMessage): void;
}

export interface Upgrades {
  add<Identity>(route: UpgradeRoute<Identity>): void;
}

export interface ServedUpgrades extends Upgrades {
  attach(server: Server): void;
  /** Tells everybody at the other end, so that they come back elsewhere at once. */
  close(): Promise<void>;
}

const AUTHENTICATION_MS = 5_000;
/** Neither kiosks nor counters say anything over their links. */
const MESSAGE_BYTES_MAX = 1_024;
const SOCKETS_MAX = 4_000;
const GOING_AWAY = 1001;
const GOODBYE_MS = 1_000;

type Admission = (
  request: IncomingMessage,
) => Promise<(socket: WebSocket, request: IncomingMessage) => void>;

export function createUpgrades(log: Log): ServedUpgrades {
  const admissions = new Map<string, Admission>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
  });
  const upgrade = async (request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> => {
    const path = pathOf(request);
    try {
      const admit = admissions.get(path);
      if (!admit) throw new ProblemError('not-found', 'There is no link at this address.');
      if (server.clients.size >= SOCKETS_MAX) {
        throw new ProblemError('too-many-requests', 'There are too many links.', 5);
      }
      const connect = await withDeadline(admit(request));
      if (stream.destroyed) return;
      server.handleUpgrade(request, stream, head, (socket) => {
        // A broken socket also ends, and whoever holds it hears that.
        socket.on('error', () => undefined);
        connect(socket, request);
      });
    } catch (error) {
      const isRefusal = error instanceof ProblemError;
      if (!isRefusal) log('server.fault', faultFields(path, error));
      refuse(stream, isRefusal ? error : new ProblemError('server-fault', 'The server failed.'));
    }
  };
  return {
    add: ({ path, authenticate, connect }) => {
      admissions.set(path, async (request) => {
        const identity = await authenticate(request);
        return (socket) => connect(socket, identity, request);
      });
    },
    attach: (httpServer) => {
      httpServer.on('upgrade', (request, stream, head) => {
        stream.on('error', () => stream.destroy());
        void upgrade(request, stream, head);
      });
    },
    close: async () => {
      await Promise.all([...server.clients].map(sayGoodbye));
      server.close();
    },
  };
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}

async function sayGoodbye(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(GOODBYE_MS) });
  socket.close(GOING_AWAY);
  await closed.catch(() => socket.terminate());
}

async function withDeadline<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new ProblemError('too-many-requests', 'The server is busy.', 5));
    }, AUTHENTICATION_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Nothing watches a stream after an upgrade: whoever kept his end open would keep ours, too. */
function refuse(stream: Duplex, error: ProblemError): void {
  const problem = problemOf(error);
  stream.once('finish', () => stream.destroy());
  const body = JSON.stringify(problem);
  stream.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
