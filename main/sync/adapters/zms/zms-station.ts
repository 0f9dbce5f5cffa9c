import type { EntryStep, NextAnswer, QueueEntry } from '../../../../central/contract/queue.ts';
import type { ZmsConfig } from '../../../../config/queue-system.ts';
import type { Asked, CallingStation } from '../queue-system.ts';
import { askedOf, type ZmsAnswer, type ZmsQuestion } from './zms-client.ts';
import type { ZmsSession } from './zms-session.ts';
import { ticket, ticketOrNone, workstation, type ZmsTicket } from './zms-shapes.ts';
import { appointmentOf, entryOf, zmsIdOf } from './zms-tickets.ts';

/** A counter of ZMS that calls. */
export interface ZmsStationParts {
  readonly config: Pick<ZmsConfig, 'scopes'>;
  /** Of the user at that counter. */
  readonly session: ZmsSession;
  /** Whose people it calls. */
  readonly scopeId: number;
}

/** Other counters are as quick; each round somebody is called. */
const TRIES_MAX = 20;
const FIRST = 1;
const WALK_IN_PRIORITY = 3;
const APPOINTMENT_PRIORITY = 2;

type Kind = EntryStep['kind'];
type StepOf<Name extends Kind> = Extract<EntryStep, { kind: Name }>;
type Steps = {
  readonly [Name in Kind]: (
    parts: ZmsStationParts,
    entryId: string,
    step: StepOf<Name>,
  ) => Promise<ZmsAnswer<ZmsTicket>>;
};

export function createZmsStation(parts: ZmsStationParts): CallingStation {
  return {
    next: () => callNext(parts),
    async step(entryId, step) {
      const act = STEPS[step.kind] as Steps[Kind];
      const answer = await act(parts, entryId, step as never);
      return answer.kind === 'answered'
        ? { kind: 'answered', body: entryOf(answer.body, parts.config) }
        : askedOf<QueueEntry>(answer);
    },
  };
}

async function callNext(parts: ZmsStationParts): Promise<Asked<NextAnswer>> {
  const { config, scopeId } = parts;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const inHand = await readInHand(parts);
    if (inHand.kind !== 'answered') return askedOf(inHand);
    if (inHand.body) {
      // Called by the try before, whose answer got lost, or still there from somebody before.
      const kind = tries === 0 ? 'in-hand' : 'called';
      return { kind: 'answered', body: { kind, entry: entryOf(inHand.body, config) } };
    }
    const next = await ask(parts, {
      ...{ method: 'GET', path: `/scope/${scopeId}/queue/next/`, answer: ticketOrNone },
    });
    if (next.kind !== 'answered') return askedOf(next);
    if (next.body === null) return { kind: 'answered', body: { kind: 'nobody' } };
    const called = await call(parts, next.body);
    if (called.kind === 'answered') {
      return { kind: 'answered', body: { kind: 'called', entry: entryOf(called.body, config) } };
    }
    const isTaken = called.kind === 'failed' && called.failure.name === 'ProcessAlreadyCalled';
    if (!isTaken && called.kind !== 'unknown') return askedOf(called);
  }
  return { kind: 'unreachable' };
}

const STEPS: Steps = {
  call: async (parts, entryId) => {
    const found = await readWaiting(parts, entryId);
    return found.kind === 'answered' ? call(parts, found.body) : found;
  },
  recall: (parts, entryId) => withInHand(parts, entryId, (inHand) => call(parts, inHand)),
  serve: (parts, entryId) =>
    withInHand(parts, entryId, (inHand) => update(parts, { ...inHand, status: 'processing' })),
  finish: (parts, entryId) =>
    withInHand(parts, entryId, (inHand) =>
      post(parts, '/process/status/finished/', { ...inHand, status: 'finished' }),
    ),
  miss: (parts, entryId) =>
    withInHand(parts, entryId, async () => {
      const action = 'requeue_after_call_count_keep';
      const ended = await remove(parts, `/workstation/process/?action=${action}`);
      return ended.kind === 'answered' ? readWaiting(parts, entryId) : ended;
    }),
  park: (parts, entryId, { note }) =>
    withInHand(parts, entryId, async (inHand) => {
      const noted = note === null ? null : await update(parts, { ...inHand, amendment: note });
      if (noted && noted.kind !== 'answered') return noted;
      const parked = await remove(parts, '/workstation/process/parked/');
      return parked.kind === 'answered' ? readWaiting(parts, entryId) : parked;
    }),
  return: async (parts, entryId) => {
    const inHand = await readInHand(parts);
    if (inHand.kind !== 'answered') return inHand;
    if (inHand.body?.id === zmsIdOf(entryId)) {
      const ended = await remove(parts, '/workstation/process/');
      return ended.kind === 'answered' ? readWaiting(parts, entryId) : ended;
    }
    const found = await readWaiting(parts, entryId);
    return found.kind === 'answered' ? queueAgain(parts, found.body) : found;
  },
  forward: (parts, entryId, step) =>
    withInHand(parts, entryId, (inHand) => forward(parts, inHand, step)),
  cancel: async (parts, entryId) => {
    const inHand = await readInHand(parts);
    if (inHand.kind !== 'answered') return inHand;
    if (inHand.body?.id === zmsIdOf(entryId)) {
      const ended = await remove(parts, '/workstation/process/');
      if (ended.kind !== 'answered') return ended;
    }
    const path = `/process/${zmsIdOf(entryId)}/`;
    return ask(parts, { method: 'DELETE', path, answer: ticket, changes: true });
  },
  prefer: async (parts, entryId, { preferred }) => {
    const found = await readWaiting(parts, entryId);
    if (found.kind !== 'answered') return found;
    const priority = preferred ? FIRST : usualPriorityOf(found.body);
    return queueAgain(parts, { ...found.body, priority });
  },
};

