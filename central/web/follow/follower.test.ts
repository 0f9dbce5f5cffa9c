import { beforeEach, describe, expect, it } from 'vitest';
import type { FollowedTicket } from '../../contract/follow.ts';
import { createAsk } from '../link/exchange.ts';
import { Follower, READ_EVERY_MS } from './follower.ts';

const TOKEN = 'mZ0Gv1nJr8sQd3yKc5tB7w';
const OTHER = 'AZ0Gv1nJr8sQd3yKc5tB7w';
const TICKET: FollowedTicket = {
  ticket: 'A007',
  state: 'waiting',
  branchName: 'Bürgerservice Musterstadt',
  place: 'Wartebereich 1',
  ahead: 3,
  wait: { fromMinutes: 10, toMinutes: 20 },
  counter: null,
  direction: null,
  at: '2026-11-23T09:00:00.000Z',
};

let asked: string[];
let timers: { delayMs: number; action: () => void }[];
let answer: () => Response | Promise<Response>;
let follower: Follower;

beforeEach(() => {
  asked = [];
  timers = [];
  answer = () => Response.json(TICKET);
  const send: typeof fetch = async (path) => {
    asked.push(String(path));
    return answer();
  };
  follower = new Follower({
    ask: createAsk(send),
    after: (delayMs, action) => {
      const timer = { delayMs, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  });
});

const settle = () => new Promise((resolve) => setImmediate(resolve));
const follow = async (token = TOKEN) => {
  follower.follow(token);
  await settle();
};
const tick = async () => {
  for (const { action } of timers) action();
  await settle();
};
const refusal = (status: number, code: string) =>
  Response.json({ type: 'about:blank', status, code, title: '' }, { status });

describe('a page that follows a ticket', () => {
  it('reads it, and again every 20 seconds', async () => {
    await follow();
    expect(follower.current()).toEqual({ connection: 'live', ticket: TICKET });
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([READ_EVERY_MS]);
    answer = () => Response.json({ ...TICKET, state: 'called', counter: 'Schalter 3' });
    await tick();
    expect(follower.current().ticket).toMatchObject({ state: 'called', counter: 'Schalter 3' });
    expect(asked).toEqual([`/follow/tickets/${TOKEN}`, `/follow/tickets/${TOKEN}`]);
  });

  it.each([
    ['the network is gone', () => Promise.reject(new TypeError('fetch failed'))],
    ['the server fails', () => refusal(503, 'server-fault')],
    ['too many ask', () => refusal(429, 'too-many-requests')],
    ['the answer is another’s', () => Response.json({ hello: 'portal' })],
  ])('keeps what it knew and says that it is not live when %s, and goes on', async (_, fails) => {
    await follow();
    answer = fails;
    await tick();
    expect(follower.current()).toEqual({ connection: 'lost', ticket: TICKET });
    answer = () => Response.json(TICKET);
    await tick();
    expect(follower.current().connection).toBe('live');
  });

  it('asks nothing while nobody looks, and at once when somebody does', async () => {
    await follow();
    follower.watch(false);
    await tick();
    expect(asked).toHaveLength(1);
    expect(timers).toEqual([]);
    follower.watch(true);
    await settle();
    expect(asked).toHaveLength(2);
    expect(timers).toHaveLength(1);
  });

  it.each(['done', 'cancelled'] as const)('asks no more once it is %s', async (state) => {
    answer = () => Response.json({ ...TICKET, state });
    await follow();
    expect(follower.current().ticket?.state).toBe(state);
    expect(timers).toEqual([]);
  });

  it('says when there is no such ticket', async () => {
    answer = () => refusal(404, 'not-found');
    await follow();
    expect(follower.current()).toEqual({ connection: 'unknown', ticket: null });
    expect(timers).toEqual([]);
  });

  it.each(['', '../../health', 'short'])('asks nobody about %j', async (token) => {
    await follow(token);
    expect(follower.current().connection).toBe('unknown');
    expect(asked).toEqual([]);
  });

  it('drops the answer about the ticket before', async () => {
    const first = Promise.withResolvers<Response>();
    answer = () => first.promise;
    follower.follow(TOKEN);
    answer = () => Response.json({ ...TICKET, ticket: 'B012' });
    await follow(OTHER);
    first.resolve(Response.json(TICKET));
    await settle();
    expect(follower.current().ticket?.ticket).toBe('B012');
    expect(timers).toHaveLength(1);
  });
});
