import { describe, expect, it } from 'vitest';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { FastLaneService } from '../../central/contract/fast-lane.ts';
import type { PinState } from '../ports/card.ts';
import type { SecretName } from '../ports/secrets.ts';
import { screenOf } from '../screen-meta.ts';
import { FLOW_EVENTS } from '../testing/events.ts';
import { followSecrets } from '../testing/held-secrets.ts';
import { OUTPUTS } from '../testing/outputs.ts';
import { idleOffers, visitorAlone } from '../testing/visitor.ts';
import { canReach, type WalkedState, walk } from '../testing/walk.ts';
import { finished } from './flow-end.ts';
import { lendRightMachine } from './lend-right.ts';

const OFF: PinState = { kind: 'deactivated' };
const BLOCKED: PinState = { kind: 'blocked', triesLeft: 0 };

/** One of each that the machine tells apart; the rest differ on the screen only. */
const TOLD_APART: ReadonlySet<string> = new Set([
  'waiting',
  'approved',
  'refused',
  'unanswered',
  'expired',
]);
const toldApart = ({ kind, escalated }: { kind: string; escalated?: boolean }): boolean =>
  TOLD_APART.has(kind) && escalated !== true;

/** Counters are left out of a state's identity; `worn`: every one of them is at its end. */
function walkFrom(service: FastLaneService, state: PinState, worn: boolean) {
  const guards = {
    attemptsLeft: () => !worn,
    interruptedTooOften: () => worn,
    wrongCanTooOften: () => worn,
  };
  return walk({
    machine: lendRightMachine.provide({ guards }) as AnyStateMachine,
    input: { service, state },
    outputs: {
      ...OUTPUTS,
      openRequest: OUTPUTS.openRequest.filter(
        (outcome) => outcome.kind !== 'opened' || toldApart(outcome.approval),
      ),
      presentCard: [
        { kind: 'ready', state: OFF },
        { kind: 'ready', state: BLOCKED },
        finished('cancelled'),
        finished('card-fault'),
        finished('reader-lost'),
      ],
    },
    events: FLOW_EVENTS.filter(
      (event) => event.type !== 'lane.changed' || toldApart(event.approval),
    ),
    identify: ({ context, status }) => {
      const { card, slipped, callSign, typed, trace, end } = context;
      return [
        card,
        slipped,
        callSign,
        typed,
        trace,
        context.approval?.kind,
        status === 'done' ? end : context.state.kind === 'deactivated',
      ];
    },
  });
}

const nameOf = ({ value }: AnyMachineSnapshot): string =>
  typeof value === 'string' ? value : (Object.keys(value)[0] ?? '');
const inCard = ({ value }: AnyMachineSnapshot): string => {
  const inner = value['withCard'];
  return typeof inner === 'string' ? inner : (Object.keys(inner ?? {})[0] ?? '');
};
const isUnlocking = ({ snapshot }: WalkedState): boolean => snapshot.value === 'unlocking';

const FRESH = walkFrom('activate-eid', OFF, false);

