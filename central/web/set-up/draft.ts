import type { QueueConfiguration, QueueService } from '../../contract/queue-configuration.ts';

/** The configuration while somebody edits it: a number may be missing for a while. Pure. */

export type DraftService = Omit<QueueService, 'series' | 'usualMinutes'> & {
  readonly series: {
    readonly prefix: string;
    readonly firstNumber: number | null;
    readonly lastNumber: number | null;
  };
  readonly usualMinutes: number | null;
};
export type DraftQueue = QueueConfiguration['queues'][number];
export type DraftCounter = QueueConfiguration['counters'][number];
export type Draft = Omit<QueueConfiguration, 'services'> & { readonly services: DraftService[] };

interface CounterOfBranch {
  readonly id: string;
}

/** Every counter of the branch has its line, and none that is gone. */
export function draftOf(
  configuration: QueueConfiguration,
  counters: readonly CounterOfBranch[],
): Draft {
  return {
    ...configuration,
    counters: counters.map(
      ({ id: counterId }) =>
        configuration.counters.find((each) => each.counterId === counterId) ?? {
          counterId,
          serviceIds: [],
          direction: null,
          arrow: null,
        },
    ),
  };
}

export function withQueue(draft: Draft, id: string): Draft {
  const queue = { id, name: '', place: '', openingHours: [], slipText: null };
  return { ...draft, queues: [...draft.queues, queue] };
}

const FIRST_NUMBER = 1;
const LAST_NUMBER = 499;
const USUAL_MINUTES = 10;

export function withService(draft: Draft, id: string): Draft {
  const service: DraftService = {
    id,
    name: '',
    queueId: draft.queues[0]?.id ?? '',
    series: { prefix: freePrefix(draft), firstNumber: FIRST_NUMBER, lastNumber: LAST_NUMBER },
    dailyLimit: null,
    usualMinutes: USUAL_MINUTES,
  };
  return { ...draft, services: [...draft.services, service] };
}

/** Nobody serves any more what is not there. */
export function withoutService(draft: Draft, id: string): Draft {
  return {
    ...draft,
    services: draft.services.filter((each) => each.id !== id),
    counters: draft.counters.map((counter) => ({
      ...counter,
      serviceIds: counter.serviceIds.filter((each) => each !== id),
    })),
    fastLaneServiceId: draft.fastLaneServiceId === id ? null : draft.fastLaneServiceId,
  };
}

export interface Placed<Item> {
  readonly item: Item;
  readonly index: number;
  /** e.g. `closedDays.2`, as faults name it. */
  readonly place: string;
}

/** Items that have no other identity than their place while they are edited. */
export function placed<Item>(items: readonly Item[], list: string): Placed<Item>[] {
  return items.map((item, index) => ({ item, index, place: `${list}.${index}` }));
}

export function without<Item>(items: readonly Item[], index: number): Item[] {
  return items.toSpliced(index, 1);
}

/** F belongs to the fast lane. */
const PREFIXES = 'ABCDEGHIJKLMNOPQRSTUVWXYZ';

function freePrefix({ services }: Draft): string {
  const used = new Set(services.map(({ series }) => series.prefix));
  return [...PREFIXES].find((prefix) => !used.has(prefix)) ?? '';
}