/**
 * ZMS ends the old ticket and makes one with the same number that waits from now on. Its old place
 * is put back (it-at-m/eappointment #2834, #3081).
 */
async function forward(
  parts: ZmsStationParts,
  inHand: ZmsTicket,
  { serviceId, note }: StepOf<'forward'>,
): Promise<ZmsAnswer<ZmsTicket>> {
  const scope = parts.config.scopes.find(({ services }) =>
    services.some((service) => service.serviceId === serviceId),
  );
  if (!scope) {
    const failure = { name: 'service-not-offered', meaning: 'misconfigured', data: null } as const;
    return { kind: 'failed', failure };
  }
  const made = await post(parts, '/process/status/redirect/', {
    ...inHand,
    scope: { id: scope.id },
    ...(note !== null && { amendment: note }),
  });
  if (made.kind !== 'answered') return made;
  // Only a workstation of the same location may touch it.
  return queueAgain(
    { ...parts, scopeId: scope.id },
    {
      ...made.body,
      priority: usualPriorityOf(inHand),
      queue: { ...made.body.queue, arrivalTime: inHand.queue.arrivalTime },
    },
  );
}

function usualPriorityOf(found: ZmsTicket): number {
  return appointmentOf(found) === null ? WALK_IN_PRIORITY : APPOINTMENT_PRIORITY;
}

function queueAgain(parts: ZmsStationParts, found: ZmsTicket): Promise<ZmsAnswer<ZmsTicket>> {
  return post(parts, '/process/status/queued/', found);
}

/** Also for those in hand: the state that is sent, not the one that is stored, must be a waiting one. */
async function call(parts: ZmsStationParts, found: ZmsTicket): Promise<ZmsAnswer<ZmsTicket>> {
  const answer = await ask(parts, {
    ...{ method: 'POST', path: '/workstation/process/called/' },
    body: { ...found, status: appointmentOf(found) === null ? 'queued' : 'confirmed' },
    ...{ answer: workstation, changes: true },
  });
  if (answer.kind !== 'answered') return answer;
  const { process } = answer.body;
  return process ? { kind: 'answered', body: process } : { kind: 'unknown' };
}

async function withInHand(
  parts: ZmsStationParts,
  entryId: string,
  act: (inHand: ZmsTicket) => Promise<ZmsAnswer<ZmsTicket>>,
): Promise<ZmsAnswer<ZmsTicket>> {
  const inHand = await readInHand(parts);
  if (inHand.kind !== 'answered') return inHand;
  if (inHand.body?.id === zmsIdOf(entryId)) return act(inHand.body);
  return { kind: 'failed', failure: { name: 'not-in-hand', meaning: 'conflict', data: null } };
}

async function readInHand(parts: ZmsStationParts): Promise<ZmsAnswer<ZmsTicket | null>> {
  const path = '/workstation/?resolveReferences=1';
  const answer = await ask(parts, { method: 'GET', path, answer: workstation });
  return answer.kind === 'answered' ? { ...answer, body: answer.body.process ?? null } : answer;
}

function readWaiting(parts: ZmsStationParts, entryId: string): Promise<ZmsAnswer<ZmsTicket>> {
  const path = `/process/${zmsIdOf(entryId)}/`;
  return ask(parts, { method: 'GET', path, answer: ticket, isWhole: true });
}

function update(parts: ZmsStationParts, changed: ZmsTicket): Promise<ZmsAnswer<ZmsTicket>> {
  return post(parts, `/process/${changed.id}/${changed.authKey}/?initiator=admin`, changed);
}

function post(parts: ZmsStationParts, path: string, body: object): Promise<ZmsAnswer<ZmsTicket>> {
  return ask(parts, { method: 'POST', path, body, answer: ticket, changes: true });
}

function remove(parts: ZmsStationParts, path: string): Promise<ZmsAnswer<unknown>> {
  return ask(parts, { method: 'DELETE', path, answer: workstation, changes: true });
}

function ask<Answer>(
  { session, scopeId }: ZmsStationParts,
  question: ZmsQuestion<Answer>,
): Promise<ZmsAnswer<Answer>> {
  return session.askAt(scopeId, question);
}
