import { randomBytes } from 'node:crypto';
import type { Asked, TicketAnswer } from '../queue-system.ts';
import { refusalOf } from './zms-errors.ts';
import { openStateOf } from './zms-hours.ts';
import {
  buttonOf,
  NOT_APPROVED,
  placeOf,
  readHours,
  readQueue,
  readScope,
  type ZmsOfferParts,
} from './zms-offer.ts';
import { ticket, type ZmsTicket } from './zms-shapes.ts';
import { entryOf, waitsOf } from './zms-tickets.ts';

/**
 * Issuing is a `GET` with a side effect and no key to tell one wish from another. It is asked once;
 * an answer that got lost leaves a number in ZMS that nobody holds, and is never asked for again.
 */

type Wish = { readonly id: string; readonly serviceId: string };

/** Of a day at one kiosk. */
const REMEMBERED_MAX = 2_000;
const FOLLOW_TOKEN_BYTES = 16;

export function createIssuing(parts: ZmsOfferParts): (wish: Wish) => Promise<Asked<TicketAnswer>> {
  const remembered = new Map<string, Promise<Asked<TicketAnswer>>>();
  return ({ id, serviceId }) => {
    const before = remembered.get(id);
    if (before) return before;
    const answer = issue(parts, serviceId);
    remembered.set(id, answer);
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
    const forget = () => remembered.delete(id);
    answer.then((asked) => isFinal(asked) || forget(), forget);
    return answer;
  };
}

function isFinal(asked: Asked<TicketAnswer>): boolean {
  return asked.kind === 'answered' ? asked.body.kind === 'given' : asked.kind === 'unknown';
}

async function issue(parts: ZmsOfferParts, serviceId: string): Promise<Asked<TicketAnswer>> {
  const { printer, config } = parts;
  const scope = config.scopes.find(({ services }) =>
    services.some((service) => service.serviceId === serviceId),
  );
  const service = scope?.services.find((each) => each.serviceId === serviceId);
  if (!scope || !service) {
    return { kind: 'refused', code: 'service-not-offered', mendedBy: 'it' };
  }
  // The route that issues checks neither hours nor approval; its clients have to.
  const resolved = await printer.resolve([buttonOf(scope.id, service)]);
  if (resolved.kind !== 'answered') return notIssued(resolved);
  if (!printer.isApproved(resolved.body)) return refusalOf(NOT_APPROVED.failure);
  if (!resolved.body.buttons[0]?.enabled) return whyNot(parts, scope.id);
  const { requestId } = service;
  const given = await printer.ask((hash) => ({
    method: 'GET',
    path: `/scope/${scope.id}/waitingnumber/${hash}/${requestId === null ? '' : `?requestId=${requestId}`}`,
    ...{ answer: ticket, changes: true },
  }));
  if (given.kind !== 'answered') return notIssued(given);
  return { kind: 'answered', body: await ticketGiven(parts, given.body) };
}

export async function ticketGiven(
  { client, config }: Pick<ZmsOfferParts, 'client' | 'config'>,
  given: ZmsTicket,
): Promise<Extract<TicketAnswer, { kind: 'given' }>> {
  const queue = await readQueue(client, Number(given.scope.id));
  return {
    kind: 'given',
    entry: entryOf(given, config),
    place: placeOf(given.scope.contact?.name),
    wait: queue.kind === 'answered' ? waitsOf(queue.body, given.queue.number).wait : null,
    // ZMS has no page for a phone; nobody will look for this one.
    followToken: randomBytes(FOLLOW_TOKEN_BYTES).toString('base64url'),
  };
}

function notIssued(
  answer: Exclude<Awaited<ReturnType<ZmsOfferParts['printer']['resolve']>>, { kind: 'answered' }>,
): Asked<TicketAnswer> {
  if (answer.kind !== 'failed') return answer;
  return answer.failure.meaning === 'no-tickets-left' ? NO_TICKETS_LEFT : refusalOf(answer.failure);
}

const NO_TICKETS_LEFT = { kind: 'answered', body: { kind: 'no-tickets-left' } } as const;

async function whyNot(parts: ZmsOfferParts, scopeId: number): Promise<Asked<TicketAnswer>> {
  const { client, clock, now } = parts;
  const [scope, hours] = await Promise.all([readScope(client, scopeId), readHours(parts, scopeId)]);
  if (scope.kind !== 'answered') {
    return scope.kind === 'failed' ? refusalOf(scope.failure) : { kind: 'unreachable' };
  }
  const open = openStateOf(scope.body, { now: now(), clock, periods: hours[0]?.periods ?? [] });
  // Open and yet not enabled: the day's numbers are used up.
  return open.kind === 'open'
    ? NO_TICKETS_LEFT
    : { kind: 'answered', body: { kind: 'not-open', open } };
}
