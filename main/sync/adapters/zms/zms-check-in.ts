import type { Asked, CheckInAnswer } from '../queue-system.ts';
import type { ZmsAnswer } from './zms-client.ts';
import { readZmsCode, type ZmsCode } from './zms-code.ts';
import { refusalOf } from './zms-errors.ts';
import { ticketGiven } from './zms-issue.ts';
import type { ZmsOfferParts } from './zms-offer.ts';
import { ticket, type ZmsTicket } from './zms-shapes.ts';
import { appointmentOf, scopeConfigOf, timeOf } from './zms-tickets.ts';

/**
 * ZMS knows no check-in: an appointment joins the queue by itself at its time. That somebody is
 * there is said by putting it among the queued, at the place its time gives it.
 */

const UNKNOWN_CODE = { kind: 'answered', body: { kind: 'unknown-code' } } as const;
/** With an appointment, where nothing else was said. */
const APPOINTMENT_PRIORITY = 2;

const NOT_THERE_ANY_MORE: readonly string[] = ['deleted', 'blocked', 'reserved', 'preconfirmed'];
const OVER: readonly string[] = ['finished', 'pending', 'archived'];
const BEFORE_ARRIVAL: readonly string[] = ['confirmed', 'missed'];

export async function checkIn(parts: ZmsOfferParts, code: string): Promise<Asked<CheckInAnswer>> {
  const read = readZmsCode(code);
  if (!read) return UNKNOWN_CODE;
  const found = await lookUp(parts, read);
  if (found.kind !== 'answered') return notFound(found);
  const now = found.body;
  const isHere = scopeConfigOf(parts.config.scopes, now.scope.id) !== undefined;
  if (!isHere || NOT_THERE_ANY_MORE.includes(now.status)) return UNKNOWN_CODE;
  const otherTime = isOfAnotherTime(parts, now);
  if (otherTime) return { kind: 'answered', body: otherTime };
  const arrived = BEFORE_ARRIVAL.includes(now.status) ? await arrive(parts, read, now) : found;
  if (arrived.kind !== 'answered') return notFound(arrived);
  return { kind: 'answered', body: await ticketGiven(parts, arrived.body) };
}

function lookUp({ session }: ZmsOfferParts, { id, authKey }: ZmsCode) {
  const path = `/process/${id}/${authKey}/?resolveReferences=2`;
  return session.ask({ method: 'GET', path, answer: ticket, isWhole: true });
}

function notFound(answer: Exclude<ZmsAnswer<never>, { kind: 'answered' }>): Asked<CheckInAnswer> {
  if (answer.kind !== 'failed') return answer;
  return answer.failure.meaning === 'unknown-code' ? UNKNOWN_CODE : refusalOf(answer.failure);
}

function isOfAnotherTime({ clock, now }: ZmsOfferParts, found: ZmsTicket): CheckInAnswer | null {
  const at = appointmentOf(found) ?? found.queue.arrivalTime;
  const [day, today] = [clock.day(at * 1000), clock.day(now())];
  if (day > today) {
    const opensAt = new Date(clock.midnight(day)).toISOString();
    return { kind: 'too-early', opensAt };
  }
  return day < today || OVER.includes(found.status) ? { kind: 'over', at: timeOf(at) } : null;
}

/** Lost, it is looked at once more: what it does has the same effect however often it is done. */
async function arrive(
  parts: ZmsOfferParts,
  code: ZmsCode,
  found: ZmsTicket,
): Promise<ZmsAnswer<ZmsTicket>> {
  const arrivalTime = appointmentOf(found) ?? found.queue.arrivalTime;
  const answer = await parts.session.askAt(Number(found.scope.id), {
    ...{ method: 'POST', path: '/process/status/queued/', answer: ticket, changes: true },
    body: {
      ...found,
      priority: found.priority ?? APPOINTMENT_PRIORITY,
      queue: { ...found.queue, arrivalTime },
    },
  });
  if (answer.kind !== 'unknown') return answer;
  const now = await lookUp(parts, code);
  return now.kind === 'answered' && !BEFORE_ARRIVAL.includes(now.body.status) ? now : answer;
}
