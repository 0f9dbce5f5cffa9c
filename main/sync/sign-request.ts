import { createHash, randomBytes } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import type { KioskIdentity } from './kiosk-identity.ts';

/** A request signed with the kiosk's key: RFC 9421, in the profile that central/contract names. */

export interface RequestToSign {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body: string;
}

const NONCE_BYTES = 16;

/** The headers to send with it. Each call has a nonce of its own, so none may be sent twice. */
export async function signRequest(
  { method, path, body }: RequestToSign,
  { kioskId, key, central }: KioskIdentity,
  now: number,
): Promise<Record<string, string>> {
  const { headers } = await httpbis.signMessage(
    {
      key: {
        id: kioskId,
        alg: 'ed25519',
        sign: async (data) => Buffer.from(key.sign(data)),
      },
      fields: ['@method', '@path', 'content-digest'],
      params: ['created', 'nonce', 'keyid', 'alg'],
      paramValues: {
        created: new Date(now),
        nonce: randomBytes(NONCE_BYTES).toString('base64url'),
      },
    },
    { method, url: new URL(path, central), headers: { 'content-digest': contentDigestOf(body) } },
  );
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** RFC 9530, section 2. */
function contentDigestOf(body: string): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}
