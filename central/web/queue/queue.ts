import type { QueueEntry } from '../../contract/queue.ts';
import type { CounterPush } from '../../contract/staff.ts';

/** What a counter knows of its branch's queue, grown from what the central system pushes. */

export interface Queue {
  readonly version: number;
  /** Today's; of those that are over only the latest. */
  readonly entries: ReadonlyMap<string, QueueEntry>;
  readonly switches: Switches;
}

export type QueuePush = Exclude<CounterPush, { kind: 'signed-out' }>;
type Switches = Extract<CounterPush, { kind: 'switches' }>['switches'];

/** Kept so that a list that was asked for shows how they ended. */
const OVER_MAX = 50;

/** Versions may be left out but never go back, so one that does is old and is dropped. */
export function queueAfter(queue: Queue | null, push: QueuePush): Queue | null {
  const { version } = push;
  if (push.kind === 'snapshot') {
    const entries = new Map(push.entries.map((entry) => [entry.id, entry]));
    return { version, entries, switches: push.switches };
  }
  if (queue === null || version <= queue.version) return queue;
  switch (push.kind) {
    case 'entry': {
      const entries = new Map(queue.entries).set(push.entry.id, push.entry);
      return { ...queue, version, entries: pruned(entries) };
    }
    case 'switches':
      return { ...queue, version, switches: push.switches };
    default:
      return { ...queue, version };
  }
}

/** The answer to a counter's own step, which may come before or after the change is pushed. */
export function queueWithAnswer(queue: Queue, entry: QueueEntry): Queue {
  const known = queue.entries.get(entry.id);
  if (known && known.changedAt >= entry.changedAt) return queue;
  return { ...queue, entries: pruned(new Map(queue.entries).set(entry.id, entry)) };
}

export function queueWithPause(queue: Queue, counterId: string, pauses: boolean): Queue {
  const pausing = toggled(queue.switches.pausing, counterId, pauses);
  return { ...queue, switches: { ...queue.switches, pausing } };
}

export function queueWithIssuing(queue: Queue, serviceId: string, issues: boolean): Queue {
  const switchedOff = toggled(queue.switches.switchedOff, serviceId, !issues);
  return { ...queue, switches: { ...queue.switches, switchedOff } };
}

export function isOver({ state }: QueueEntry): boolean {
  return state === 'done' || state === 'cancelled';
}

function toggled(ids: readonly string[], id: string, isIn: boolean): string[] {
  const others = ids.filter((each) => each !== id);
  return isIn ? [...others, id] : others;
}

function pruned(entries: Map<string, QueueEntry>): ReadonlyMap<string, QueueEntry> {
  const over = [...entries.values()].filter(isOver);
  if (over.length <= OVER_MAX) return entries;
  const latestFirst = over.toSorted((a, b) => Date.parse(b.changedAt) - Date.parse(a.changedAt));
  for (const { id } of latestFirst.slice(OVER_MAX)) entries.delete(id);
  return entries;
}
