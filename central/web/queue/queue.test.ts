import { describe, expect, it } from 'vitest';
import { at } from '../lane/testing/requests.ts';
import {
  type Queue,
  type QueuePush,
  queueAfter,
  queueWithAnswer,
  queueWithIssuing,
  queueWithPause,
} from './queue.ts';
import { entryNo, entryPush, HERE, queueSnapshot } from './testing/entries.ts';

const grown = (...pushes: QueuePush[]): Queue => {
  const queue = pushes.reduce<Queue | null>(queueAfter, null);
  if (!queue) throw new Error('nothing was pushed');
  return queue;
};
const shown = ({ version, entries }: Queue) => ({
  version,
  states: [...entries.values()].map(({ ticket, state }) => `${ticket} ${state}`).sort(),
});

const waits = entryNo(1);
const called = entryNo(1, { state: 'called', counter: HERE, changedAt: at(60) });
const second = entryNo(2);

describe('a queue', () => {
  it.each<[string, QueuePush[], { version: number; states: string[] }]>([
    ['begins with a snapshot', [queueSnapshot(3, waits)], { version: 3, states: ['A001 waiting'] }],
    [
      'takes an entry, after a gap too',
      [queueSnapshot(3, waits), entryPush(9, called), entryPush(12, second)],
      { version: 12, states: ['A001 called', 'A002 waiting'] },
    ],
    [
      'drops what comes late or again',
      [queueSnapshot(3, waits), entryPush(5, called), entryPush(5, waits), entryPush(4, waits)],
      { version: 5, states: ['A001 called'] },
    ],
    [
      'keeps up by beats',
      [queueSnapshot(3, waits), { kind: 'beat', version: 7, at: at(0) }, entryPush(6, called)],
      { version: 7, states: ['A001 waiting'] },
    ],
    [
      'begins anew with a snapshot, of a lower version too',
      [queueSnapshot(9, waits), queueSnapshot(2, second)],
      { version: 2, states: ['A002 waiting'] },
    ],
  ])('%s', (_, pushes, expected) => {
    expect(shown(grown(...pushes))).toEqual(expected);
  });

  it('knows nothing before its snapshot', () => {
    expect(queueAfter(null, entryPush(1, waits))).toBeNull();
  });

  it('takes switches, and keeps the people', () => {
    const switches = { pausing: [HERE.id], switchedOff: ['registration'] };
    const queue = grown(queueSnapshot(1, waits), {
      ...{ kind: 'switches', version: 2, switches, at: at(0) },
    });
    expect(queue.switches).toEqual(switches);
    expect(queue.entries.size).toBe(1);
  });

  it('takes an answer only where it is newer than what was pushed', () => {
    const queue = grown(queueSnapshot(1, waits));
    expect(shown(queueWithAnswer(queue, called)).states).toEqual(['A001 called']);
    const pushed = grown(queueSnapshot(1, waits), entryPush(2, called));
    expect(queueWithAnswer(pushed, waits)).toBe(pushed);
  });

  it('switches pause and issuing on and off, each once', () => {
    const queue = grown(queueSnapshot(1));
    const paused = queueWithPause(queueWithPause(queue, HERE.id, true), HERE.id, true);
    expect(paused.switches.pausing).toEqual([HERE.id]);
    expect(queueWithPause(paused, HERE.id, false).switches.pausing).toEqual([]);
    const off = queueWithIssuing(queue, 'registration', false);
    expect(off.switches.switchedOff).toEqual(['registration']);
    expect(queueWithIssuing(off, 'registration', true).switches.switchedOff).toEqual([]);
  });

  it('keeps of those that are over only the latest', () => {
    const over = Array.from({ length: 70 }, (_, index) => entryNo(index + 10, { state: 'done' }));
    const queue = grown(
      queueSnapshot(1, waits),
      ...over.map((entry, index) => entryPush(index + 2, entry)),
    );
    expect(queue.entries.size).toBe(51);
    expect(queue.entries.has(waits.id)).toBe(true);
    expect(queue.entries.has(over.at(-1)?.id ?? '')).toBe(true);
    expect(queue.entries.has(over[0]?.id ?? '')).toBe(false);
  });
});
