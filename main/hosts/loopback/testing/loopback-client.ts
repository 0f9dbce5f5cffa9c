import { type IncomingHttpHeaders, request } from 'node:http';
import { WebSocket } from 'ws';
import type { Role } from '../../../contract/roles.ts';
import { until } from '../../testing/wait.ts';
import type { LoopbackHost } from '../serve-loopback.ts';

/** A browser's side of the loopback host, able to send what no browser would. */

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface RequestOptions {
  readonly host?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `path` goes out as it stands, dots and all. */
export function ask(port: number, path: string, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path, agent: false, timeout: 5_000, ...options },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer to ${path}`)));
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Trades a launch address for its cookie. */
export async function logIn(host: LoopbackHost, role: Role): Promise<string> {
  const url = new URL(host.urlFor(role));
  const answer = await ask(host.port, `${url.pathname}${url.search}`);
  const [setCookie = ''] = answer.headers['set-cookie'] ?? [];
  const [cookie = ''] = setCookie.split(';');
  return cookie;
}

export interface TestSocket {
  readonly socket: WebSocket;
  readonly texts: string[];
  /** Close code, or the HTTP status that refused the upgrade. */
  ended(): number | undefined;
  untilEnded(): Promise<number>;
}

export interface SocketOptions {
  readonly cookie?: string;
  readonly origin?: string;
  readonly host?: string;
}

/** Opens a WebSocket and resolves once it is open or refused. */
export async function openSocket(
  port: number,
  path: string,
  { cookie, origin = `http://127.0.0.1:${port}`, host }: SocketOptions = {},
): Promise<TestSocket> {
  const headers: { Cookie?: string; Host?: string; Origin?: string } = {};
  if (cookie !== undefined) headers.Cookie = cookie;
  if (host !== undefined) headers.Host = host;
  if (origin !== '') headers.Origin = origin;
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  const texts: string[] = [];
  let end: number | undefined;
  socket.on('message', (data) => texts.push(data.toString()));
  socket.on('unexpected-response', (_request, response) => {
    end = response.statusCode;
    response.destroy();
  });
  socket.on('error', () => undefined);
  socket.on('close', (code) => {
    end ??= code;
  });
  await until(`an answer to ${path}`, () => socket.readyState === socket.OPEN || end !== undefined);
  return {
    socket,
    texts,
    ended: () => end,
    untilEnded: async () => {
      await until(`the end of ${path}`, () => end !== undefined);
      return end ?? 0;
    },
  };
}
