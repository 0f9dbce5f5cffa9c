import type { KioskQueue } from '../../../../central/contract/queue.ts';
import type { ZmsConfig, ZmsScopeConfig } from '../../../../config/queue-system.ts';
import type { Asked } from '../queue-system.ts';
import { dayAfter, type WallClock } from './wall-clock.ts';
import { askedOf, type ZmsAnswer, type ZmsClient } from './zms-client.ts';
import { openStateOf, type Period, periodsOn } from './zms-hours.ts';
import type { ZmsTicketPrinter } from './zms-printer.ts';
import type { ZmsSession } from './zms-session.ts';
import { availabilities, queue, scope, type ZmsQueueEntry, type ZmsScope } from './zms-shapes.ts';
import { waitsOf } from './zms-tickets.ts';

/** What a kiosk may offer of the locations that belong to its branch. */

export interface ZmsOfferParts {
  readonly config: Pick<ZmsConfig, 'scopes'>;
  readonly client: ZmsClient;
  readonly session: ZmsSession;
  readonly printer: ZmsTicketPrinter;
  readonly clock: WallClock;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Service = KioskQueue['services'][number];
type ServiceConfig = ZmsScopeConfig['services'][number];

/** ZMS refuses lists of more: `TooManyButtons`. */
const BUTTONS_MAX = 6;
/** For a kiosk that is cut off. */
const DAYS = 14;
const NAME_LENGTH_MAX = 60;
const SLIP_TEXT_LENGTH_MAX = 240;

interface Button {
  readonly enabled: boolean;
  readonly name: string;
}

export function buttonOf(scopeId: number, { requestId }: ServiceConfig): string {
  return requestId === null ? `s${scopeId}` : `r${scopeId}-${requestId}`;
}

export async function readOffer(parts: ZmsOfferParts): Promise<Asked<KioskQueue>> {
  const { config, clock, now } = parts;
  const buttons = await readButtons(parts);
  if (buttons.kind !== 'answered') return askedOf(buttons);
  const services: Service[] = [];
  for (const each of config.scopes) {
    const [state, waiting, hours] = await Promise.all([
      readScope(parts.client, each.id),
      readQueue(parts.client, each.id),
      readHours(parts, each.id),
    ]);
    if (state.kind !== 'answered') return askedOf(state);
    if (waiting.kind !== 'answered') return askedOf(waiting);
    services.push(
      ...each.services.map((service) =>
        serviceOf(parts, {
          service,
          ...{ button: buttons.body.get(buttonOf(each.id, service)), hours },
          ...{ state: state.body, queue: waiting.body },
        }),
      ),
    );
  }
  return { kind: 'answered', body: { day: clock.day(now()), services } };
}

function serviceOf(
  { clock, now }: ZmsOfferParts,
  read: {
    readonly service: ServiceConfig;
    readonly button: Button | undefined;
    readonly state: ZmsScope;
    readonly queue: readonly ZmsQueueEntry[];
    readonly hours: Service['hours'];
  },
): Service {
  const { service, button, state, hours } = read;
  const { waiting, wait } = waitsOf(read.queue);
  const name = button?.name || service.serviceId;
  return {
    id: service.serviceId,
    name: name.slice(0, NAME_LENGTH_MAX),
    place: placeOf(state.contact?.name),
    open: openStateOf(state, { now: now(), clock, periods: hours[0]?.periods ?? [] }),
    ticketsLeft: ticketsLeft(state, button?.enabled ?? false),
    waiting,
    wait: hasCounters(state) ? wait : null,
    hours,
    slipText: state.hint.trim().slice(0, SLIP_TEXT_LENGTH_MAX) || null,
  };
}

export const placeOf = (name: string | undefined): string =>
  (name?.trim() || '–').slice(0, NAME_LENGTH_MAX);

/** Some versions count on from the day before until staff give a number. */
function ticketsLeft({ preferences, status }: ZmsScope, isEnabled: boolean): number | null {
  const most = preferences?.queue?.maxNumberContingent ?? 0;
  if (most === 0) return null;
  const left = Math.max(0, most - (status?.queue?.givenNumberCount ?? 0));
  return left === 0 && isEnabled ? most : left;
}

function hasCounters({ status }: ZmsScope): boolean {
  const { workstationCount = 0, ghostWorkstationCount = 0 } = status?.queue ?? {};
  return workstationCount > 0 || ghostWorkstationCount > 0;
}

async function readButtons({
  config,
  printer,
}: ZmsOfferParts): Promise<ZmsAnswer<ReadonlyMap<string, Button>>> {
  const wanted = config.scopes.flatMap(({ id, services }) =>
    services.map((service) => buttonOf(id, service)),
  );
  const found = new Map<string, Button>();
  for (let first = 0; first < wanted.length; first += BUTTONS_MAX) {
    const names = wanted.slice(first, first + BUTTONS_MAX);
    const resolved = await printer.resolve(names);
    if (resolved.kind === 'failed' && resolved.failure.meaning === 'no-tickets-left') continue;
    if (resolved.kind !== 'answered') return resolved;
    if (!printer.isApproved(resolved.body)) return NOT_APPROVED;
    for (const [index, name] of names.entries()) {
      const button = resolved.body.buttons[index];
      if (button) found.set(name, button);
    }
  }
  return { kind: 'answered', body: found };
}

/** As ZMS's own page says it; none of its routes does. */
export const NOT_APPROVED = {
  kind: 'failed',
  failure: { name: 'TicketprinterNotEnabled', meaning: 'not-approved', data: null },
} as const satisfies ZmsAnswer<never>;

/** Without `keepLessData` nobody without a login is told how it stands. */
export function readScope(client: ZmsClient, id: number): Promise<ZmsAnswer<ZmsScope>> {
  const shown = 'keepLessData[]=status&keepLessData[]=preferences';
  const path = `/scope/${id}/?resolveReferences=1&${shown}&getIsOpened=1`;
  return client.ask({ method: 'GET', path, answer: scope });
}

export function readQueue(client: ZmsClient, id: number): Promise<ZmsAnswer<ZmsQueueEntry[]>> {
  return client.ask({ method: 'GET', path: `/scope/${id}/queue/`, answer: queue });
}

/** None where the technical user may not read them, or nobody answers: the offer goes without. */
export async function readHours(
  { session, clock, now }: Pick<ZmsOfferParts, 'session' | 'clock' | 'now'>,
  scopeId: number,
): Promise<Service['hours']> {
  const today = clock.day(now());
  const until = dayAfter(today, DAYS - 1);
  const path = `/scope/${scopeId}/availability/?startDate=${today}&endDate=${until}`;
  const answer = await session.ask({ method: 'GET', path, answer: availabilities });
  if (answer.kind !== 'answered') return [];
  return Array.from({ length: DAYS }, (_, index) => {
    const day = dayAfter(today, index);
    const periods: Period[] = periodsOn(day, answer.body, clock);
    return { day, periods };
  });
}
