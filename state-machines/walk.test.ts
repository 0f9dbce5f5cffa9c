import { describe, expect, it } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import { FLOWS } from './flows/catalogue.ts';
import { kioskMachine } from './kiosk.ts';
import { chooseNewPinMachine } from './parts/choose-new-pin.ts';
import { enterSecretMachine } from './parts/enter-secret.ts';
import { finished } from './parts/flow-end.ts';
import { presentCardMachine } from './parts/present-card.ts';
import { usePinMachine } from './parts/use-pin.ts';
import type { SecretName } from './ports/secrets.ts';
import { screenOf } from './screen-meta.ts';
import { FLOW_EVENTS } from './testing/events.ts';
import { ACT_ENDS, FLOW_ENDS, OUTPUTS, STATES } from './testing/outputs.ts';
import { canReach, type WalkedState, type WalkedStep, walk } from './testing/walk.ts';
import type { ScreenAction } from './views.ts';

const ACTION_EVENTS: Readonly<Record<ScreenAction, string>> = {
  confirm: 'visitor.confirmed',
  alternative: 'visitor.chose-alternative',
  cancel: 'visitor.cancelled',
};

/** What happens without anything but the visitor, time, and operations that come to an end. */
function visitorAlone(step: WalkedStep, { snapshot }: WalkedState): boolean {
  const { type } = step.event;
  if (type.startsWith('xstate.')) return true;
  if (type === 'secret.typed') return true;
  const screen = screenOf(snapshot);
  if (type === 'card.removed') return screen?.name === 'take-card';
  const offered = screen && 'actions' in screen ? screen.actions : [];
  return offered.some((action) => ACTION_EVENTS[action] === type);
}

function expectOfferedActionsToWork(states: Iterable<WalkedState>): void {
  for (const { key, snapshot, steps } of states) {
    // A running part shows its own screen, and is walked on its own.
    const alone = snapshot.status === 'active' && Object.keys(snapshot.children).length === 0;
    const screen = alone ? screenOf(snapshot) : undefined;
    for (const action of screen && 'actions' in screen ? screen.actions : []) {
      const step = steps.find(({ event }) => event.type === ACTION_EVENTS[action]);
      expect(step?.to, `${action} on ${key}`).not.toBe(key);
    }
  }
}

type Walked = [string, AnyStateMachine, unknown, Record<string, readonly unknown[]>];

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
  ...Object.entries(FLOWS).flatMap(([service, flow]): Walked[] => [
    [service, flow, { service, card: 'no-card' }, { ...OUTPUTS, act: ACT_ENDS }],
    ...STATES.map(
      (state): Walked => [
        `what ${service} does with ${JSON.stringify(state)}`,
        flow.implementations.actors['act'] as AnyStateMachine,
        { service, state },
        // Inside change-pin this is the operation itself, elsewhere the part that uses it.
        { ...OUTPUTS, ...(service === 'change-pin' ? {} : { usePin: ACT_ENDS }) },
      ],
    ),
  ]),
];

