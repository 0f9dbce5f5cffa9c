import { assign, setup } from 'xstate';
import type { Language } from '../../config/languages.ts';
import { timeInWords } from '../branch-time.ts';
import { DELAYS } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import type { PrintOutcome } from '../ports/printer.ts';
import type { Ticket } from '../ports/queue.ts';
import { printResult } from '../print-result.ts';
import type { ScreenMeta } from '../screen-meta.ts';
import type { Named, PrintResult, Screen, ScreenAction } from '../views.ts';
import { operations } from './operations.ts';

/** Shows a ticket that has been given, at once and long enough to be read, and prints it once. */

export interface ShowTicketInput {
  readonly ticket: Ticket;
  /** Null where only the appointment knows. */
  readonly topic: Named | null;
  readonly language: Language;
  readonly timeZone: string;
}

interface Context extends ShowTicketInput {
  readonly slip: 'printing' | PrintResult;
}

const CAME_OUT: ReadonlySet<PrintOutcome['kind']> = new Set(['printed', 'probably-printed']);

export const showTicketMachine = setup({
  types: {
    context: {} as Context,
    input: {} as ShowTicketInput,
    events: {} as FlowEvent,
    meta: {} as ScreenMeta<Context>,
  },
  actors: { printTicket: operations.printTicket },
  delays: DELAYS,
}).createMachine({
  id: 'show-ticket',
  context: ({ input }) => ({ ...input, slip: 'printing' }),
  initial: 'printing',
  states: {
    printing: {
      meta: { screen: ticketScreen() },
      invoke: {
        src: 'printTicket',
        input: ({ context: { ticket, topic, language } }) => ({
          ticket,
          topicId: topic?.id ?? null,
          language,
        }),
        onDone: [
          {
            guard: ({ event }) => CAME_OUT.has(event.output.kind),
            target: 'printed',
            actions: assign({ slip: ({ event }) => printResult(event.output) }),
          },
          {
            target: 'toBeNoted',
            actions: assign({ slip: ({ event }) => printResult(event.output) }),
          },
        ],
        onError: { target: 'toBeNoted', actions: assign({ slip: 'not-printed' }) },
      },
    },
    printed: {
      meta: { screen: ticketScreen('confirm') },
      on: { 'visitor.confirmed': 'read' },
      after: { ticketShown: 'read' },
    },
    toBeNoted: {
      meta: { screen: ticketScreen('confirm') },
      on: { 'visitor.confirmed': 'read' },
      after: { ticketNoted: 'read' },
    },
    read: { type: 'final' },
  },
});

function ticketScreen(...actions: ScreenAction[]) {
  return ({ ticket, topic, slip, language, timeZone }: Context): Screen => ({
    name: 'ticket',
    ticket,
    topic,
    appointment:
      ticket.appointmentAt === null ? null : timeInWords(ticket.appointmentAt, language, timeZone),
    slip,
    actions,
  });
}
