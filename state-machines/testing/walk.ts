import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  initialTransition,
  transition,
} from 'xstate';

/**
 * Walks everything a machine can do: every event a state listens to, every delay, and every way
 * each invoked actor can end. Nothing outside the machine runs.
 */

export interface WalkOptions {
  readonly machine: AnyStateMachine;
  readonly input: unknown;
  /** All outputs each invoked actor can have, by the name of its source. */
  readonly outputs: Readonly<Record<string, readonly unknown[]>>;
  /** Events behind wildcards, and any the machine gets from outside. */
  readonly events: readonly AnyEventObject[];
  /** Leaves out of a state's identity what its future does not depend on. */
  readonly identify?: (snapshot: AnyMachineSnapshot) => unknown;
}

export interface WalkedState {
  readonly key: string;
  readonly snapshot: AnyMachineSnapshot;
  readonly steps: readonly WalkedStep[];
}

export interface WalkedStep {
  readonly event: AnyEventObject;
  readonly to: string;
  /** Actions of this step, by name, with their parameters. */
  readonly actions: readonly { readonly type: string; readonly params: unknown }[];
}

const MAX_STATES = 20_000;

export function walk(options: WalkOptions): Map<string, WalkedState> {
  const { machine, identify = (snapshot) => snapshot.context } = options;
  const serializeState = (snapshot: AnyMachineSnapshot): string =>
    JSON.stringify([snapshot.value, snapshot.status, identify(snapshot)]);
  const [initial] = initialTransition(machine, options.input);
  const states = new Map<string, WalkedState>();
  const queue = [initial];
  for (let snapshot = queue.shift(); snapshot; snapshot = queue.shift()) {
    const key = serializeState(snapshot);
    if (states.has(key)) continue;
    const steps = possibleEvents(snapshot, options).map((event): WalkedStep => {
      const [next, actions] = transition(machine, snapshot, event);
      const to = serializeState(next);
      if (!states.has(to)) queue.push(next);
      return { event, to, actions: actions.map(({ type, params }) => ({ type, params })) };
    });
    states.set(key, { key, snapshot, steps });
    if (states.size > MAX_STATES) throw new Error(`${machine.id} is too large to be walked`);
  }
  return states;
}

/** Keys of all states from which one of `goals` can be reached over the steps `allowed` lets pass. */
export function canReach(
  states: ReadonlyMap<string, WalkedState>,
  goals: (state: WalkedState) => boolean,
  allowed: (step: WalkedStep, from: WalkedState) => boolean,
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

function possibleEvents(
  snapshot: AnyMachineSnapshot,
  { machine, outputs, events }: WalkOptions,
): AnyEventObject[] {
  if (snapshot.status !== 'active') return [];
  const nodes: readonly AnyStateNode[] = snapshot._nodes;
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
  const fromActor = /^xstate\.(?:done\.actor|error\.actor|snapshot)\.(.+)$/;
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
