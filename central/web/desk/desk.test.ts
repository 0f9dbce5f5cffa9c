import { beforeEach, describe, expect, it } from 'vitest';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import { alarmNo, at, MINE, requestNo } from '../lane/testing/requests.ts';
import type { Answer } from '../link/exchange.ts';
import { chosenIn } from './desk-state.ts';
import { press } from './press.ts';
import { DeskBench, NO_COUNTER, no, ok } from './testing/desk-bench.ts';

let bench: DeskBench;

beforeEach(() => {
  bench = new DeskBench();
});

const tickAll = (): void => [0, 1, 2].forEach((index) => void bench.desk.tick(index));

describe('answering', () => {
  it('takes, asks for three things and approves, all by key', async () => {
    await bench.begin(requestNo(1), requestNo(2, { openedAt: at(-9) }));
    await bench.key({ kind: 'answer' });
    expect(chosenIn(bench.desk.current())?.callSign).toBe('F02');
    expect(bench.desk.current().focus.place).toBe('panel');
    await bench.desk.approve();
    bench.desk.tick(0);
    bench.desk.tick(1);
    await bench.desk.approve();
    expect(bench.steps).toEqual(['take F02']);
    bench.desk.tick(2);
    await bench.desk.approve();
    expect(bench.steps).toEqual(['take F02', 'approve F02']);
    expect(chosenIn(bench.desk.current())?.state).toBe('approved');
    expect(bench.desk.current()).toMatchObject({ work: null, focus: { place: 'list' } });
  });

  it('refuses with one of four reasons only', async () => {
    await bench.begin(requestNo(1));
    await bench.key({ kind: 'refuse' });
    await bench.desk.refuse();
    bench.desk.tick(4);
    expect(bench.desk.current().work?.reason).toBeNull();
    bench.desk.tick(3);
    bench.desk.tick(1);
    await bench.desk.refuse();
    expect(bench.steps).toEqual(['take F01', 'refuse F01']);
    expect(chosenIn(bench.desk.current())).toMatchObject({ state: 'refused', ticket: 'waiting' });
  });

  it('goes back from refusing and keeps the ticks', async () => {
    await bench.begin(requestNo(1));
    await bench.key({ kind: 'answer' });
    bench.desk.tick(1);
    await bench.key({ kind: 'refuse' });
    bench.desk.tick(0);
    await bench.key({ kind: 'back' });
    expect(bench.desk.current().work).toMatchObject({ mode: 'approve', seen: ['card-valid'] });
    expect(bench.steps).toEqual(['take F01']);
  });

  it('gives back', async () => {
    await bench.begin(requestNo(1));
    await bench.key({ kind: 'give-back' });
    await bench.key({ kind: 'answer' });
    await bench.key({ kind: 'give-back' });
    expect(bench.steps).toEqual(['take F01', 'release F01']);
    expect(chosenIn(bench.desk.current())?.state).toBe('open');
  });

  it('hears the next key where the push is quicker than the answer', async () => {
    await bench.begin(requestNo(1));
    press(bench.desk, { kind: 'answer' });
    bench.change(requestNo(1, MINE));
    press(bench.desk, { kind: 'refuse' });
    press(bench.desk, { kind: 'tick', index: 1 });
    await bench.settled();
    expect(bench.desk.current().work).toMatchObject({ mode: 'refuse', reason: 'card-not-valid' });
    expect(bench.steps).toEqual(['take F01']);
  });

  it('forgets the ticks of what it gives back', async () => {
    await bench.begin(requestNo(1));
    await bench.key({ kind: 'answer' });
    tickAll();
    await bench.key({ kind: 'give-back' });
    await bench.key({ kind: 'answer' });
    expect(bench.desk.current().work?.seen).toEqual([]);
  });

  it('takes a tick back', async () => {
    await bench.begin(requestNo(1));
    await bench.key({ kind: 'answer' });
    tickAll();
    bench.desk.tick(1);
    await bench.desk.approve();
    expect(bench.steps).toEqual(['take F01']);
  });

  it.each<[string, Partial<FastLaneRequest>]>([
    ['another attempt', { attempt: 2 }],
    ['a colleague', { state: 'taken', takenBy: { name: 'D. Yılmaz', counter: 'Schalter 2' } }],
    ['an end', { state: 'withdrawn' }],
  ])('drops the ticks at %s', async (_, said) => {
    await bench.begin(requestNo(1));
    await bench.key({ kind: 'answer' });
    tickAll();
    bench.change(requestNo(1, said));
    expect(bench.desk.current().work).toBeNull();
    await bench.desk.approve();
    expect(bench.steps).toEqual(['take F01']);
  });

  it('sends one step at a time', async () => {
    await bench.begin(requestNo(1));
    press(bench.desk, { kind: 'answer' });
    press(bench.desk, { kind: 'answer' });
    await bench.settled();
    tickAll();
    await Promise.all([bench.desk.approve(), bench.desk.approve()]);
    expect(bench.steps).toEqual(['take F01', 'approve F01']);
  });

  it('opens after a reload what it holds', async () => {
    await bench.begin(requestNo(1), requestNo(2, MINE));
    expect(chosenIn(bench.desk.current())?.callSign).toBe('F02');
    expect(bench.desk.current().work).toMatchObject({ mode: 'approve', seen: [] });
  });

  it.each<[string, Answer<never>, object | null]>([
    ['conflict', no('conflict'), { kind: 'refused', code: 'conflict', callSign: 'F01' }],
    [
      'somebody was quicker',
      no('taken-by-another'),
      { kind: 'refused', code: 'taken-by-another', callSign: 'F01' },
    ],
    ['no answer', { kind: 'unreachable' }, { kind: 'unanswered', callSign: 'F01' }],
    ['a newer server', { kind: 'outdated' }, { kind: 'outdated' }],
    ['another tab signed in', no('csrf'), { kind: 'refused', code: 'csrf', callSign: 'F01' }],
  ])('says so and leaves the list as it is: %s', async (_, answer, trouble) => {
    await bench.begin(requestNo(1));
    bench.answers.step = answer;
    await bench.key({ kind: 'answer' });
    expect(bench.desk.current()).toMatchObject({ trouble });
    expect(chosenIn(bench.desk.current())?.state).toBe('open');
    bench.desk.dismiss();
    expect(bench.desk.current().trouble).toBeNull();
  });

  it('goes to the sign-in where nobody is signed in any more', async () => {
    await bench.begin(requestNo(1));
    bench.answers.step = no('not-signed-in');
    await bench.key({ kind: 'answer' });
    expect(bench.desk.current().who).toEqual({ kind: 'signed-out', why: 'ended' });
  });

  it('asks for the counter where the session has lost it', async () => {
    await bench.begin(requestNo(1));
    bench.answers.step = no('counter-missing');
    bench.answers.session = ok(NO_COUNTER);
    await bench.key({ kind: 'answer' });
    expect(bench.desk.current().isChoosingCounter).toBe(true);
  });
});