describe.each([
  ['activate-eid', FRESH],
  ['reset-pin', walkFrom('reset-pin', BLOCKED, false)],
  ['reset-pin when nothing may be tried again', walkFrom('reset-pin', OFF, true)],
])('%s', (_, states) => {
  const all = [...states.values()];
  const done = all.filter(({ snapshot }) => snapshot.status === 'done');

  it('can be left by the visitor from every reachable state', () => {
    const leaving = canReach(states, ({ snapshot }) => snapshot.status === 'done', visitorAlone);
    expect([...states.keys()].filter((key) => !leaving.has(key))).toEqual([]);
    expect(states.size).toBeGreaterThan(100);
  });

  it('offers no action that does nothing, and never ends in an error', () => {
    expect(idleOffers(all)).toEqual([]);
    expect(all.filter(({ snapshot }) => snapshot.status === 'error')).toEqual([]);
  });

  it('uses the card only when all is typed, approved, and the card has not moved', () => {
    for (const { steps } of all.filter((state) => !isUnlocking(state))) {
      for (const { to } of steps) {
        const next = states.get(to);
        if (!next || !isUnlocking(next)) continue;
        const { approval, typed, slipped, card } = next.snapshot.context;
        expect([approval.kind, [...typed].sort(), slipped, card], to).toEqual([
          'approved',
          ['can', 'new-pin'],
          false,
          'card',
        ]);
      }
    }
  });

  it('asks staff anew each time the card has been away', () => {
    const away = all.filter(({ snapshot }) =>
      ['interrupted', 'cardRemoved', 'presenting'].includes(nameOf(snapshot)),
    );
    expect(away.length).toBeGreaterThan(0);
    const withoutAsking = canReach(
      states,
      isUnlocking,
      (_step, from) => from.snapshot.value !== 'opening',
    );
    expect(away.filter(({ key }) => withoutAsking.has(key)).map(({ key }) => key)).toEqual([]);
    for (const { steps } of all.filter(({ snapshot }) => nameOf(snapshot) === 'presenting')) {
      for (const { event, to } of steps) {
        const next = states.get(to)?.snapshot;
        if (event.type !== 'xstate.done.actor.part' || next?.value !== 'opening') continue;
        expect(next.context.approval).toBeNull();
      }
    }
  });

  it('says what an interrupted attempt may have left on the card, whoever ends it', () => {
    const traced = done.filter(({ snapshot }) => snapshot.context.trace !== 'none');
    expect(traced.length).toBeGreaterThan(0);
    const silentEnds = traced.filter(
      ({ snapshot: { context, output } }) =>
        !DONE.has(output.result) && output.result !== LEFT[context.trace],
    );
    expect(silentEnds.map(({ key }) => key)).toEqual([]);
  });

  it('switches the function on only where staff have seen that it is off', () => {
    const begun = all.flatMap(({ steps }) =>
      steps.flatMap(({ to, actions }) => {
        const next = states.get(to);
        const call = actions.find(
          ({ type, params }) =>
            type === 'xstate.spawnChild' && (params as Call).src === 'setPinByRight',
        );
        return next && call ? [{ next, input: (call.params as Call).input }] : [];
      }),
    );
    expect(begun.length).toBeGreaterThan(0);
    for (const { next, input } of begun) {
      const isOff = next.snapshot.context.state.kind === 'deactivated';
      expect(input, next.key).toEqual({ activate: isOff ? 'if-off' : 'never' });
    }
  });

  it('sends to a counter, with the call sign, whoever could not be helped', () => {
    const helpless = done.filter(
      ({ snapshot: { context, output } }) =>
        context.callSign !== null && !UNCALLED.has(output.result),
    );
    for (const { snapshot, key } of helpless) expect(snapshot.output.callSign, key).toBe('F12');
    const called = done.filter(({ snapshot }) => UNCALLED.has(snapshot.output.result));
    for (const { snapshot, key } of called) {
      if (snapshot.output.result === 'card-removed') continue;
      expect(snapshot.output.callSign, key).toBeUndefined();
    }
  });

  it('ends at once when staff refuse, except while the card is being changed', () => {
    const refusals = all.flatMap(({ snapshot, steps }) =>
      ['opening', 'unlocking'].includes(nameOf(snapshot)) || snapshot.status === 'done'
        ? []
        : steps.filter(({ event }) => event['approval']?.kind === 'refused'),
    );
    expect(refusals.length).toBeGreaterThan(0);
    for (const { to } of refusals) {
      const next = states.get(to)?.snapshot;
      const result = LEFT[next?.context.trace] ?? 'refused-person-differs';
      expect(next?.output, to).toMatchObject({ result });
    }
    for (const { key, steps } of all.filter(isUnlocking)) {
      for (const { event, to } of steps.filter((step) => step.event.type === 'lane.changed')) {
        const next = states.get(to);
        expect(next && isUnlocking(next), `${event.type} on ${key}`).toBe(true);
      }
    }
  });
});

interface Call {
  readonly src: unknown;
  readonly input: unknown;
}

/** Nothing is left that an earlier attempt has begun, or nobody can know better. */
const DONE: ReadonlySet<string> = new Set(['eid-activated', 'pin-set', 'pin-not-proven']);
const LEFT: Readonly<Record<string, string>> = {
  activated: 'activated-without-pin',
  'pin-unknown': 'card-removed-while-setting-pin',
};

/** Nobody has to go on: the service is done, or the visitor left it. */
const UNCALLED: ReadonlySet<string> = new Set([
  'eid-activated',
  'pin-set',
  'cancelled',
  'card-checked',
  'card-removed',
]);

describe('what is typed', () => {
  const TYPED_IN: Readonly<Record<string, SecretName>> = { can: 'can', newPin: 'new-pin' };
  const typedIn = ({ value }: AnyMachineSnapshot) => TYPED_IN[value['withCard']?.entering ?? ''];
  const secrets = followSecrets(FRESH, {
    starts: (snapshot) => inCard(snapshot) === 'intro',
    typedIn,
    uses: (snapshot) => snapshot.value === 'unlocking',
  });

  it.each(['can', 'new-pin'] as const)('never outlives its use: %s', (secret) => {
    expect(secrets.outliving(secret)).toEqual([]);
    expect(secrets.isUsed(secret)).toBe(true);
  });

  it('is forgotten when the card is taken away while nothing happens to it', () => {
    const removed = [...FRESH.values()].flatMap(({ snapshot, steps }) =>
      nameOf(snapshot) === 'withCard' ? steps.filter(({ event: { type } }) => AWAY.has(type)) : [],
    );
    expect(removed.length).toBeGreaterThan(0);
    for (const { actions } of removed) {
      expect(actions).toContainEqual({
        type: 'wipeSecrets',
        params: { secrets: ['can', 'new-pin', 'new-pin-again'] },
      });
    }
  });
});

const AWAY: ReadonlySet<string> = new Set(['card.removed', 'reader.lost']);

it('shows where the request stands on every screen that has room for it', () => {
  for (const { snapshot } of FRESH.values()) {
    if (snapshot.status === 'done' || Object.keys(snapshot.children).length > 0) continue;
    const screen = screenOf(snapshot);
    const { callSign, approval } = snapshot.context;
    const known = ['waiting', 'taken', 'approved'].includes(approval?.kind) && callSign !== null;
    if (screen?.name === 'notice' && known) expect(screen.lane).toMatchObject({ callSign });
    if (screen?.name === 'fast-lane-intro') expect(screen).not.toHaveProperty('lane');
  }
});
