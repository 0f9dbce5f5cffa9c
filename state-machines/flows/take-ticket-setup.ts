import { assign, forwardTo, setup } from 'xstate';
import type { Topic } from '../../config/catalogue.ts';
import type { ServiceName } from '../../config/services.ts';
import { DELAYS } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { findTopics } from '../find-topic.ts';
import type { FlowEnd, FlowInput } from '../parts/flow-end.ts';
import { operations } from '../parts/operations.ts';
import { showTicketMachine } from '../parts/show-ticket.ts';
import type { QueueOffer, Ticket } from '../ports/queue.ts';
import type { ScreenMeta } from '../screen-meta.ts';
import type { Screen } from '../views.ts';
import { isTakeable, named, queueNoticeScreen, type Refusal } from './queue-flow.ts';

/** What taking a ticket knows, asks for and shows. */

export interface TakeTicketContext extends FlowInput {
  readonly offer: QueueOffer | null;
  readonly group: string;
  /** From 0. */
  readonly page: number;
  readonly typed: string;
  readonly topic: Topic | null;
  readonly ticket: Ticket | null;
  readonly refusal: Refusal | null;
}

const TOPICS_ON_A_PAGE = 6;
const FOUND_SHOWN = 3;
const TYPED_MAX = 24;

export const takeTicketSetup = setup({
  types: {
    context: {} as TakeTicketContext,
    input: {} as FlowInput,
    output: {} as FlowEnd,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<TakeTicketContext>,
  },
  actors: {
    readOffer: operations.readOffer,
    takeTicket: operations.takeTicket,
    showTicket: showTicketMachine,
  },
  actions: {
    passOn: forwardTo('part'),
    noteGroup: assign(({ event }) =>
      event.type === 'visitor.group-chosen' ? { group: event.group, page: 0 } : {},
    ),
    turnPage: assign(({ context }) => ({ page: (context.page + 1) % pagesOf(context) })),
    noteTopic: assign(({ context, event }) =>
      event.type === 'visitor.topic-chosen' ? { topic: topicOf(context, event.topic) } : {},
    ),
    addLetter: assign(({ context: { typed }, event }) =>
      event.type === 'visitor.letter-typed'
        ? { typed: `${typed}${event.letter}`.trimStart().slice(0, TYPED_MAX) }
        : {},
    ),
    eraseLetter: assign(({ context: { typed } }) => ({ typed: typed.slice(0, -1) })),
  },
  guards: {
    isGroup: ({ context, event }) =>
      event.type === 'visitor.group-chosen' &&
      groupsOf(context).some(({ id }) => id === event.group),
    isTopic: ({ context, event }) =>
      event.type === 'visitor.topic-chosen' && topicOf(context, event.topic) !== null,
    morePages: ({ context }) => pagesOf(context) > 1,
    takeable: ({ context }) => {
      const offered = offeredFor(context);
      return offered !== null && isTakeable(offered);
    },
    doneHere: ({ context, event }) =>
      event.type === 'visitor.service-chosen' && hereFor(context).includes(event.service),
    servesNothing: ({ context }) => groupsOf(context).length === 0,
  },
  delays: DELAYS,
});

/** Without those for which the queue has no service and this terminal has none either. */
function topicsShown({ catalogue, offer, services }: TakeTicketContext): readonly Topic[] {
  return catalogue.topics.filter(
    (topic) =>
      offer === null || topic.serviceId in offer.services || doneHere(topic, services).length > 0,
  );
}

function topicOf(context: TakeTicketContext, id: string): Topic | null {
  return topicsShown(context).find((topic) => topic.id === id) ?? null;
}

/** A group without topics leads nowhere. */
function groupsOf(context: TakeTicketContext) {
  const topics = topicsShown(context);
  return context.catalogue.groups.filter(({ id }) => topics.some(({ group }) => group === id));
}

function topicsOf(context: TakeTicketContext): readonly Topic[] {
  return topicsShown(context).filter((topic) => topic.group === context.group);
}

function pagesOf(context: TakeTicketContext): number {
  return Math.max(1, Math.ceil(topicsOf(context).length / TOPICS_ON_A_PAGE));
}

function offeredFor({ offer, topic }: TakeTicketContext) {
  return topic === null ? null : (offer?.services[topic.serviceId] ?? null);
}

function hereFor({ topic, services }: TakeTicketContext) {
  return topic === null ? [] : doneHere(topic, services);
}

function doneHere({ here = [] }: Topic, services: readonly ServiceName[]) {
  return here.filter((service) => services.includes(service));
}

export function groupsScreen(context: TakeTicketContext): Screen {
  const groups = groupsOf(context).map((group) => named(group, context.language));
  return { name: 'topic-groups', groups, actions: ['alternative', 'cancel'] };
}

export function topicsScreen(context: TakeTicketContext): Screen {
  const { group, page, language, catalogue } = context;
  const title = catalogue.groups.find(({ id }) => id === group)?.title[language] ?? group;
  const from = page * TOPICS_ON_A_PAGE;
  const pages = pagesOf(context);
  return {
    name: 'topics',
    group: { id: group, title },
    topics: topicsOf(context)
      .slice(from, from + TOPICS_ON_A_PAGE)
      .map((topic) => named(topic, language)),
    page: page + 1,
    pages,
    actions: pages > 1 ? ['alternative', 'cancel'] : ['cancel'],
  };
}

export function searchScreen(context: TakeTicketContext): Screen {
  const { typed, language } = context;
  const found = findTopics(topicsShown(context), typed, FOUND_SHOWN);
  return {
    name: 'find-topic',
    typed,
    found: found.map((topic) => named(topic, language)),
    actions: ['cancel'],
  };
}

export function topicScreen(context: TakeTicketContext): Screen {
  const offered = offeredFor(context);
  return {
    name: 'topic',
    topic: named(topicChosen(context), context.language),
    here: hereFor(context),
    offered,
    reading: context.offer?.reading ?? 'remembered',
    actions: offered !== null && isTakeable(offered) ? ['confirm', 'cancel'] : ['cancel'],
  };
}

export function refusedScreen({ refusal, offer }: TakeTicketContext): Screen {
  if (refusal === null) throw new Error('nothing has been refused');
  return queueNoticeScreen(
    refusal,
    offer === null ? ['confirm'] : ['confirm', 'alternative', 'cancel'],
  );
}

export function topicChosen({ topic }: TakeTicketContext): Topic {
  if (topic === null) throw new Error('no topic has been chosen');
  return topic;
}
