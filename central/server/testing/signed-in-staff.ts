import type { FastifyInstance } from 'fastify';
import { type Session, session } from '../../contract/staff.ts';
import type { Answer } from './signed-kiosk.ts';

/** A browser of a member of staff: keeps the cookie, names its origin and repeats the token. */
export interface SignedInStaff {
  readonly session: Session;
  /** For a WebSocket: add the origin. */
  readonly cookie: string;
  send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Answer>;
}

/** `inject` sends to this host, so this is the server's own origin. */
export const TEST_HOST = 'central.test';
export const TEST_ORIGIN = `http://${TEST_HOST}`;

/** Throws where signing in is refused. */
export async function signIn(
  server: FastifyInstance,
  name: string,
  password: string,
): Promise<SignedInStaff> {
  const headers = { host: TEST_HOST, origin: TEST_ORIGIN };
  const response = await server.inject({
    method: 'POST',
    url: '/staff/session',
    headers,
    payload: { name, password },
  });
  if (response.statusCode !== 200) throw new Error(`signing in was refused: ${response.body}`);
  const signedIn = session.parse(response.json());
  const cookie = String(response.headers['set-cookie']).split(';', 1)[0] ?? '';
  return {
    session: signedIn,
    cookie,
    send: async (method, path, body) => {
      const answer = await server.inject({
        method,
        url: path,
        headers: { ...headers, cookie, 'x-csrf-token': signedIn.csrfToken },
        ...(body === undefined ? {} : { payload: body }),
      });
      return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
    },
  };
}