describe.each(partsAndFlows)('%s', (_, machine, input, outputs) => {
  const states = walk({ machine, input, outputs, events: FLOW_EVENTS });

  it('can be left by the visitor from every reachable state', () => {
    const leaving = canReach(states, ({ snapshot }) => snapshot.status === 'done', visitorAlone);
    expect([...states.keys()].filter((key) => !leaving.has(key))).toEqual([]);
    expect(states.size).toBeGreaterThan(1);
  });

  it('offers no action that does nothing', () => {
    expectOfferedActionsToWork(states.values());
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

  interface Holding {
    readonly state: WalkedState;
    readonly held: ReadonlySet<SecretName>;
  }
  const enteringOf = (value: unknown): string | undefined =>
    (value as { withCard?: { entering?: string } }).withCard?.entering;
  const after = ({ state, held }: Holding, step: WalkedStep): Holding | undefined => {
    const next = states.get(step.to);
    if (!next) return undefined;
    const secrets = new Set(held);
    const typed = TYPED_IN[enteringOf(state.snapshot.value) ?? ''];
    const end = (step.event['output'] as { kind?: string } | undefined)?.kind;
    if (typed && (end === 'entered' || end === 'chosen')) secrets.add(typed);
    for (const { type, params } of step.actions) {
      if (type !== 'wipeSecrets') continue;
      for (const secret of (params as { secrets: SecretName[] }).secrets) secrets.delete(secret);
    }
    // Entering a secret begins by forgetting what it held before.
    const retyped = TYPED_IN[enteringOf(next.snapshot.value) ?? ''];
    if (retyped && next.key !== state.key) secrets.delete(retyped);
    return { state: next, held: secrets };
  };
  const keyOf = ({ state, held }: Holding): string => `${state.key} ${[...held].sort()}`;
  const start = [...states.values()].find(
    ({ snapshot }) => enteringOf(snapshot.value) === 'pin' && snapshot.context.typed.length === 0,
  );

  const reachable = new Map<string, Holding>();
  const edges = new Map<string, string[]>();
  const queue: Holding[] = start ? [{ state: start, held: new Set() }] : [];
  for (let holding = queue.shift(); holding; holding = queue.shift()) {
    const key = keyOf(holding);
    if (reachable.has(key)) continue;
    reachable.set(key, holding);
    const nexts = holding.state.steps.flatMap((step) => after(holding, step) ?? []);
    edges.set(key, nexts.map(keyOf));
    queue.push(...nexts);
  }

  it.each(['pin', 'new-pin', 'can'] as const)('%s never outlives its use', (secret) => {
    const useful = new Set(
      [...reachable]
        .filter(([, { state, held }]) => held.has(secret) && state.snapshot.value === 'using')
        .map(([key]) => key),
    );
    for (let before = -1; before !== useful.size; ) {
      before = useful.size;
      for (const [key, { held }] of reachable) {
        if (held.has(secret) && edges.get(key)?.some((next) => useful.has(next))) useful.add(key);
      }
    }
    const idle = [...reachable].filter(
      ([key, { state, held }]) =>
        held.has(secret) && state.snapshot.status === 'active' && !useful.has(key),
    );
    expect(idle.map(([key]) => key)).toEqual([]);
    expect(useful.size).toBeGreaterThan(0);
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
    input: { services: ['change-pin', 'unblock-pin'], defaultLanguage: 'de' },
    outputs: OUTPUTS,
    events: [
      ...FLOW_EVENTS,
      { type: 'visitor.began' },
      { type: 'visitor.stayed' },
      { type: 'visitor.language-chosen', language: 'en' },
      { type: 'visitor.service-chosen', service: 'change-pin' },
      { type: 'staff.reset' },
      ...FLOW_ENDS.map((output) => ({ type: 'xstate.done.actor.flow', output })),
      { type: 'xstate.error.actor.flow' },
    ],
    identify: ({ context: { card, result, receipt, idleSecondsLeft, expired } }) => [
      card,
      result,
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
    for (const name of ['attract', 'outOfService', 'language', 'menu', 'opening', 'serving']) {
      expect(names).toContain(name);
    }
    for (const name of ['printing', 'outcome', 'takeCard', 'goodbye', 'wiping']) {
      expect(names).toContain(name);
    }
  });

  it('comes back to the welcome screen from every state, by the visitor alone', () => {
    const home = canReach(
      states,
      (state) => stepName(state) === 'attract' || stepName(state) === 'outOfService',
      (step, state) => visitorAlone(step, state) || step.event.type === 'visitor.began',
    );
    expect(all.filter(({ key }) => !home.has(key)).map(({ key }) => key)).toEqual([]);
  });

  it('comes back by time alone from every screen of a visit, once operations have ended', () => {
    const home = canReach(
      states,
      (state) => ['attract', 'outOfService', 'takeCard'].includes(stepName(state)),
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
