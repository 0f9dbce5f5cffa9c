import { type AnyEventObject, type AnyStateMachine, type SnapshotFrom, transition } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';

/**
 * Walks everything a machine can do: every event a state listens to, every delay, and every way
 * each invoked actor can end. Nothing outside the machine runs.
 */

export interface WalkOptions<Machine extends AnyStateMachine> {
  readonly machine: Machine;
  readonly input: unknown;
  /** All outputs each invoked actor can have, by the name of its source. */
  readonly outputs: Readonly<Record<string, readonly unknown[]>>;
  /** Events behind wildcards, and any the machine gets from outside. */
  readonly events: readonly AnyEventObject[];
  /** Leaves out of a state's identity what its future does not depend on. */
  readonly identify?: (snapshot: SnapshotFrom<Machine>) => unknown;
}

export interface WalkedState<Machine extends AnyStateMachine> {
  readonly key: string;
  readonly snapshot: SnapshotFrom<Machine>;
  readonly steps: readonly WalkedStep[];
}

export interface WalkedStep {
  readonly event: AnyEventObject;
  readonly to: string;
  /** Actions of this step, by name, with their parameters. */
  readonly actions: readonly { readonly type: string; readonly params: unknown }[];
}

export function walk<Machine extends AnyStateMachine>(
  options: WalkOptions<Machine>,
): Map<string, WalkedState<Machine>> {
  const { machine, identify = (snapshot) => snapshot.context } = options;
  const serializeState = (snapshot: SnapshotFrom<Machine>): string =>
    JSON.stringify([snapshot.value, snapshot.status, identify(snapshot)]);
  const map = getAdjacencyMap(machine as AnyStateMachine, {
    input: options.input,
    events: (snapshot: SnapshotFrom<Machine>) => possibleEvents(snapshot, options),
    serializeState: serializeState as never,
    limit: 200_000,
  });
  const states = new Map<string, WalkedState<Machine>>();
  for (const [key, { state, transitions }] of Object.entries(map)) {
    const snapshot = state as SnapshotFrom<Machine>;
    const steps = Object.values(transitions).map(({ event, state: next }) => ({
      event,
      to: serializeState(next as SnapshotFrom<Machine>),
      actions: transition(machine, snapshot, event as never)[1].map(({ type, params }) => ({
        type,
        params,
      })),
    }));
    states.set(key, { key, snapshot, steps });
  }
  return states;
}

/** Keys of all states from which one of `goals` can be reached over the steps `allowed` lets pass. */
export function canReach<Machine extends AnyStateMachine>(
  states: ReadonlyMap<string, WalkedState<Machine>>,
  goals: (state: WalkedState<Machine>) => boolean,
  allowed: (step: WalkedStep, from: WalkedState<Machine>) => boolean,
): Set<string> {
  const reaching = new Set([...states.values()].filter(goals).map(({ key }) => key));
  for (let before = -1; before !== reaching.size; ) {
    before = reaching.size;
    for (const state of states.values()) {
      const leads = state.steps.some((step) => reaching.has(step.to) && allowed(step, state));
      if (leads) reaching.add(state.key);
    }
  }
  return reaching;
}

function possibleEvents<Machine extends AnyStateMachine>(
  snapshot: SnapshotFrom<Machine>,
  { machine, outputs, events }: WalkOptions<Machine>,
): AnyEventObject[] {
  if (snapshot.status !== 'active') return [];
  const nodes: AnyStateMachine['root'][] = (snapshot as { _nodes: never[] })._nodes;
  const ends = nodes.flatMap(({ invoke }) =>
    invoke.flatMap(({ id, src }) => [
      ...(outputs[String(src)] ?? []).map((output) => ({
        type: `xstate.done.actor.${id}`,
        output,
        actorId: id,
      })),
      // A part ends in an error only if this machine has a way to go on from there.
      ...(isOperation(machine, String(src))
        ? [{ type: `xstate.error.actor.${id}`, error: 'unexpected' }]
        : []),
    ]),
  );
  const delays = nodes
    .flatMap(({ transitions }) => [...transitions.keys()])
    .filter((type) => type.startsWith('xstate.after.'))
    .map((type) => ({ type }));
  const fromActor = /^xstate\.(?:done|error)\.actor\.(.+)$/;
  const fromRunning = events.filter(({ type }) => {
    const actor = fromActor.exec(type)?.[1];
    return actor === undefined || actor in snapshot.children;
  });
  return [...ends, ...delays, ...fromRunning];
}

/** Parts are machines and end by themselves; an operation may also break. */
function isOperation(machine: AnyStateMachine, source: string): boolean {
  const logic: object | undefined = machine.implementations.actors[source];
  return logic !== undefined && !('root' in logic);
}
