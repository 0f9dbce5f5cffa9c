import { assign, forwardTo, setup } from 'xstate';
import { appointmentCodeIn, CODE_KEYS, CODE_LENGTH } from '../appointment-code.ts';
import { DELAYS } from '../delays.ts';
import { ENTRY_EVENTS, type FlowEvent } from '../events.ts';
import { type FlowEnd, type FlowInput, switchedTo, told } from '../parts/flow-end.ts';
import { operations } from '../parts/operations.ts';
import { showTicketMachine } from '../parts/show-ticket.ts';
import type { Ticket } from '../ports/queue.ts';
import { type ScreenMeta, working } from '../screen-meta.ts';
import type { QueueNotice, Screen, ScreenAction } from '../views.ts';
import { queueNoticeScreen, type Refusal, refusalOf, unknownCode } from './queue-flow.ts';

/** Checks in whoever has an appointment, by its code typed or held before the QR code reader. */

interface Context extends FlowInput {
  readonly typed: string;
  readonly ticket: Ticket | null;
  readonly refusal: Refusal;
}

/** What else there is to do; a ticket is offered only where this terminal gives any. */
const ACTIONS: Readonly<Partial<Record<QueueNotice, readonly ScreenAction[]>>> = {
  'unknown-code': ['confirm', 'alternative', 'cancel'],
  'unknown-scan': ['confirm', 'alternative', 'cancel'],
  'too-early': ['confirm', 'alternative'],
  'appointment-over': ['confirm', 'alternative'],
  'check-in-unreachable': ['confirm', 'alternative'],
};

const CHECKED_IN = told('checked-in', 'start');

const ASKS_AGAIN: ReadonlySet<QueueNotice> = new Set<QueueNotice>(['unknown-code', 'unknown-scan']);

const UNREACHABLE: Refusal = { notice: 'check-in-unreachable', about: null };

const SCANNED = {
  'scanner.read': [
    { guard: 'isCodeScanned', target: 'checkingIn', actions: 'noteScanned' },
    { target: 'refused', actions: 'noteUnknown' },
  ],
} as const;

export const checkInFlow = setup({
  types: {
    context: {} as Context,
    input: {} as FlowInput,
    output: {} as FlowEnd,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<Context>,
  },
  actors: { checkIn: operations.checkIn, showTicket: showTicketMachine },
  actions: {
    passOn: forwardTo('part'),
    noteScanned: assign(({ event }) =>
      event.type === 'scanner.read' ? { typed: appointmentCodeIn(event.text) ?? '' } : {},
    ),
    noteUnknown: assign(({ context }) => ({ refusal: unknownCode(context) })),
    addLetter: assign(({ context: { typed }, event }) =>
      event.type === 'visitor.letter-typed' && CODE_KEYS.includes(event.letter)
        ? { typed: `${typed}${event.letter}`.slice(0, CODE_LENGTH) }
        : {},
    ),
    eraseLetter: assign(({ context: { typed } }) => ({ typed: typed.slice(0, -1) })),
  },
  guards: {
    // What was scanned may be longer.
    isWhole: ({ context }) => context.typed.length >= CODE_LENGTH,
    isCodeScanned: ({ event }) =>
      event.type === 'scanner.read' && appointmentCodeIn(event.text) !== null,
    codesAreTyped: ({ context }) => context.codeForm === 'typed-or-scanned',
    asksAgain: ({ context }) => ASKS_AGAIN.has(context.refusal.notice),
    givesTickets: ({ context }) => context.services.includes('take-ticket'),
  },
  delays: DELAYS,
}).createMachine({
  id: 'check-in',
  context: ({ input }) => ({
    ...input,
    typed: appointmentCodeIn(input.scanned ?? '') ?? '',
    ticket: null,
    refusal: UNREACHABLE,
  }),
  initial: 'beginning',
  states: {
    beginning: {
      always: [
        { guard: 'isWhole', target: 'checkingIn' },
        { guard: 'codesAreTyped', target: 'typing' },
        { target: 'scanning' },
      ],
    },
    typing: {
      meta: { screen: codeScreen },
      on: {
        'visitor.letter-typed': { actions: 'addLetter' },
        'visitor.letter-erased': { actions: 'eraseLetter' },
        'visitor.confirmed': { guard: 'isWhole', target: 'checkingIn' },
        'visitor.cancelled': 'backToMenu',
        ...SCANNED,
      },
    },
    scanning: {
      meta: { screen: scanScreen },
      on: {
        'visitor.chose-alternative': { guard: 'givesTickets', target: 'toTicket' },
        'visitor.cancelled': 'backToMenu',
        ...SCANNED,
      },
    },
    // Listens to nothing, as taking a ticket does.
    checkingIn: {
      meta: working('checking-in'),
      invoke: {
        src: 'checkIn',
        input: ({ context }) => ({ code: context.typed }),
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'given',
            target: 'given',
            actions: assign(({ event: { output } }) =>
              output.kind === 'given' ? { ticket: output.ticket } : {},
            ),
          },
          {
            guard: ({ event }) => event.output.kind === 'unreachable',
            target: 'refused',
            actions: assign({ refusal: UNREACHABLE }),
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
      meta: { left: () => CHECKED_IN },
      on: ENTRY_EVENTS,
      invoke: {
        id: 'part',
        src: 'showTicket',
        onSnapshot: {},
        input: ({ context: { ticket, language, timeZone } }) => {
          if (ticket === null) throw new Error('nobody has been checked in');
          return { ticket, topic: null, language, timeZone };
        },
        onDone: 'checkedIn',
      },
    },
    refused: {
      meta: { screen: refusedScreen },
      on: {
        'visitor.confirmed': [
          { guard: 'asksAgain', target: 'beginning', actions: assign({ typed: '' }) },
          { target: 'leftWithout' },
        ],
        'visitor.chose-alternative': { guard: 'givesTickets', target: 'toTicket' },
        'visitor.cancelled': 'leftWithout',
        'scanner.read': {
          guard: 'isCodeScanned',
          target: 'checkingIn',
          actions: 'noteScanned',
        },
      },
    },
    checkedIn: { type: 'final', output: CHECKED_IN },
    toTicket: { type: 'final', output: switchedTo('take-ticket', 'no-ticket') },
    backToMenu: { type: 'final', output: told('cancelled', 'menu') },
    leftWithout: { type: 'final', output: told('no-ticket', 'start') },
  },
  output: ({ event }) => (event as unknown as { output: FlowEnd }).output,
});

function codeScreen({ typed, hasScanner }: Context): Screen {
  return {
    name: 'enter-code',
    typed,
    length: CODE_LENGTH,
    keys: CODE_KEYS,
    scans: hasScanner,
    actions: typed.length === CODE_LENGTH ? ['confirm', 'cancel'] : ['cancel'],
  };
}

function scanScreen({ services }: Context): Screen {
  const givesTickets = services.includes('take-ticket');
  return { name: 'scan-code', actions: givesTickets ? ['alternative', 'cancel'] : ['cancel'] };
}

function refusedScreen({ refusal, services }: Context): Screen {
  const actions = ACTIONS[refusal.notice] ?? ['confirm'];
  const givesTickets = services.includes('take-ticket');
  return queueNoticeScreen(
    refusal,
    actions.filter((action) => action !== 'alternative' || givesTickets),
  );
}
