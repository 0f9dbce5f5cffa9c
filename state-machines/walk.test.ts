import { describe, expect, it } from 'vitest';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { FLOWS } from './flows/catalogue.ts';
import { kioskMachine } from './kiosk.ts';
import { chooseNewPinMachine } from './parts/choose-new-pin.ts';
import { enterSecretMachine } from './parts/enter-secret.ts';
import { finished } from './parts/flow-end.ts';
import { lendRightMachine } from './parts/lend-right.ts';
import { presentCardMachine } from './parts/present-card.ts';
import { showTicketMachine } from './parts/show-ticket.ts';
import { usePinMachine } from './parts/use-pin.ts';
import type { SecretName } from './ports/secrets.ts';
import { screenOf } from './screen-meta.ts';
import { FLOW_EVENTS } from './testing/events.ts';
import { followSecrets } from './testing/held-secrets.ts';
import { ACT_ENDS, FLOW_ENDS, OUTPUTS, STATES } from './testing/outputs.ts';
import {
  CATALOGUE,
  CODE,
  identifyQueue,
  QUEUE_EVENTS,
  QUEUE_INPUT,
  QUEUE_OUTPUTS,
  TICKET,
} from './testing/queue-outputs.ts';
import { idleOffers, visitorAlone } from './testing/visitor.ts';
import { canReach, type WalkedState, type WalkOptions, walk } from './testing/walk.ts';

type Walked = [
  string,
  AnyStateMachine,
  unknown,
  Record<string, readonly unknown[]>,
  Pick<WalkOptions, 'events' | 'identify'>?,
];

const { 'take-ticket': takeTicketFlow, 'check-in': checkInFlow, ...cardFlows } = FLOWS;

const CARD_WALK = { events: FLOW_EVENTS };
const QUEUE_WALK = { events: QUEUE_EVENTS, identify: identifyQueue };

const actOf = (flow: AnyStateMachine) => flow.implementations.actors['act'] as AnyStateMachine;
const usesFastLane = (flow: AnyStateMachine): boolean => actOf(flow) === lendRightMachine;

const partsAndFlows: Walked[] = [
  ['enter-secret', enterSecretMachine, { secret: 'pin', minimum: 6, maximum: 6 }, OUTPUTS],
  ['choose-new-pin', chooseNewPinMachine, undefined, OUTPUTS],
  ['present-card', presentCardMachine, { service: 'change-pin', card: 'no-card' }, OUTPUTS],
  ...STATES.flatMap((state) =>
    (['change-pin', 'check-card'] as const).map(
      (service): Walked => [
        `use-pin (${service}, ${JSON.stringify(state)})`,
        usePinMachine,
        { service, state },
        OUTPUTS,
      ],
    ),
  ),
  ...Object.entries(cardFlows).flatMap(([service, flow]): Walked[] => [
    [service, flow, { service, card: 'no-card' }, { ...OUTPUTS, act: ACT_ENDS }],
    // The part behind the fast lane is too large for this, and has a test of its own.
    ...(usesFastLane(flow) ? [] : STATES).map(
      (state): Walked => [
        `what ${service} does with ${JSON.stringify(state)}`,
        actOf(flow),
        { service, state },
        // Inside change-pin this is the operation itself, elsewhere the part that uses it.
        { ...OUTPUTS, ...(service === 'change-pin' ? {} : { usePin: ACT_ENDS }) },
      ],
    ),
  ]),
  ...[takeTicketFlow, checkInFlow].map(
    (flow): Walked => [flow.id, flow, QUEUE_INPUT, QUEUE_OUTPUTS, QUEUE_WALK],
  ),
  [
    'check-in by scanning only',
    checkInFlow,
    { ...QUEUE_INPUT, codeForm: 'scanned-only' },
    QUEUE_OUTPUTS,
    QUEUE_WALK,
  ],
  [
    'show-ticket',
    showTicketMachine,
    { ...QUEUE_INPUT, ticket: TICKET, topic: null },
    QUEUE_OUTPUTS,
    QUEUE_WALK,
  ],
];

describe.each(partsAndFlows)('%s', (_, machine, input, outputs, how = CARD_WALK) => {
  const states = walk({ machine, input, outputs, ...how });

  it('can be left by the visitor from every reachable state', () => {
    const leaving = canReach(states, ({ snapshot }) => snapshot.status === 'done', visitorAlone);
    expect([...states.keys()].filter((key) => !leaving.has(key))).toEqual([]);
    expect(states.size).toBeGreaterThan(1);
  });

  it('offers no action that does nothing', () => {
    expect(idleOffers(states.values())).toEqual([]);
  });

  it('never ends in an error', () => {
    expect([...states.values()].filter(({ snapshot }) => snapshot.status === 'error')).toEqual([]);
  });
});

