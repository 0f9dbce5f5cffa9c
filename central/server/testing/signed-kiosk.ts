import { randomBytes } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import type { FastifyInstance } from 'fastify';
import { httpbis } from 'http-message-signatures';
import type { z } from 'zod';
import { enrolmentAnswer } from '../../contract/kiosk.ts';
import type { Queries } from '../database/database.ts';
import { createEnrolmentCode } from '../kiosks/enrolment.ts';
import { COMPONENTS, contentDigestOf } from '../kiosks/signature.ts';

/** A kiosk as the server sees it: enrols with a key of its own and signs what it sends. */
export interface SignedKiosk {
  readonly id: string;
  readonly name: string;
  readonly key: KioskKey;
  /** The headers of a signed request, e.g. for a WebSocket. */
  headers(method: string, path: string, body?: string): Promise<Record<string, string>>;
  send(method: Method, path: string, body?: unknown): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface KioskKey {
  readonly publicKey: Uint8Array;
  sign(data: Uint8Array): Uint8Array;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Signing {
  readonly key: KioskKey;
  readonly keyId: string;
  readonly now: number;
  readonly nonce?: string;
  readonly fields?: readonly string[];
  readonly parameters?: readonly string[];
}

export function createKioskKey(): KioskKey {
  const { secretKey, publicKey } = ed25519.keygen();
  return { publicKey, sign: (data) => ed25519.sign(data, secretKey) };
}

/** The headers that sign a request; what the server asks for may be left out or changed. */
export async function signRequest(
  { method, path, body = '' }: { method: string; path: string; body?: string },
  signing: Signing,
): Promise<Record<string, string>> {
  const { key, keyId, now } = signing;
  const message = await httpbis.signMessage(
    {
      key: {
        id: keyId,
        alg: 'ed25519',
        sign: async (data) => Buffer.from(key.sign(data)),
      },
      fields: [...(signing.fields ?? COMPONENTS)],
      params: [...(signing.parameters ?? ['created', 'nonce', 'keyid', 'alg'])],
      paramValues: {
        created: new Date(now),
        nonce: signing.nonce ?? randomBytes(16).toString('base64url'),
      },
    },
    {
      method,
      url: `http://kiosk.invalid${path}`,
      headers: { 'content-digest': contentDigestOf(Buffer.from(body)) },
    },
  );
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

export interface EnrolmentParts {
  readonly server: FastifyInstance;
  readonly database: Queries;
  readonly branchId: string;
  readonly name: string;
  readonly now: () => number;
}

export async function enrolSignedKiosk(parts: EnrolmentParts): Promise<SignedKiosk> {
  const { server, database, branchId, name, now } = parts;
  const key = createKioskKey();
  const { code } = await createEnrolmentCode(database, { branchId, kioskName: name, now: now() });
  const { kioskId } = await enrol(server, code, key);
  const headers = (method: string, path: string, body = '') =>
    signRequest({ method, path, body }, { key, keyId: kioskId, now: now() });
  return {
    id: kioskId,
    name,
    key,
    headers,
    send: async (method, path, body) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const response = await server.inject({
        method,
        url: path,
        headers: {
          ...(text === '' ? {} : { 'content-type': 'application/json' }),
          ...(await headers(method, path, text)),
        },
        ...(text === '' ? {} : { payload: text }),
      });
      return {
        status: response.statusCode,
        body: response.body === '' ? undefined : response.json(),
      };
    },
  };
}

async function enrol(
  server: FastifyInstance,
  code: string,
  key: KioskKey,
): Promise<z.infer<typeof enrolmentAnswer>> {
  const publicKey = Buffer.from(key.publicKey).toString('hex').toUpperCase();
  const response = await server.inject({
    method: 'POST',
    url: '/kiosk/enrolment',
    payload: { code, publicKey },
  });
  return enrolmentAnswer.parse(response.json());
}
