import { describe, expect, it } from 'vitest';
import type { RawRequest } from '../http/decorations.ts';
import { createKioskKey, type Signing, signRequest } from '../testing/signed-kiosk.ts';
import { COMPONENTS, checkSignature, contentDigestOf } from './signature.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const KIOSK_ID = '0193a5c2-0000-7a10-8f00-5c1e9d3b2a11';
const NONCE = 'AAAAAAAAAAAAAAAAAAAAAA';
const key = createKioskKey();
const stranger = createKioskKey();
const SIGNING: Signing = { key, keyId: KIOSK_ID, now: NOW, nonce: NONCE };
const REQUEST = { method: 'POST', path: '/kiosk/events', body: '{"events":[]}' };

async function signed(signing: Partial<Signing> = {}, request = REQUEST): Promise<RawRequest> {
  const headers = await signRequest(request, { ...SIGNING, ...signing });
  const body = Buffer.from(request.body);
  return { method: request.method, url: request.path, headers, body };
}

function check(request: RawRequest, now = NOW): Promise<{ nonce: string }> {
  return checkSignature(request, {
    now,
    findKiosk: async (id) => (id === KIOSK_ID ? { publicKey: key.publicKey } : undefined),
  });
}

async function withHeaders(changes: Record<string, string | undefined>): Promise<RawRequest> {
  const request = await signed();
  return { ...request, headers: { ...request.headers, ...changes } };
}

async function twice(second: Partial<Signing>): Promise<RawRequest> {
  const one = await signed();
  const two = await signed(second);
  const joined = (name: string): string =>
    `${one.headers[name]}, ${String(two.headers[name]).replace(/^sig=/, 'sig2=')}`;
  return {
    ...one,
    headers: {
      ...one.headers,
      signature: joined('signature'),
      'signature-input': joined('signature-input'),
    },
  };
}

describe('a signed request', () => {
  it('is the one that was signed', async () => {
    expect(await check(await signed())).toMatchObject({ nonce: NONCE });
  });

  it('may have no body', async () => {
    const request = await signed({}, { method: 'GET', path: '/kiosk/link', body: '' });
    expect(await check(request)).toMatchObject({ nonce: NONCE });
  });

  it('may name its components in any order', async () => {
    const fields = [...COMPONENTS].toReversed();
    expect(await check(await signed({ fields }))).toMatchObject({ nonce: NONCE });
  });

  it.each([-60_000, -1_000, 0, 1_000, 60_000])('may be %d ms off', async (off) => {
    expect(await check(await signed(), NOW + off)).toMatchObject({ nonce: NONCE });
  });
});

