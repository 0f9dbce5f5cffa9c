import http from 'node:http';
import https from 'node:https';
import { readJson } from '../../ask-central.ts';

/** One HTTP question and what came of it. */
export type Exchanged =
  | { readonly kind: 'said'; readonly status: number; readonly body: unknown }
  /** There was no connection: nothing was asked. */
  | { readonly kind: 'not-sent' }
  /** Asked, and no answer that is JSON came in time. */
  | { readonly kind: 'lost' };

export interface Exchange {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly answerMs: number;
}

/** So that a visitor does not wait for a network that is away. */
const CONNECT_MS = 3_000;
/** A day's queue of a large scope, with the scope's own data in every entry. */
const ANSWER_BYTES_MAX = 8 * 1024 * 1024;

/**
 * Each on a connection of its own. One kept from before may have been closed by the other side the
 * moment it is used, and then nobody knows whether the question arrived; and libraries that keep
 * connections ask a `GET` again by themselves, which in ZMS uses up another number.
 */
export function exchange(url: URL, asked: Exchange): Promise<Exchanged> {
  const { method, headers, body, answerMs } = asked;
  const isEncrypted = url.protocol === 'https:';
  return new Promise((resolve) => {
    let isConnected = false;
    const fail = (): void => resolve({ kind: isConnected ? 'lost' : 'not-sent' });
    const request = (isEncrypted ? https : http).request(url, {
      method,
      headers: {
        ...headers,
        accept: 'application/json',
        ...(body !== null && {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
        }),
      },
      agent: false,
      signal: AbortSignal.timeout(answerMs),
    });
    const late = setTimeout(() => request.destroy(), CONNECT_MS);
    request.on('socket', (socket) => {
      socket.once(isEncrypted ? 'secureConnect' : 'connect', () => {
        isConnected = true;
        clearTimeout(late);
      });
    });
    request.on('error', fail);
    request.on('close', () => clearTimeout(late));
    request.on('response', (response) => {
      const status = response.statusCode ?? 0;
      readJson(response, ANSWER_BYTES_MAX).then(
        (said) => resolve({ kind: 'said', status, body: said }),
        fail,
      );
    });
    request.end(body ?? undefined);
  });
}
