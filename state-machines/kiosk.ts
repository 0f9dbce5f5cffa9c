import { assign, enqueueActions, not, stopChild } from 'xstate';
import type { ServiceName } from '../config/services.ts';
import { attentionState } from './kiosk-attention.ts';
import { type KioskContext, kioskSetup, NOBODY, servicesHere, servicesNow } from './kiosk-setup.ts';
import { printResult } from './print-result.ts';
import { working } from './screen-meta.ts';
import type { Screen } from './views.ts';

/** An appointment's code held before the reader says what its owner comes for. */
const SCANNED = {
  'scanner.read': {
    guard: 'checkInScanned',
    target: '#kiosk.visit.steps.opening',
    actions: 'beginCheckIn',
  },
} as const;

/**
 * The root machine: one visitor after the other, from the welcome screen to a wiped terminal. It
 * owns what flows do not: languages, the menu, the receipt, idle time, and the card that must not
 * stay behind.
 */
export const kioskMachine = kioskSetup.createMachine({
  id: 'kiosk',
  context: ({ input }) => ({
    ...input,
    services: servicesHere(input),
    ...NOBODY,
    language: input.defaultLanguage,
    card: 'no-reader',
  }),
  initial: 'attract',
  on: {
    'card.*': { actions: 'noteCard' },
    'reader.*': { actions: 'noteCard' },
    'staff.reset': '.closing',
  },
  states: {
    attract: {
      meta: { screen: () => ({ name: 'attract' }) },
      entry: assign(({ context }) => ({ ...NOBODY, language: context.defaultLanguage })),
      // A card that lies there is a visitor, or one that was forgotten: both lead on from a visit.
      always: [
        { guard: 'nothingToOffer', target: 'outOfService' },
        { guard: 'cardPresent', target: 'visit' },
      ],
      on: {
        ...SCANNED,
        'visitor.began': 'visit',
        'card.placed': { target: 'visit', actions: 'noteCard' },
      },
    },
    outOfService: {
      meta: {
        screen: ({ services }) => ({
          name: 'out-of-service',
          reason: services.length === 0 ? 'not-ready' : 'no-reader',
        }),
      },
      always: { guard: not('nothingToOffer'), target: 'attract' },
    },
    visit: {
      type: 'parallel',
      states: {
        steps: {
          initial: 'language',
          states: {
            language: {
              meta: { screen: () => ({ name: 'language' }) },
              on: {
                ...SCANNED,
                'visitor.language-chosen': {
                  target: 'menu',
                  actions: assign({ language: ({ event }) => event.language }),
                },
                'visitor.cancelled': '#kiosk.closing',
              },
            },
            menu: {
              meta: { screen: menuScreen },
              on: {
                ...SCANNED,
                'visitor.service-chosen': {
                  guard: ({ context, event }) => servicesNow(context).includes(event.service),
                  target: 'opening',
                  actions: assign({
                    service: ({ event }) => event.service,
                    transactionId: '',
                    result: 'cancelled',
                    callSign: null,
                    left: null,
                    receipt: 'none',
                    scanned: null,
                  }),
                },
                'visitor.cancelled': '#kiosk.closing',
              },
            },
            opening: {
              invoke: {
                src: 'openTransaction',
                input: ({ context }) => ({ service: offered(context) }),
                onDone: {
                  target: 'serving',
                  actions: assign({ transactionId: ({ event }) => event.output }),
                },
                // Nothing is done that cannot be written down.
                onError: {
                  target: 'outcome',
                  actions: assign({ result: 'terminal-fault', receipt: 'none' }),
                },
              },
            },
            serving: {
              entry: enqueueActions(({ context, enqueue }) => {
                const service = offered(context);
                enqueue.spawnChild(service, {
                  id: 'flow',
                  syncSnapshot: true,
                  input: { ...context, service },
                });
              }),
              exit: [stopChild('flow'), 'wipeAllSecrets'],
              on: {
                'visitor.*': { actions: 'passOn' },
                'secret.typed': { actions: 'passOn' },
                'lane.changed': { actions: 'passOn' },
                'scanner.read': { actions: 'passOn' },
                'card.*': { actions: ['noteCard', 'passOn'] },
                'reader.*': { actions: ['noteCard', 'passOn'] },
                'xstate.snapshot.flow': { actions: 'noteLeft' },
                'xstate.done.actor.flow': [
                  {
                    guard: ({ event }) => event.output.kind === 'switched',
                    target: 'opening',
                    actions: [
                      {
                        type: 'closeTransaction',
                        params: ({ event }) => ({ result: event.output.result, ticket: false }),
                      },
                      assign(({ event: { output } }) => ({
                        left: null,
                        scanned: null,
                        ...(output.kind === 'switched' ? { service: output.service } : {}),
                      })),
                    ],
                  },
                  {
                    guard: ({ event: { output } }) =>
                      output.kind === 'told' && output.next === 'menu',
                    target: 'menu',
                    actions: {
                      type: 'closeTransaction',
                      params: ({ event }) => ({ result: event.output.result, ticket: false }),
                    },
                  },
                  {
                    guard: ({ event }) => event.output.kind === 'told',
                    target: '#kiosk.closing',
                    actions: [
                      {
                        type: 'closeTransaction',
                        params: ({ event }) => ({ result: event.output.result, ticket: false }),
                      },
                      assign({ farewell: false }),
                    ],
                  },
                  {
                    target: 'printing',
                    actions: assign(({ event: { output } }) =>
                      output.kind === 'finished'
                        ? { result: output.result, callSign: output.callSign ?? null, left: null }
                        : {},
                    ),
                  },
                ],
                'xstate.error.actor.flow': {
                  target: 'printing',
                  actions: assign({ result: 'card-fault' }),
                },
              },
            },
            printing: {
              meta: working('printing'),
              entry: {
                type: 'closeTransaction',
                params: closing,
              },
              always: {
                guard: 'nothingToPrint',
                target: 'outcome',
                actions: assign({ receipt: 'none' }),
              },
              invoke: {
                src: 'printReceipt',
                input: ({ context }) => ({
                  transactionId: context.transactionId,
                  service: offered(context),
                  result: context.result,
                  language: context.language,
                  ...calledBy(context),
                }),
                onDone: {
                  target: 'outcome',
                  actions: assign({ receipt: ({ event }) => printResult(event.output) }),
                },
                onError: { target: 'outcome', actions: assign({ receipt: 'not-printed' }) },
              },
            },
            outcome: {
              meta: {
                screen: (context) => ({
                  name: 'outcome',
                  service: offered(context),
                  result: context.result,
                  receipt: context.receipt,
                  transactionId: context.transactionId,
                  ...calledBy(context),
                  actions: ['confirm', 'alternative'],
                }),
              },
              on: {
                'visitor.confirmed': '#kiosk.closing',
                'visitor.chose-alternative': 'menu',
              },
            },
          },
        },
        attention: attentionState,
      },
    },
    closing: {
      entry: [
        assign({ idleSecondsLeft: null }),
        { type: 'closeTransaction', params: closing },
        'wipeAllSecrets',
      ],
      always: [
        { guard: 'cardPresent', target: 'takeCard' },
        { guard: ({ context }) => !context.farewell, target: 'wiping' },
        { target: 'goodbye' },
      ],
    },
    takeCard: {
      initial: 'reminding',
      on: {
        'card.removed': { target: 'goodbye', actions: 'noteCard' },
        'reader.lost': { target: 'goodbye', actions: 'noteCard' },
      },
      states: {
        reminding: {
          meta: { screen: () => ({ name: 'take-card', forgotten: false }) },
          after: { cardForgotten: 'forgotten' },
        },
        forgotten: {
          meta: { screen: () => ({ name: 'take-card', forgotten: true }) },
          entry: 'tellStaffOfForgottenCard',
        },
      },
    },
    goodbye: {
      meta: { screen: ({ expired }) => ({ name: 'goodbye', expired }) },
      after: { goodbye: 'wiping' },
      on: { 'visitor.began': 'wiping', 'visitor.confirmed': 'wiping' },
    },
    wiping: {
      meta: { screen: () => ({ name: 'out-of-service', reason: 'starting' }) },
      invoke: { src: 'wipeScreens', onDone: 'attract', onError: 'attract' },
    },
  },
});

function offered(context: KioskContext): ServiceName {
  if (context.service === null) throw new Error('no service has been chosen');
  return context.service;
}

function menuScreen(context: KioskContext): Screen {
  return { name: 'menu', services: servicesNow(context) };
}

function closing({ context }: { context: KioskContext }) {
  const ended = context.left ?? context;
  return { result: ended.result, ticket: 'callSign' in ended && (ended.callSign ?? null) !== null };
}

function calledBy({ callSign }: KioskContext): { readonly callSign?: string } {
  return callSign === null ? {} : { callSign };
}