describe('news', () => {
  it('sounds once for a new request and for an alarm, not for the rest', async () => {
    await bench.begin(requestNo(1));
    expect(bench.chimes).toBe(0);
    bench.change(requestNo(2));
    expect(bench.chimes).toBe(1);
    bench.change(requestNo(2, MINE));
    bench.push({ kind: 'beat', version: 3, at: at(0) });
    expect(bench.chimes).toBe(1);
    bench.push({ kind: 'alarm', version: 9, alarm: alarmNo(9), at: at(0) });
    expect(bench.chimes).toBe(2);
  });

  it('is silent where the sound is off, and that is remembered', async () => {
    await bench.begin();
    await bench.key({ kind: 'sound' });
    bench.change(requestNo(2));
    expect(bench.chimes).toBe(0);
    expect(bench.desk.current().news).toMatchObject({ serial: 1 });
    expect(bench.kept.sound).toBe(false);
  });
});

describe('moving in the list', () => {
  it('goes over what runs and what waits for a counter', async () => {
    await bench.begin(
      requestNo(1),
      requestNo(2, { openedAt: at(1) }),
      requestNo(3, { state: 'refused', ticket: 'waiting' }),
      requestNo(4, { state: 'withdrawn' }),
    );
    const seen: (string | undefined)[] = [];
    for (const step of [1, 1, 1, 1, -1] as const) {
      await bench.key({ kind: 'move', step });
      seen.push(chosenIn(bench.desk.current())?.callSign);
    }
    expect(seen).toEqual(['F01', 'F02', 'F03', 'F03', 'F02']);
    expect(bench.desk.current().focus).toMatchObject({ place: 'list' });
  });

  it('marks a ticket as served', async () => {
    const ticket = requestNo(3, { state: 'refused', ticket: 'waiting' });
    await bench.begin(ticket);
    await bench.desk.serve(ticket);
    expect(bench.steps).toEqual(['serve F03']);
    expect(bench.desk.current().lane?.requests.get(ticket.id)?.ticket).toBe('served');
  });
});
