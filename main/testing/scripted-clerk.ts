import { WebSocket } from 'ws';
import type { FastLaneRequest, RefusalReason } from '../../central/contract/fast-lane.ts';
import { THINGS_SEEN } from '../../central/contract/fast-lane.ts';
import { type Alarm, counterPush, requestAnswer, session } from '../../central/contract/staff.ts';

/** A clerk without a page: sees what the counter page would, and presses what it would offer. */
export interface ScriptedClerk {
  readonly session: { readonly cookie: string; readonly csrfToken: string };
  /** Those since it last looked away. */
  readonly requests: ReadonlyMap<string, FastLaneRequest>;
  readonly alarms: readonly Alarm[];
  /** Everything the counter has been told, as it came. */
  readonly heard: readonly string[];
  /** Resolves as soon as such a request is there. Rejects after a deadline. */
  sees(what: Partial<FastLaneRequest>): Promise<FastLaneRequest>;
  take(what?: Partial<FastLaneRequest>): Promise<FastLaneRequest>;
  approve(what?: Partial<FastLaneRequest>): Promise<FastLaneRequest>;
  approveTaken(): Promise<FastLaneRequest>;
  refuse(reason: RefusalReason): Promise<FastLaneRequest>;
  /** Asks the central system as the counter page does. Rejects where it refuses. */
  send(method: string, path: string, body: object): Promise<Response>;
  /** Forgets the requests and alarms there are. */
  lookAway(): void;
  leave(): void;
}

const SEES_MS = 20_000;

export async function scriptClerk(
  central: string,
  account: { readonly name: string; readonly password: string },
): Promise<ScriptedClerk> {
  const headers: Record<string, string> = { origin: central };
  const send = async (method: string, path: string, body: object): Promise<Response> => {
    const response = await fetch(new URL(path, central), {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const signedIn = await send('POST', '/staff/session', account);
  const { counters, csrfToken } = session.parse(await signedIn.json());
  headers['cookie'] = signedIn.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  headers['x-csrf-token'] = csrfToken;
  await send('PUT', '/staff/session/counter', { counterId: counters[0]?.id });

  const requests = new Map<string, FastLaneRequest>();
  const forgotten = new Set<string>();
  const alarms: Alarm[] = [];
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  const link = new WebSocket(`${central.replace('http', 'ws')}/staff/link`, { headers });
  link.on('message', (data) => {
    heard.push(data.toString());
    const push = counterPush.parse(JSON.parse(data.toString()));
    if (push.kind === 'snapshot') {
      for (const request of push.requests) requests.set(request.id, request);
      alarms.push(...push.alarms);
    }
    if (push.kind === 'change' && !forgotten.has(push.request.id)) {
      requests.set(push.request.id, push.request);
    }
    if (push.kind === 'alarm') alarms.push(push.alarm);
    for (const check of [...waiting]) check();
  });

  const sees: ScriptedClerk['sees'] = (what) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check);
        const there = JSON.stringify([...requests.values()], null, 1);
        reject(new Error(`no request is ${JSON.stringify(what)} among ${there}`));
      }, SEES_MS);
      const check = (): void => {
        const found = [...requests.values()].findLast((request) => matches(request, what));
        if (!found) return;
        clearTimeout(timer);
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  const act = async (
    { id, attempt }: FastLaneRequest,
    action: string,
    body: object = {},
  ): Promise<FastLaneRequest> => {
    const answer = await send('POST', `/staff/fast-lane/${id}/${action}`, { attempt, ...body });
    return requestAnswer.parse(await answer.json()).request;
  };
  const take: ScriptedClerk['take'] = async (what = {}) =>
    act(await sees({ state: 'open', ...what }), 'taking');
  const approve = (request: FastLaneRequest): Promise<FastLaneRequest> =>
    act(request, 'approval', { seen: THINGS_SEEN });
  return {
    send,
    session: { cookie: headers['cookie'], csrfToken },
    requests,
    alarms,
    heard,
    sees,
    take,
    approve: async (what) => approve(await take(what)),
    approveTaken: async () => approve(await sees({ state: 'taken' })),
    refuse: async (reason) => act(await take(), 'refusal', { reason }),
    lookAway() {
      for (const id of requests.keys()) forgotten.add(id);
      requests.clear();
      alarms.length = 0;
    },
    leave: () => link.terminate(),
  };
}

function matches(request: FastLaneRequest, what: Partial<FastLaneRequest>): boolean {
  return Object.entries(what).every(
    ([key, value]) => request[key as keyof FastLaneRequest] === value,
  );
}