describe('secrets in use-pin', () => {
  const states = walk({
    machine: usePinMachine as AnyStateMachine,
    input: { service: 'change-pin', state: { kind: 'operational', triesLeft: 3 } },
    outputs: OUTPUTS,
    events: FLOW_EVENTS,
  });
  const TYPED_IN: Readonly<Record<string, SecretName>> = {
    can: 'can',
    pin: 'pin',
    newPin: 'new-pin',
  };
  const enteringOf = ({ value }: AnyMachineSnapshot): string => value['withCard']?.entering ?? '';
  const secrets = followSecrets(states, {
    starts: (snapshot) => enteringOf(snapshot) === 'pin' && snapshot.context.typed.length === 0,
    typedIn: (snapshot) => TYPED_IN[enteringOf(snapshot)],
    uses: (snapshot) => snapshot.value === 'using',
  });

  it.each(['pin', 'new-pin', 'can'] as const)('%s never outlives its use', (secret) => {
    expect(secrets.outliving(secret)).toEqual([]);
    expect(secrets.isUsed(secret)).toBe(true);
  });
});

it('the repetition of a new PIN is wiped as soon as it has been compared', () => {
  const states = walk({
    machine: chooseNewPinMachine,
    input: undefined,
    outputs: OUTPUTS,
    events: FLOW_EVENTS,
  });
  const comparing = [...states.values()].find(({ snapshot }) => snapshot.value === 'comparing');
  const leaving = comparing?.steps.filter(({ to }) => to !== comparing.key) ?? [];
  expect(leaving.length).toBeGreaterThan(0);
  for (const { actions } of leaving) {
    expect(actions).toContainEqual({
      type: 'wipeSecrets',
      params: { secrets: ['new-pin-again'] },
    });
  }
});

