/**
 * What in a queue's configuration cannot be true together. Each is data, with the place where it
 * stands, so that a page can word it in its language beside the field.
 */

export type Contradiction =
  | { readonly kind: 'closes-first' }
  | { readonly kind: 'series-ends-first' }
  | { readonly kind: 'prefix-of-fast-lane' }
  | { readonly kind: 'queue-twice'; readonly id: string }
  | { readonly kind: 'service-twice'; readonly id: string }
  | { readonly kind: 'counter-twice'; readonly id: string }
  | { readonly kind: 'day-twice'; readonly id: string }
  | { readonly kind: 'queue-unknown'; readonly id: string; readonly serviceId: string }
  | { readonly kind: 'service-unknown'; readonly id: string }
  | { readonly kind: 'numbers-shared'; readonly id: string; readonly serviceId: string };

export type ContradictionKind = Contradiction['kind'];
type Known<Kind extends ContradictionKind> = Extract<Contradiction, { readonly kind: Kind }>;

/** English, for whoever reads a log or works at a shell; pages have their own sentences. */
const SENTENCES: {
  readonly [Kind in ContradictionKind]: (contradiction: Known<Kind>) => string;
} = {
  'closes-first': () => 'closes before it opens',
  'series-ends-first': () => 'ends before it begins',
  'prefix-of-fast-lane': () => 'F belongs to the fast lane',
  'queue-twice': ({ id }) => `queue ${id} stands there twice`,
  'service-twice': ({ id }) => `service ${id} stands there twice`,
  'counter-twice': ({ id }) => `counter ${id} stands there twice`,
  'day-twice': ({ id }) => `the day ${id} stands there twice`,
  'queue-unknown': ({ id, serviceId }) => `service ${serviceId} names the unknown queue ${id}`,
  'service-unknown': ({ id }) => `there is no service ${id}`,
  'numbers-shared': ({ id, serviceId }) =>
    `services ${id} and ${serviceId} would give the same numbers`,
};

/** As an issue of zod carries it. */
export function issueOf<Kind extends ContradictionKind>(contradiction: Known<Kind>) {
  const sentence: (contradiction: Known<Kind>) => string = SENTENCES[contradiction.kind as Kind];
  return { message: sentence(contradiction), params: { ...contradiction } };
}

export interface PlacedContradiction {
  readonly path: (string | number)[];
  readonly contradiction: Contradiction;
}

interface Contradictory {
  readonly queues: readonly { readonly id: string }[];
  readonly services: readonly NumberedService[];
  readonly counters: readonly { counterId: string; serviceIds: readonly string[] }[];
  readonly closedDays: readonly { readonly day: string }[];
  readonly specialDays: readonly { readonly day: string }[];
  readonly fastLaneServiceId: string | null;
}

interface NumberedService {
  readonly id: string;
  readonly queueId: string;
  readonly series: {
    readonly prefix: string;
    readonly firstNumber: number;
    readonly lastNumber: number;
  };
}

/** Those between parts of the configuration. */
export function contradictionsIn(configuration: Contradictory): PlacedContradiction[] {
  const { queues, services, counters, closedDays, specialDays } = configuration;
  return [
    ...repeated('queue-twice', queues, ({ id }) => id, ['queues', 'id']),
    ...repeated('service-twice', services, ({ id }) => id, ['services', 'id']),
    ...repeated('counter-twice', counters, ({ counterId }) => counterId, ['counters', 'counterId']),
    ...repeated('day-twice', closedDays, ({ day }) => day, ['closedDays', 'day']),
    ...repeated('day-twice', specialDays, ({ day }) => day, ['specialDays', 'day']),
    ...unknownQueues(configuration),
    ...unknownServices(configuration),
    ...sharedNumbers(services),
  ];
}

function repeated<Item>(
  kind: 'queue-twice' | 'service-twice' | 'counter-twice' | 'day-twice',
  items: readonly Item[],
  idOf: (item: Item) => string,
  [list, field]: readonly [string, string],
): PlacedContradiction[] {
  const ids = items.map(idOf);
  return ids.flatMap((id, index) =>
    ids.indexOf(id) === index ? [] : [{ path: [list, index, field], contradiction: { kind, id } }],
  );
}

function unknownQueues({ queues, services }: Contradictory): PlacedContradiction[] {
  const known = new Set(queues.map(({ id }) => id));
  return services.flatMap(({ id: serviceId, queueId: id }, index) =>
    known.has(id)
      ? []
      : [
          {
            path: ['services', index, 'queueId'],
            contradiction: { kind: 'queue-unknown', id, serviceId },
          },
        ],
  );
}

function unknownServices(configuration: Contradictory): PlacedContradiction[] {
  const { services, counters, fastLaneServiceId } = configuration;
  const known = new Set(services.map(({ id }) => id));
  const named: { path: (string | number)[]; id: string }[] = counters.flatMap(
    ({ serviceIds }, counter) =>
      serviceIds.map((id, index) => ({ path: ['counters', counter, 'serviceIds', index], id })),
  );
  if (fastLaneServiceId !== null) {
    named.push({ path: ['fastLaneServiceId'], id: fastLaneServiceId });
  }
  return named.flatMap(({ path, id }) =>
    known.has(id) ? [] : [{ path, contradiction: { kind: 'service-unknown', id } }],
  );
}

function sharedNumbers(services: readonly NumberedService[]): PlacedContradiction[] {
  return services.flatMap(({ id: serviceId, series: own }, index) =>
    services.slice(0, index).flatMap(({ id, series: other }) =>
      other.prefix === own.prefix &&
      other.firstNumber <= own.lastNumber &&
      own.firstNumber <= other.lastNumber
        ? [
            {
              path: ['services', index, 'series'],
              contradiction: { kind: 'numbers-shared' as const, id, serviceId },
            },
          ]
        : [],
    ),
  );
}
