import { beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../contract/staff.ts';
import { at, NOON, requestNo, SESSION } from '../lane/testing/requests.ts';
import type { Answer } from '../link/exchange.ts';
import { DeskBench, NO_COUNTER, no, ok, PREFERENCES } from './testing/desk-bench.ts';

let bench: DeskBench;

beforeEach(() => {
  bench = new DeskBench();
});

describe('coming and going', () => {
  it.each<[string, Answer<Session>, string, boolean]>([
    ['signed in', ok(SESSION), 'signed-in', true],
    ['signed out', no('not-signed-in'), 'signed-out', false],
    ['no answer', { kind: 'unreachable' }, 'asking', false],
  ])('after a reload: %s', async (_, answer, who, linked) => {
    bench.answers.session = answer;
    await bench.desk.start();
    expect(bench.desk.current().who.kind).toBe(who);
    expect(bench.isLinked).toBe(linked);
    expect(bench.retries).toHaveLength(who === 'asking' ? 1 : 0);
  });

  it('asks again until the central system bench.answers', async () => {
    bench.answers.session = { kind: 'unreachable' };
    await bench.desk.start();
    bench.answers.session = ok(SESSION);
    bench.retries[0]?.();
    await bench.settled();
    expect(bench.desk.current()).toMatchObject({ who: { kind: 'signed-in' }, trouble: null });
  });

  it('asks for the counter once, and remembers it', async () => {
    bench.answers.session = no('not-signed-in');
    bench.answers.signIn = ok(NO_COUNTER);
    await bench.desk.start();
    await bench.desk.signIn('berger', 'geheim');
    expect(bench.desk.current().isChoosingCounter).toBe(true);
    await bench.desk.chooseCounter(SESSION.counters[0]?.id ?? '');
    expect(bench.desk.current().isChoosingCounter).toBe(false);
    bench = new DeskBench(bench.kept);
    await bench.desk.start();
    await bench.desk.signIn('berger', 'geheim');
    expect(bench.desk.current().isChoosingCounter).toBe(false);
  });

  it('does not choose a remembered counter of another branch', async () => {
    bench = new DeskBench({ ...PREFERENCES, counterId: 'elsewhere' });
    bench.answers.session = ok(NO_COUNTER);
    await bench.desk.start();
    expect(bench.desk.current().isChoosingCounter).toBe(true);
  });

  it('asks IT for no counter', async () => {
    bench.answers.session = ok({ ...NO_COUNTER, account: { ...SESSION.account, role: 'it' } });
    await bench.desk.start();
    expect(bench.desk.current().isChoosingCounter).toBe(false);
  });

  it.each<[Answer<Session>, object]>([
    [no('sign-in-wrong'), { kind: 'refused', code: 'sign-in-wrong', callSign: null }],
    [no('sign-in-locked', 30), { kind: 'locked', endsAt: NOON + 30_000 }],
    [{ kind: 'unreachable' }, { kind: 'unreachable' }],
    [{ kind: 'outdated' }, { kind: 'outdated' }],
  ])('says why signing in failed: %j', async (answer, trouble) => {
    bench.answers.session = no('not-signed-in');
    bench.answers.signIn = answer;
    await bench.desk.start();
    await bench.desk.signIn('berger', 'falsch');
    expect(bench.desk.current()).toMatchObject({ who: { kind: 'signed-out' }, trouble });
  });

  it('loses nothing where the session ends elsewhere', async () => {
    await bench.begin(requestNo(1));
    await bench.key({ kind: 'answer' });
    bench.desk.tick(0);
    bench.desk.tick(2);
    bench.push({ kind: 'signed-out' });
    expect(bench.desk.current().who).toEqual({ kind: 'signed-out', why: 'ended' });
    expect(bench.isLinked).toBe(false);
    await bench.desk.signIn('berger', 'geheim');
    expect(bench.link.lastVersion()).toBe(1);
    bench.change(requestNo(1));
    await bench.key({ kind: 'answer' });
    expect(bench.desk.current().work?.seen).toEqual([
      'person-matches-photo',
      'card-belongs-to-person',
    ]);
  });

  it.each<[string, () => Promise<void>]>([
    ['somebody else', async () => bench.push({ kind: 'signed-out' })],
    ['whoever comes after signing out', () => bench.desk.signOut()],
  ])('shows nothing of it to %s', async (_, leave) => {
    await bench.begin(requestNo(1));
    await bench.key({ kind: 'answer' });
    await leave();
    bench.answers.signIn = ok({ ...SESSION, account: { ...SESSION.account, id: 'another' } });
    await bench.desk.signIn('yilmaz', 'geheim');
    expect(bench.desk.current()).toMatchObject({ lane: null, chosen: null, work: null });
  });
});

describe('the link', () => {
  it('is told as lost, and live again with the next message', async () => {
    await bench.begin(requestNo(1));
    bench.link.onLost(true);
    expect(bench.desk.current()).toMatchObject({ connection: 'lost', heardAt: NOON });
    bench.push({ kind: 'beat', version: 1, at: at(5) });
    expect(bench.desk.current()).toMatchObject({ connection: 'live', heardAt: NOON + 5_000 });
  });

  it.each<[Answer<Session>, string]>([
    [no('not-signed-in'), 'signed-out'],
    [ok(SESSION), 'signed-in'],
    [{ kind: 'unreachable' }, 'signed-in'],
  ])('that is not let in may mean that the session has ended: %j', async (answer, who) => {
    await bench.begin();
    bench.answers.session = answer;
    bench.link.onLost(false);
    await bench.settled();
    expect(bench.desk.current().who.kind).toBe(who);
  });

  it('may be too new for this page', async () => {
    await bench.begin();
    bench.link.onOutdated();
    expect(bench.desk.current().connection).toBe('outdated');
  });
});
