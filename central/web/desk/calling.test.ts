import { describe, expect, it } from 'vitest';
import type { QueueEntry } from '../../contract/queue.ts';
import { at } from '../lane/testing/requests.ts';
import type { TicketGiven } from '../link/queue-api.ts';
import { entryNo, HERE, THERE } from '../queue/testing/entries.ts';
import { pressInQueue, type QueueDialog } from './press-queue.ts';
import { DeskBench, no, ok } from './testing/desk-bench.ts';

const called = (number: number, said: Partial<QueueEntry> = {}): QueueEntry =>
  entryNo(number, { state: 'called', counter: HERE, calls: 1, calledAt: at(90), ...said });

const ready = async (...entries: QueueEntry[]): Promise<DeskBench> => {
  const bench = new DeskBench();
  await bench.beginQueue(...entries);
  return bench;
};
const key = async (bench: DeskBench, ...kinds: Parameters<typeof pressInQueue>[1]['kind'][]) => {
  const opened: QueueDialog[] = [];
  for (const kind of kinds) {
    const page = {
      openDialog: (dialog: QueueDialog) => opened.push(dialog),
      openHelp: () => undefined,
      showLane: () => undefined,
    };
    pressInQueue(bench.desk, kind === 'move' ? { kind, step: 1 } : { kind }, page);
    await bench.settled();
  }
  return opened.map(({ kind }) => kind);
};
const troubleOf = ({ desk }: DeskBench) => desk.current().trouble;

describe('next', () => {
  it('calls whom the central system says, before it is pushed', async () => {
    const bench = await ready(entryNo(1), entryNo(2));
    bench.answers.next = ok({ kind: 'called', entry: called(2, { changedAt: at(90) }) });
    await key(bench, 'next');
    const entries = bench.desk.current().calling.queue?.entries;
    expect(entries?.get(entryNo(2).id)?.state).toBe('called');
    expect(troubleOf(bench)).toBeNull();
  });

  it('calls one person, however quickly it is pressed twice', async () => {
    const bench = await ready(entryNo(1), entryNo(2));
    bench.answers.next = ok({ kind: 'called', entry: called(1, { changedAt: at(90) }) });
    let answer = (): void => undefined;
    bench.held = new Promise((resolve) => {
      answer = resolve;
    });
    await key(bench, 'next', 'next');
    answer();
    await bench.settled();
    await key(bench, 'next');
    expect(bench.asked).toEqual(['next']);
    expect(troubleOf(bench)).toEqual({ kind: 'notice', notice: 'in-hand', ticket: 'A001' });
  });

  it('says that nobody waits', async () => {
    const bench = await ready();
    await key(bench, 'next');
    expect(troubleOf(bench)).toMatchObject({ notice: 'nobody-waits' });
  });

  it('is refused where the link is not live, and while the counter pauses', async () => {
    const bench = await ready(entryNo(1));
    bench.link.onLost(true);
    await key(bench, 'next', 'pause');
    expect(troubleOf(bench)).toMatchObject({ notice: 'not-live' });
    expect(bench.asked).toEqual([]);
    bench.pushEntry(entryNo(2));
    await key(bench, 'pause', 'next');
    expect(troubleOf(bench)).toMatchObject({ notice: 'pauses' });
    await key(bench, 'pause');
    expect(bench.asked).toEqual(['pause true', 'pause false']);
  });
});

describe('steps with the person at the counter', () => {
  it('are taken by keys where the state offers them', async () => {
    const bench = await ready(called(1));
    await key(bench, 'finish');
    expect(bench.asked).toEqual([]);
    await key(bench, 'recall', 'serve', 'finish', 'finish', 'miss');
    expect(bench.asked).toEqual(['recall A001', 'serve A001', 'finish A001']);
  });

  it('open a dialog where a word more is needed', async () => {
    const bench = await ready(called(1));
    expect(
      await key(bench, 'park', 'forward', 'ticket', 'search', 'appointments', 'issuing'),
    ).toEqual([...['park', 'forward', 'ticket', 'search', 'appointments', 'issuing']]);
    expect(bench.asked).toEqual([]);
  });

  it('never touch the marked row', async () => {
    const bench = await ready(entryNo(1), entryNo(2));
    await key(bench, 'move', 'finish', 'miss', 'return');
    expect(bench.desk.current().calling.chosen).toBe(entryNo(1).id);
    expect(bench.asked).toEqual([]);
  });

  it('tell where another counter was quicker', async () => {
    const bench = await ready(entryNo(1));
    bench.answers.step = no('taken-by-another');
    await bench.desk.calling.step(entryNo(1), { kind: 'call' });
    expect(troubleOf(bench)).toEqual({
      ...{ kind: 'refused', code: 'taken-by-another', callSign: 'A001' },
    });
    bench.pushEntry(entryNo(1, { state: 'called', counter: THERE }));
    expect(bench.desk.current().calling.queue?.entries.get(entryNo(1).id)?.counter).toEqual(THERE);
  });

  it('call nobody out of turn while somebody is here', async () => {
    const bench = await ready(called(1), entryNo(2));
    expect(await bench.desk.calling.step(entryNo(2), { kind: 'call' })).toBe(false);
    expect(bench.asked).toEqual([]);
    expect(troubleOf(bench)).toMatchObject({ notice: 'in-hand', ticket: 'A001' });
  });
});

describe('appointments', () => {
  it('are checked in by their codes, and told where one is gone', async () => {
    const bench = await ready();
    const { calling } = bench.desk;
    expect(await calling.checkIn(entryNo(7).id, 'K7MR4W2P')).toBeNull();
    expect(troubleOf(bench)).toMatchObject({ notice: 'unknown-code' });
    const given: TicketGiven = {
      kind: 'given',
      ...{ entry: entryNo(7), place: 'Wartebereich 1', wait: null },
      followToken: 'T'.repeat(22),
    };
    bench.answers.checkIn = ok(given);
    expect(await calling.checkIn(entryNo(7).id, 'K7MR4W2P')).toEqual(given);
    expect(bench.desk.current().calling.queue?.entries.get(entryNo(7).id)?.ticket).toBe('A007');
    expect(bench.asked).toEqual(['check in K7MR4W2P', 'check in K7MR4W2P']);
  });

  it('are not checked in while the page is not live', async () => {
    const bench = await ready();
    bench.link.onLost(true);
    expect(await bench.desk.calling.checkIn(entryNo(7).id, 'K7MR4W2P')).toBeNull();
    expect(bench.asked).toEqual([]);
  });
});

describe('what a desk hears', () => {
  it('rings for the first who waits, and is silent for more', async () => {
    const bench = await ready();
    bench.pushEntry(entryNo(1));
    expect(bench.chimes).toBe(1);
    bench.pushEntry(entryNo(2));
    expect(bench.chimes).toBe(1);
    expect(bench.desk.current().news.items).toMatchObject([{ kind: 'somebody-waits' }]);
  });

  it('switches issuing before it is pushed', async () => {
    const bench = await ready();
    await bench.desk.calling.issue({ serviceId: 'registration', issues: false, text: null });
    expect(bench.desk.current().calling.queue?.switches.switchedOff).toEqual(['registration']);
  });
});
