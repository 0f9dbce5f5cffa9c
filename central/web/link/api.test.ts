import { describe, expect, it } from 'vitest';
import { THINGS_SEEN } from '../../contract/fast-lane.ts';
import { requestNo, SESSION } from '../lane/testing/requests.ts';
import { entryNo } from '../queue/testing/entries.ts';
import { type Api, createApi, type Step } from './api.ts';
import type { Answer } from './exchange.ts';

interface Sent {
  readonly path: string;
  readonly method: string | undefined;
  readonly token: string | null;
  readonly body: unknown;
}

/** An API whose server answers everything alike, and what was sent to it. */
function apiAnswering(answer: () => Response | Promise<Response>): { api: Api; sent: Sent[] } {
  const sent: Sent[] = [];
  const api = createApi(async (path, { method, headers, body } = {}) => {
    const token = new Headers(headers).get('X-CSRF-Token');
    const read: unknown = typeof body === 'string' ? JSON.parse(body) : undefined;
    sent.push({ path: String(path), method, token, body: read });
    return answer();
  });
  return { api, sent };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });
const problem = { type: 'about:blank', status: 409, code: 'conflict', title: 'changed' } as const;
const request = requestNo(1, { attempt: 2 });
const ENTRY_ID = entryNo(1).id;

describe('what is asked', () => {
  it.each<[Step, string, unknown]>([
    [{ kind: 'take' }, 'taking', { attempt: 2 }],
    [{ kind: 'release' }, 'release', { attempt: 2 }],
    [{ kind: 'approve' }, 'approval', { attempt: 2, seen: [...THINGS_SEEN] }],
    [
      { kind: 'refuse', reason: 'card-not-valid' },
      'refusal',
      { attempt: 2, reason: 'card-not-valid' },
    ],
    [{ kind: 'serve' }, 'served', undefined],
    [{ kind: 'continue', entryId: ENTRY_ID }, 'continues', { entryId: ENTRY_ID }],
    [{ kind: 'continue', entryId: null }, 'continues', { entryId: null }],
  ])('for $kind names the attempt that was seen', async (step, path, body) => {
    const { api, sent } = apiAnswering(json({ request }));
    expect(await api.step('secret', request, step)).toEqual({ kind: 'ok', value: request });
    expect(sent).toEqual([
      { path: `/staff/fast-lane/${request.id}/${path}`, method: 'POST', token: 'secret', body },
    ]);
  });

  it('carries the token with every change and with no reading', async () => {
    const { api, sent } = apiAnswering(json(SESSION));
    await api.readSession();
    await api.signIn('berger', 'geheim');
    await api.chooseCounter('secret', SESSION.counters[0]?.id ?? '');
    await api.listKiosks();
    await api.makeEnrolmentCode('secret', 'Terminal 4');
    await api.signOut('secret');
    expect(sent.map(({ method, path, token }) => `${method} ${path} ${token}`)).toEqual([
      'GET /staff/session null',
      'POST /staff/session null',
      'PUT /staff/session/counter secret',
      'GET /staff/kiosks null',
      'POST /staff/kiosks/enrolment-codes secret',
      'DELETE /staff/session secret',
    ]);
  });
});

describe('what comes back', () => {
  it.each<[string, () => Response | Promise<Response>, Answer<unknown>]>([
    ['a session', json(SESSION), { kind: 'ok', value: SESSION }],
    ['a refusal', json(problem, 409), { kind: 'refused', problem }],
    ['a fault of the server', json({ ...problem, status: 500 }, 500), { kind: 'unreachable' }],
    [
      'a proxy without a server',
      () => new Response('<p>', { status: 502 }),
      { kind: 'unreachable' },
    ],
    ['no network', () => Promise.reject(new TypeError('failed')), { kind: 'unreachable' }],
    [
      'no answer in time',
      () => Promise.reject(new DOMException('', 'TimeoutError')),
      { kind: 'unreachable' },
    ],
    ['a field nobody knows here', json({ ...SESSION, colour: 'red' }), { kind: 'outdated' }],
    ['a refusal nobody knows here', json({ ...problem, code: 'new' }, 409), { kind: 'outdated' }],
    ['a page of something in between', () => new Response('<p>'), { kind: 'outdated' }],
    ['nothing', () => new Response(''), { kind: 'outdated' }],
  ])('%s', async (_, answer, expected) => {
    expect(await apiAnswering(answer).api.readSession()).toEqual(expected);
  });

  it('may be nothing after signing out', async () => {
    const { api } = apiAnswering(() => new Response(null, { status: 204 }));
    expect(await api.signOut('secret')).toEqual({ kind: 'ok', value: null });
  });
});
