import { assign } from 'xstate';
import { ENTRY_EVENTS } from '../events.ts';
import { type FlowEnd, switchedTo, told } from '../parts/flow-end.ts';
import { working } from '../screen-meta.ts';
import { named, type Refusal, refusalOf } from './queue-flow.ts';
import {
  groupsScreen,
  refusedScreen,
  searchScreen,
  takeTicketSetup,
  topicChosen,
  topicScreen,
  topicsScreen,
} from './take-ticket-setup.ts';

const NOT_SET_UP: Refusal = { notice: 'queue-not-admitted', about: null };
const UNREACHABLE: Refusal = { notice: 'queue-unreachable', about: null };
const GIVEN = told('ticket-given', 'start');

/** Finds what the visitor comes for, by groups or in their own words, and takes one ticket for it. */
export const takeTicketFlow = takeTicketSetup.createMachine({
  id: 'take-ticket',
  context: ({ input }) => ({
    ...input,
    offer: null,
    group: '',
    page: 0,
    typed: '',
    topic: null,
    ticket: null,
    refusal: null,
  }),
  initial: 'readingOffer',
  states: {
    readingOffer: {
      meta: working('asking-queue'),
      invoke: {
        src: 'readOffer',
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'read',
            target: 'choosing',
            actions: assign(({ event: { output } }) =>
              output.kind === 'read' ? { offer: output.offer, typed: '' } : {},
            ),
          },
          {
            target: 'refused',
            actions: assign(({ context, event: { output } }) =>
              output.kind === 'read' ? {} : { offer: null, refusal: refusalOf(output, context) },
            ),
          },
        ],
        onError: { target: 'refused', actions: assign({ offer: null, refusal: UNREACHABLE }) },
      },
    },
    choosing: {
      initial: 'beginning',
      states: {
        beginning: {
          always: [
            {
              guard: 'servesNothing',
              target: '#take-ticket.refused',
              actions: assign({ offer: null, refusal: NOT_SET_UP }),
            },
            { target: 'group' },
          ],
        },
        group: {
          meta: { screen: groupsScreen },
          on: {
            'visitor.group-chosen': {
              guard: 'isGroup',
              target: 'topic',
              actions: 'noteGroup',
            },
            'visitor.chose-alternative': { target: 'search', actions: assign({ typed: '' }) },
            'visitor.cancelled': '#take-ticket.backToMenu',
          },
        },
        topic: {
          meta: { screen: topicsScreen },
          on: {
            'visitor.topic-chosen': {
              guard: 'isTopic',
              target: '#take-ticket.topic',
              actions: 'noteTopic',
            },
            'visitor.chose-alternative': { guard: 'morePages', actions: 'turnPage' },
            'visitor.cancelled': 'group',
          },
        },
        search: {
          meta: { screen: searchScreen },
          on: {
            'visitor.letter-typed': { actions: 'addLetter' },
            'visitor.letter-erased': { actions: 'eraseLetter' },
            'visitor.topic-chosen': {
              guard: 'isTopic',
              target: '#take-ticket.topic',
              actions: 'noteTopic',
            },
            'visitor.cancelled': 'group',
          },
        },
        whence: { type: 'history' },
      },
    },
    topic: {
      meta: { screen: topicScreen },
      on: {
        'visitor.confirmed': { guard: 'takeable', target: 'taking' },
        'visitor.service-chosen': { guard: 'doneHere', target: 'doneHere' },
        'visitor.cancelled': 'choosing.whence',
      },
    },
    // Listens to nothing: whatever else is touched now, one ticket is taken.
    taking: {
      meta: working('taking-ticket'),
      invoke: {
        src: 'takeTicket',
        input: ({ context }) => {
          const { id, serviceId } = topicChosen(context);
          return { topicId: id, serviceId };
        },
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'given',
            target: 'given',
            actions: assign(({ event: { output } }) =>
              output.kind === 'given' ? { ticket: output.ticket } : {},
            ),
          },
          {
            target: 'refused',
            actions: assign(({ context, event: { output } }) =>
              output.kind === 'given' ? {} : { refusal: refusalOf(output, context) },
            ),
          },
        ],
        onError: { target: 'refused', actions: assign({ refusal: UNREACHABLE }) },
      },
    },
    given: {
      meta: { left: () => GIVEN },
      on: ENTRY_EVENTS,
      invoke: {
        id: 'part',
        src: 'showTicket',
        onSnapshot: {},
        input: ({ context }) => {
          const { ticket, language, timeZone } = context;
          if (ticket === null) throw new Error('no ticket has been given');
          return { ticket, topic: named(topicChosen(context), language), language, timeZone };
        },
        onDone: 'taken',
      },
    },
    refused: {
      meta: { screen: refusedScreen },
      on: {
        'visitor.confirmed': 'nothingTaken',
        'visitor.chose-alternative': 'readingOffer',
        'visitor.cancelled': 'leftWithout',
      },
    },
    taken: { type: 'final', output: GIVEN },
    doneHere: {
      type: 'final',
      output: ({ event }) =>
        event.type === 'visitor.service-chosen'
          ? switchedTo(event.service, 'done-here')
          : told('cancelled', 'menu'),
    },
    backToMenu: { type: 'final', output: told('cancelled', 'menu') },
    nothingTaken: { type: 'final', output: told('no-ticket', 'menu') },
    leftWithout: { type: 'final', output: told('no-ticket', 'start') },
  },
  output: ({ event }) => (event as unknown as { output: FlowEnd }).output,
});
