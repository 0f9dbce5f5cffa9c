import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { PROBLEM_CODES, problem } from '../contract/problem.ts';
import { ProblemError } from './http/problem-error.ts';
import { PROBLEM_STATUS } from './http/problems.ts';
import { startTestCentral, type TestCentral } from './testing/test-central.ts';

const BODY_BYTES_MAX = 65_536;
const answers = z.strictObject({ text: z.string() });

// A database in memory is set up from nothing, which takes a second or more.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let central: TestCentral;

beforeAll(async () => {
  central = await startTestCentral(() => [
    async (fastify) => {
      fastify.get('/broken', () => {
        throw new Error('with a password in it');
      });
      fastify.get('/later', () => {
        throw new ProblemError('too-many-requests', 'Later.', 7);
      });
      fastify.route({
        method: 'POST',
        url: '/echo',
        schema: { body: answers, response: { 200: answers } },
        handler: ({ body }) => body,
      });
      fastify.route({
        method: 'GET',
        url: '/unlike-its-schema',
        schema: { response: { 200: answers } },
        handler: (): { text: string } => JSON.parse('{"text":5}'),
      });
    },
  ]);
});

afterAll(() => central.close());

describe('a refusal', () => {
  const echo = (payload: string, type = 'application/json') => ({
    method: 'POST' as const,
    url: '/echo',
    headers: { 'content-type': type },
    payload,
  });

  it.each([
    ['an unknown address', { method: 'GET' as const, url: '/nothing' }, 'not-found'],
    ['an unknown method', { method: 'PUT' as const, url: '/echo' }, 'not-found'],
    ['no JSON', echo('{'), 'malformed'],
    ['an empty body', echo(''), 'malformed'],
    ['another type', echo('text=a', 'application/x-www-form-urlencoded'), 'malformed'],
    ['another type with a JSON body', echo('{"text":"a"}', 'text/plain'), 'malformed'],
    ['a wrong field', echo('{"text":5}'), 'malformed'],
    ['a field too many', echo('{"text":"a","more":1}'), 'malformed'],
    ['a poisoned prototype', echo('{"text":"a","__proto__":{"x":1}}'), 'malformed'],
    ['a body just too long', echo(`{"text":"${'x'.repeat(BODY_BYTES_MAX - 10)}"}`), 'too-large'],
    ['a fault', { method: 'GET' as const, url: '/broken' }, 'server-fault'],
    [
      'an answer unlike its schema',
      { method: 'GET' as const, url: '/unlike-its-schema' },
      'server-fault',
    ],
    ['a refusal of a route', { method: 'GET' as const, url: '/later' }, 'too-many-requests'],
  ])('of %s is a problem', async (_name, request, code) => {
    const response = await central.server.inject(request);
    expect(response.headers['content-type']).toBe('application/problem+json');
    const answer = problem.parse(response.json());
    expect(answer.code).toBe(code);
    expect(answer.status).toBe(response.statusCode);
  });

  it('says when to come back', async () => {
    const response = await central.server.inject('/later');
    expect(response.headers['retry-after']).toBe('7');
    expect(response.json().retryAfterSeconds).toBe(7);
  });

  it('names the place of a wrong field and not what stood there', async () => {
    const response = await central.server.inject(echo('{"text":12345}'));
    expect(response.json().title).toContain('/text');
    expect(response.body).not.toContain('12345');
  });

  it('has a status for every code of the contract', () => {
    for (const code of PROBLEM_CODES) expect(PROBLEM_STATUS[code]).toBeGreaterThanOrEqual(400);
  });
});

it('takes a body that is just short enough', async () => {
  const payload = { text: 'x'.repeat(BODY_BYTES_MAX - 11) };
  const response = await central.server.inject({ method: 'POST', url: '/echo', payload });
  expect(response.statusCode).toBe(200);
});

it('tells a fault to the log, without its message, and to nobody else', async () => {
  central.logged.length = 0;
  const response = await central.server.inject('/broken');
  expect(response.body).not.toContain('password');
  expect(central.logged).toHaveLength(1);
  expect(central.logged[0]).toMatchObject({
    name: 'server.fault',
    fields: { where: '/broken', error: 'Error', code: null },
  });
  expect(JSON.stringify(central.logged)).not.toContain('password');
});

describe('headers of every answer', () => {
  it.each(['/health', '/nothing', '/broken'])('%s', async (url) => {
    const { headers } = await central.server.inject(url);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });
});

it('is healthy while its database answers', async () => {
  const other = await startTestCentral();
  expect((await other.server.inject('/health')).json()).toEqual({ state: 'ready' });
  await other.database.close();
  const response = await other.server.inject('/health');
  expect(response.json()).toMatchObject({ status: 500, code: 'server-fault' });
  await other.close();
});
