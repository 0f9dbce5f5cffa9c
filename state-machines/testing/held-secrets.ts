import type { AnyMachineSnapshot } from 'xstate';
import type { SecretName } from '../ports/secrets.ts';
import type { WalkedState, WalkedStep } from './walk.ts';

/** Follows which secrets are typed and not wiped over every path of a walked machine. */

interface HoldingOptions {
  /** States in which nothing is typed yet. */
  readonly starts: (snapshot: AnyMachineSnapshot) => boolean;
  /** The secret that is being typed. */
  readonly typedIn: (snapshot: AnyMachineSnapshot) => SecretName | undefined;
  /** States that use what has been typed. */
  readonly uses: (snapshot: AnyMachineSnapshot) => boolean;
}

interface Holding {
  readonly state: WalkedState;
  readonly held: ReadonlySet<SecretName>;
}

interface HeldSecrets {
  /** States in which a secret is held that no way from there uses any more. */
  outliving(secret: SecretName): string[];
  /** Whether the secret reaches a state that uses it at all. */
  isUsed(secret: SecretName): boolean;
}

export function followSecrets(
  states: ReadonlyMap<string, WalkedState>,
  options: HoldingOptions,
): HeldSecrets {
  const reachable = new Map<string, Holding>();
  const edges = new Map<string, string[]>();
  const queue: Holding[] = [...states.values()]
    .filter(({ snapshot }) => options.starts(snapshot))
    .map((state) => ({ state, held: new Set() }));
  for (let holding = queue.shift(); holding; holding = queue.shift()) {
    const { state } = holding;
    const key = keyOf(holding);
    if (reachable.has(key)) continue;
    reachable.set(key, holding);
    const nexts = state.steps.flatMap((step) => {
      const next = states.get(step.to);
      return next ? [{ state: next, held: heldAfter(holding, step, next, options) }] : [];
    });
    edges.set(key, nexts.map(keyOf));
    queue.push(...nexts);
  }

  const usefulStates = (secret: SecretName): ReadonlySet<string> => {
    const holding = [...reachable].filter(([, { held }]) => held.has(secret));
    const useful = new Set(
      holding.filter(([, { state }]) => options.uses(state.snapshot)).map(([key]) => key),
    );
    for (let before = -1; before !== useful.size; ) {
      before = useful.size;
      for (const [key] of holding) {
        if (edges.get(key)?.some((next) => useful.has(next))) useful.add(key);
      }
    }
    return useful;
  };
  return {
    outliving(secret) {
      const useful = usefulStates(secret);
      return [...reachable]
        .filter(([, { state, held }]) => held.has(secret) && state.snapshot.status === 'active')
        .map(([key]) => key)
        .filter((key) => !useful.has(key));
    },
    isUsed: (secret) => usefulStates(secret).size > 0,
  };
}

function heldAfter(
  { state, held }: Holding,
  step: WalkedStep,
  next: WalkedState,
  { typedIn }: HoldingOptions,
): ReadonlySet<SecretName> {
  const secrets = new Set(held);
  const typed = typedIn(state.snapshot);
  const end = (step.event['output'] as { kind?: string } | undefined)?.kind;
  if (typed && (end === 'entered' || end === 'chosen')) secrets.add(typed);
  for (const { type, params } of step.actions) {
    if (type !== 'wipeSecrets') continue;
    for (const secret of (params as { secrets: SecretName[] }).secrets) secrets.delete(secret);
  }
  // Entering a secret begins by forgetting what it held before.
  const retyped = typedIn(next.snapshot);
  if (retyped && next.key !== state.key) secrets.delete(retyped);
  return secrets;
}

const keyOf = ({ state, held }: Holding): string => `${state.key} ${[...held].sort()}`;