describe('kiosk', () => {
  const machine = kioskMachine.provide({
    guards: { countdownOver: ({ context }) => (context.idleSecondsLeft ?? 0) <= 19 },
  }) as AnyStateMachine;
  const states = walk({
    machine,
    input: {
      services: ['change-pin', 'unblock-pin', 'take-ticket', 'check-in'],
      defaultLanguage: 'de',
      catalogue: CATALOGUE,
      timeZone: 'Europe/Berlin',
      hasScanner: true,
      codeForm: 'typed-or-scanned',
    },
    outputs: OUTPUTS,
    events: [
      ...FLOW_EVENTS,
      { type: 'visitor.began' },
      { type: 'visitor.stayed' },
      { type: 'visitor.language-chosen', language: 'en' },
      { type: 'visitor.service-chosen', service: 'change-pin' },
      { type: 'visitor.service-chosen', service: 'check-in' },
      { type: 'scanner.read', text: CODE },
      { type: 'scanner.read', text: '4006381333931' },
      { type: 'staff.reset' },
      ...FLOW_ENDS.map((output) => ({ type: 'xstate.done.actor.flow', output })),
      { type: 'xstate.error.actor.flow' },
      ...['lane-waiting', 'working'].map((name) => ({
        type: 'xstate.snapshot.flow',
        snapshot: { children: {}, context: {}, getMeta: () => [{ screen: () => ({ name }) }] },
      })),
    ],
    identify: ({ context: { card, result, callSign, receipt, idleSecondsLeft, expired } }) => [
      card,
      result,
      callSign,
      receipt,
      idleSecondsLeft,
      expired,
    ],
  });
  const all = [...states.values()];
  const stepName = ({ snapshot }: WalkedState): string =>
    typeof snapshot.value === 'string'
      ? snapshot.value
      : (snapshot.value['visit']?.steps ?? Object.keys(snapshot.value)[0]);

  it('passes through every screen of a visit', () => {
    const names = new Set(all.map(stepName));
    for (const name of ['attract', 'language', 'menu', 'opening', 'serving']) {
      expect(names).toContain(name);
    }
    for (const name of ['printing', 'outcome', 'takeCard', 'goodbye', 'wiping']) {
      expect(names).toContain(name);
    }
  });

  it('comes back to the welcome screen from every state, by the visitor alone', () => {
    const home = canReach(
      states,
      (state) => stepName(state) === 'attract',
      (step, state) => visitorAlone(step, state) || step.event.type === 'visitor.began',
    );
    expect(all.filter(({ key }) => !home.has(key)).map(({ key }) => key)).toEqual([]);
  });

  it('comes back by time alone from every screen of a visit, once operations have ended', () => {
    const home = canReach(
      states,
      (state) => ['attract', 'takeCard'].includes(stepName(state)),
      ({ event }) => event.type.startsWith('xstate.'),
    );
    expect(all.filter(({ key }) => !home.has(key)).map(({ key }) => key)).toEqual([]);
  });

  it('reminds of the card before it says goodbye', () => {
    for (const state of all.filter(({ snapshot }) => snapshot.context.card === 'card')) {
      const leads = state.steps.filter(({ to }) => stepNameOf(to) === 'goodbye');
      if (stepName(state) === 'goodbye') continue;
      expect(stepName(state) === 'takeCard' || leads.length === 0, state.key).toBe(true);
      for (const { event } of leads) expect(['card.removed', 'reader.lost']).toContain(event.type);
    }
  });

  it('forgets every secret whenever a service ends, and closes its transaction', () => {
    for (const state of all.filter((candidate) => stepName(candidate) === 'serving')) {
      for (const step of state.steps) {
        if (stepNameOf(step.to) === 'serving') continue;
        expect(step.actions.map(({ type }) => type)).toContain('wipeAllSecrets');
      }
    }
    for (const state of all.filter((candidate) => stepName(candidate) !== 'wiping')) {
      for (const step of state.steps) {
        const ends = ['takeCard', 'goodbye'].includes(stepNameOf(step.to));
        if (!ends || ['takeCard', 'goodbye'].includes(stepName(state))) continue;
        expect(step.actions.map(({ type }) => type)).toContain('closeTransaction');
      }
    }
  });

  it('warns before it ends an idle session, and any touch keeps it', () => {
    const warned = all.filter(({ snapshot }) => snapshot.value['visit']?.attention === 'warning');
    expect(warned.length).toBeGreaterThan(0);
    for (const { snapshot, steps } of warned) {
      expect(snapshot.context.idleSecondsLeft).toBeGreaterThan(0);
      const stay = steps.find(({ event }) => event.type === 'visitor.stayed');
      const kept = states.get(stay?.to ?? '');
      expect(kept?.snapshot.value['visit'].attention).toBe('watching');
      expect(kept?.snapshot.context.idleSecondsLeft).toBeNull();
    }
  });

  it('never loses patience while staff are awaited, and watches again afterwards', () => {
    const patient = all.filter(({ snapshot }) => snapshot.value['visit']?.attention === 'patient');
    expect(patient.length).toBeGreaterThan(0);
    for (const { steps, snapshot } of patient) {
      expect(steps.some(({ event }) => event.type.startsWith('xstate.after.idle'))).toBe(false);
      for (const { event, to } of steps) {
        const next = states.get(to)?.snapshot.value['visit']?.attention;
        // Who has a ticket leaves the visit at once.
        const hasLeft = event['output']?.next === 'start';
        if (/\.(?:done|error)\.actor\.flow$/.test(event.type)) {
          expect(next).toBe(hasLeft ? undefined : 'watching');
        }
        if (event.type.startsWith('visitor.') && next) expect(next).toBe('patient');
      }
      expect(snapshot.context.idleSecondsLeft).toBeNull();
    }
  });

  it('tells the call sign wherever the visitor is sent to a counter', () => {
    const called = all.filter(({ snapshot }) => snapshot.context.result === 'unanswered');
    expect(called.length).toBeGreaterThan(0);
    for (const { snapshot, steps } of called) {
      expect(snapshot.context.callSign).toBe('F12');
      if (stepName({ snapshot } as WalkedState) === 'outcome') {
        expect(screenOf(snapshot)).toMatchObject({ callSign: 'F12' });
        expect(snapshot.context.receipt).not.toBe('none');
      }
      for (const { type, params } of steps.flatMap(({ actions }) => actions)) {
        if (type === 'closeTransaction') expect(params).toMatchObject({ ticket: true });
      }
    }
  });

  it('prints nothing for a visit in which nothing was done', () => {
    const cancelled = all.filter(
      (state) =>
        stepName(state) === 'outcome' &&
        state.snapshot.context.result === finished('cancelled').result,
    );
    expect(cancelled.length).toBeGreaterThan(0);
    for (const { snapshot } of cancelled) expect(snapshot.context.receipt).toBe('none');
  });

  function stepNameOf(key: string): string {
    const state = states.get(key);
    return state ? stepName(state) : '';
  }
});