describe('a request is refused', () => {
  const cases: readonly [string, string, () => Promise<RawRequest>][] = [
    ['without a signature', 'signature-missing', () => withHeaders({ signature: undefined })],
    ['without its input', 'signature-missing', () => withHeaders({ 'signature-input': undefined })],
    ['without a digest', 'signature-missing', () => withHeaders({ 'content-digest': undefined })],
    [
      'with another body',
      'signature-wrong',
      async () => ({ ...(await signed()), body: Buffer.from('{"events":[1]}') }),
    ],
    [
      'with another body and its digest',
      'signature-wrong',
      async () => {
        const body = Buffer.from('{}');
        return { ...(await withHeaders({ 'content-digest': contentDigestOf(body) })), body };
      },
    ],
    [
      'with a second digest',
      'signature-wrong',
      () =>
        withHeaders({
          'content-digest': `${contentDigestOf(Buffer.from(REQUEST.body))}, md5=:AA==:`,
        }),
    ],
    ['by another method', 'signature-wrong', async () => ({ ...(await signed()), method: 'PUT' })],
    ['to another path', 'signature-wrong', async () => ({ ...(await signed()), url: '/kiosk/x' })],
    [
      'with a query, which nobody signs',
      'signature-wrong',
      async () => ({ ...(await signed()), url: '/kiosk/events?all=1' }),
    ],
    [
      'with a path that is read as another',
      'signature-wrong',
      async () => ({ ...(await signed()), url: '/kiosk/x/../events' }),
    ],
    ['by another key', 'signature-wrong', () => signed({ key: stranger })],
    [
      'by an unknown kiosk',
      'kiosk-unknown',
      () => signed({ keyId: KIOSK_ID.replace('a11', 'a12') }),
    ],
    ['with a key id that is none', 'signature-wrong', () => signed({ keyId: "x' OR true" })],
    ['with a short nonce', 'signature-wrong', () => signed({ nonce: 'A'.repeat(15) })],
    ['with a long nonce', 'signature-wrong', () => signed({ nonce: 'A'.repeat(65) })],
    ...['created', 'nonce', 'keyid', 'alg'].map(
      (left): [string, string, () => Promise<RawRequest>] => [
        `without the parameter ${left}`,
        'signature-wrong',
        () =>
          signed({
            parameters: ['created', 'nonce', 'keyid', 'alg'].filter((name) => name !== left),
          }),
      ],
    ),
    ...COMPONENTS.map((left): [string, string, () => Promise<RawRequest>] => [
      `without the component ${left}`,
      'signature-wrong',
      () => signed({ fields: COMPONENTS.filter((name) => name !== left) }),
    ]),
    [
      'with a component too many',
      'signature-wrong',
      () => signed({ fields: [...COMPONENTS, '@query'] }),
    ],
    ['with two right signatures', 'signature-wrong', () => twice({})],
    ['with a second signature of somebody else', 'signature-wrong', () => twice({ key: stranger })],
    [
      'with another algorithm',
      'signature-wrong',
      async () => {
        const { 'signature-input': input } = (await signed()).headers;
        return withHeaders({ 'signature-input': String(input).replace('ed25519', 'hmac-sha256') });
      },
    ],
    [
      'with a later time than was signed',
      'signature-wrong',
      async () => {
        const { 'signature-input': input } = (await signed()).headers;
        const changed = String(input).replace(/created=\d+/, `created=${NOW / 1_000 + 1}`);
        return withHeaders({ 'signature-input': changed });
      },
    ],
    [
      'with a signature that is none',
      'signature-wrong',
      () => withHeaders({ signature: 'sig=:?:' }),
    ],
    ['with a short signature', 'signature-wrong', () => withHeaders({ signature: 'sig=:AAAA:' })],
    [
      'with an unnamed signature',
      'signature-wrong',
      () => withHeaders({ signature: 'other=:AAAA:' }),
    ],
    ['with garbage', 'signature-wrong', () => withHeaders({ 'signature-input': '(((' })],
  ];

  it.each(cases)('%s: %s', async (_name, code, request) => {
    await expect(check(await request())).rejects.toMatchObject({ name: 'ProblemError', code });
  });

  it.each([-61_000, 61_000])('%d ms off', async (off) => {
    const request = await signed();
    await expect(check(request, NOW + off)).rejects.toMatchObject({ code: 'signature-stale' });
  });

  it('as a fault where the kiosk cannot be looked up', async () => {
    const fault = new Error('no database');
    const findKiosk = async (): Promise<never> => {
      throw fault;
    };
    const checked = checkSignature(await signed(), { now: NOW, findKiosk });
    await expect(checked).rejects.toBe(fault);
  });
});

it('reads the digest of RFC 9530, appendix D', () => {
  expect(contentDigestOf(Buffer.from('{"hello": "world"}\n'))).toBe(
    'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
  );
});

it('signs what RFC 9421 calls the signature base', async () => {
  let base = '';
  await signRequest(
    { method: 'POST', path: '/foo', body: '' },
    {
      ...SIGNING,
      key: {
        publicKey: key.publicKey,
        sign: (data) => {
          base = Buffer.from(data).toString();
          return key.sign(data);
        },
      },
    },
  );
  expect(base.split('\n')).toEqual([
    '"@method": POST',
    '"@path": /foo',
    '"content-digest": sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:',
    `"@signature-params": ("@method" "@path" "content-digest");created=${NOW / 1_000};` +
      `nonce="${NONCE}";keyid="${KIOSK_ID}";alg="ed25519"`,
  ]);
});
