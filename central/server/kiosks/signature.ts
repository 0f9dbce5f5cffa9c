import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { httpbis, type SignatureParameters, type VerifyingKey } from 'http-message-signatures';
import type { RawRequest } from '../http/decorations.ts';
import { ProblemError } from '../http/problem-error.ts';

/**
 * The signature of a kiosk's request, after RFC 9421. The library reads it; what is stricter
 * here is our profile: one signature, exactly three components, one algorithm.
 */
export interface SignedKiosk<Kiosk> {
  readonly kiosk: Kiosk;
  readonly nonce: string;
}

export interface SignatureCheck<Kiosk extends { readonly publicKey: Uint8Array }> {
  /** Milliseconds since the epoch. */
  readonly now: number;
  findKiosk(id: string): Promise<Kiosk | undefined>;
}

export const CREATED_WITHIN_MS = 60_000;
export const COMPONENTS = ['@method', '@path', 'content-digest'] as const;

/** One signature only, so that nobody can mistake which of several counts. */
const SIGNATURE_INPUT = /^[a-z*][a-z0-9_.*-]*=\(([^()]*)\);[^(),]+$/;
const NONCE = /^[\w-]{16,64}$/;
const KIOSK_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Fills the authority, which is not signed: a proxy may change it. */
const ANY_ORIGIN = 'http://central.invalid';

/** Rejects with a `ProblemError`. Whether the nonce is new remains to be seen. */
export async function checkSignature<Kiosk extends { readonly publicKey: Uint8Array }>(
  request: RawRequest,
  { now, findKiosk }: SignatureCheck<Kiosk>,
): Promise<SignedKiosk<Kiosk>> {
  const headers = signatureHeaders(request);
  if (headers['content-digest'] !== contentDigestOf(request.body)) {
    throw wrong('The body is not the one that was signed.');
  }
  const { parameters, base, signature } = await readSignature(request, headers);
  const { keyid, nonce, created, alg } = parameters;
  const createdAt = created instanceof Date ? created.getTime() : Number.NaN;
  if (alg !== 'ed25519' || Number.isNaN(createdAt)) throw wrong('A parameter is missing.');
  if (typeof nonce !== 'string' || !NONCE.test(nonce)) throw wrong('The nonce is malformed.');
  if (typeof keyid !== 'string' || !KIOSK_ID.test(keyid)) throw wrong('The key id is malformed.');
  const kiosk = await findKiosk(keyid);
  if (!kiosk) throw new ProblemError('kiosk-unknown', 'No kiosk is enrolled under this id.');
  if (!verify(null, base, publicKeyOf(kiosk.publicKey), signature)) {
    throw wrong('The signature does not verify.');
  }
  if (Math.abs(now - createdAt) > CREATED_WITHIN_MS) {
    throw new ProblemError('signature-stale', 'The signature is too old, or a clock is wrong.');
  }
  return { kiosk, nonce };
}

/** RFC 9530, section 2. */
export function contentDigestOf(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

type SignatureHeaders = Record<'signature' | 'signature-input' | 'content-digest', string>;

function signatureHeaders({ url, headers }: RawRequest): SignatureHeaders {
  const { signature, 'signature-input': input, 'content-digest': digest } = headers;
  if (typeof signature !== 'string' || typeof input !== 'string' || typeof digest !== 'string') {
    throw new ProblemError('signature-missing', 'The request is not signed.');
  }
  const components = SIGNATURE_INPUT.exec(input)?.[1]?.split(' ').toSorted().join(' ');
  if (components !== COMPONENTS.map((name) => `"${name}"`).join(' ')) {
    throw wrong('The signature must cover the method, the path and the digest of the body.');
  }
  // A query is not signed, and a path that a parser would change is not the one that was.
  if (new URL(url, ANY_ORIGIN).pathname !== url) throw wrong('The path is not in plain form.');
  return { signature, 'signature-input': input, 'content-digest': digest };
}

interface ReadSignature {
  readonly parameters: SignatureParameters;
  /** What was signed. */
  readonly base: Buffer;
  readonly signature: Buffer;
}

async function readSignature(
  { method, url }: RawRequest,
  headers: SignatureHeaders,
): Promise<ReadSignature> {
  const read: ReadSignature[] = [];
  const collect: VerifyingKey['verify'] = async (base, signature, parameters = {}) => {
    read.push({ parameters, base, signature });
    return true;
  };
  try {
    await httpbis.verifyMessage(
      // The time is checked by our own clock, not by the library's.
      { keyLookup: async () => ({ verify: collect }), notAfter: Number.MAX_SAFE_INTEGER },
      { method, url: `${ANY_ORIGIN}${url}`, headers },
    );
  } catch {
    throw wrong('The signature cannot be read.');
  }
  const [only] = read;
  if (!only || read.length > 1) throw wrong('There must be one signature.');
  return only;
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  const x = Buffer.from(raw).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}

function wrong(title: string): ProblemError {
  return new ProblemError('signature-wrong', title);
}
