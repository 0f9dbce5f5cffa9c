import { and, assign } from 'xstate';
import { IDLE_COUNTDOWN_SECONDS } from './delays.ts';
import { kioskSetup } from './kiosk-setup.ts';

/** Beside the steps of a visit: whether anybody is still there. */
export const attentionState = kioskSetup.createStateConfig({
  initial: 'watching',
  on: {
    'visitor.*': '.watching',
    'secret.typed': '.watching',
    'scanner.read': '.watching',
    'card.*': { target: '.watching', actions: 'noteCard' },
    'reader.*': { target: '.watching', actions: 'noteCard' },
    'xstate.snapshot.flow': [
      { guard: 'waitsForStaff', target: '.patient' },
      { target: '.watching' },
    ],
    'xstate.done.actor.flow': '.watching',
    'xstate.error.actor.flow': '.watching',
  },
  states: {
    watching: {
      entry: assign({ idleSecondsLeft: null }),
      after: {
        idle: {
          target: 'warning',
          actions: assign({ idleSecondsLeft: IDLE_COUNTDOWN_SECONDS }),
        },
      },
    },
    // The visitor has nothing to do, and the flow ends this by itself.
    patient: {
      entry: assign({ idleSecondsLeft: null }),
      on: {
        'visitor.*': {},
        'secret.*': {},
        'card.*': {},
        'reader.*': {},
        'scanner.*': {},
      },
    },
    warning: {
      after: {
        countdownStep: [
          // The visitor may still be near, and staff must know.
          {
            guard: and(['countdownOver', 'leavesSomething']),
            target: '#kiosk.visit.steps.printing',
            actions: 'endAsLeft',
          },
          {
            guard: 'countdownOver',
            target: '#kiosk.closing',
            actions: assign({ expired: true, result: 'expired' }),
          },
          {
            target: 'warning',
            reenter: true,
            actions: assign({
              idleSecondsLeft: ({ context }) => (context.idleSecondsLeft ?? 0) - 1,
            }),
          },
        ],
      },
    },
  },
});
