import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallingStation } from '../queue-system.ts';
import { clear, startTestZms, type TestZms } from './testing/test-zms.ts';

const CALL = 'POST /workstation/process/called/';

let zms: TestZms;
let counter: CallingStation;
beforeAll(async () => {
  zms = await startTestZms();
});
beforeEach(async () => {
  clear(zms);
  counter = zms.station('Schalter 1');
  for (let each = 0; each < 2; each += 1) {
    await zms.queue.giveTicket({ id: randomUUID(), serviceId: 'identity-card' });
  }
});
afterAll(() => zms.close());

async function callNext(): Promise<string> {
  const next = await counter.next();
  if (next.kind !== 'answered' || next.body.kind !== 'called') throw new Error(next.kind);
  return next.body.entry.id;
}
const called = () => zms.server.state.processes.filter(({ status }) => status === 'called');

describe('a counter of ZMS', () => {
  it.each(['lost-after', 'lost-before', 'torn'] as const)(
    'calls one person, also where the answer to the call is %s',
    async (kind) => {
      zms.server.fail(CALL, { kind });
      expect(await counter.next()).toMatchObject({ body: { kind: 'called', entry: { calls: 1 } } });
      expect(called()).toHaveLength(1);
    },
  );

  it('calls the next one where another counter was quicker', async () => {
    zms.server.fail(CALL, { kind: 'exception', name: 'ProcessAlreadyCalled' });
    expect(await counter.next()).toMatchObject({ body: { kind: 'called' } });
  });

  it('does not say of a step whose answer is lost that it was taken', async () => {
    const id = await callNext();
    zms.server.fail('POST /process/status/finished/', { kind: 'lost-after' });
    expect(await counter.step(id, { kind: 'finish' })).toEqual({ kind: 'unknown' });
    expect(await counter.step(id, { kind: 'finish' })).toEqual({
      ...{ kind: 'refused', code: 'not-in-hand', mendedBy: 'staff' },
    });
  });

  it('lets somebody wait on who may be called once more, and does not call at once again', async () => {
    for (const scope of zms.server.state.scopes) scope.callCountMax = 1;
    const first = await callNext();
    expect(await counter.step(first, { kind: 'miss' })).toMatchObject({
      body: { state: 'waiting', calls: 1 },
    });
    expect(await callNext()).not.toBe(first);
    await counter.step(await inHand(), { kind: 'serve' });
    await counter.step(await inHand(), { kind: 'finish' });
    zms.server.state.now += 5 * 60_000;
    expect(await callNext()).toBe(first);
    expect(await counter.step(first, { kind: 'miss' })).toMatchObject({
      body: { state: 'missed' },
    });
  });

  it('tells IT that its user may not call', async () => {
    zms.server.fail(CALL, { kind: 'exception', name: 'UserAccountMissingRights' });
    expect(await counter.next()).toEqual({
      ...{ kind: 'refused', code: 'UserAccountMissingRights', mendedBy: 'it' },
    });
  });

  it('forwards to services of the branch only', async () => {
    const step = { kind: 'forward', serviceId: 'fishing', note: null } as const;
    expect(await counter.step(await callNext(), step)).toEqual({
      ...{ kind: 'refused', code: 'service-not-offered', mendedBy: 'it' },
    });
    expect(called()).toHaveLength(1);
  });
});

async function inHand(): Promise<string> {
  const next = await counter.next();
  if (next.kind !== 'answered' || next.body.kind !== 'in-hand') throw new Error(next.kind);
  return next.body.entry.id;
}
