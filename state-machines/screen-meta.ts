import type { AnyActorRef, AnyMachineSnapshot } from 'xstate';
import type { Left } from './parts/flow-end.ts';
import type { LaneProgress, Notice, Screen, ScreenAction, Task } from './views.ts';

/**
 * A state that shows a screen says so in its `meta`, as a function of its machine's context. The
 * deepest running machine has the word.
 */
export interface ScreenMeta<Context> {
  readonly screen?: (context: Context) => Screen;
  /** Told on whatever screen this machine or a part of it shows, where that screen has room. */
  readonly lane?: (context: Context) => LaneProgress | undefined;
  /** How the service has ended if the session ends now, where that must not go without a word. */
  readonly left?: (context: Context) => Left | undefined;
}

export const working = (task: Task) => ({ screen: (): Screen => ({ name: 'working', task }) });

/** A notice tells the tries left where its machine knows them. */
export const notice = (name: Notice, ...actions: ScreenAction[]) => ({
  screen: (context: object): Screen => {
    const { triesLeft } = context as { readonly triesLeft?: number };
    const tries = triesLeft === undefined ? {} : { triesLeft };
    return { name: 'notice', notice: name, ...tries, actions };
  },
});

/** @returns `undefined` while a machine passes through states without a screen */
export function screenOf(snapshot: AnyMachineSnapshot): Screen | undefined {
  const metas = metasOf(snapshot);
  const own = metas.find((meta) => meta?.screen)?.screen;
  const screen = firstOfParts(snapshot, screenOf) ?? own?.(snapshot.context);
  const lane = metas.find((meta) => meta?.lane)?.lane?.(snapshot.context);
  return screen && lane && hasRoomForLane(screen) ? { ...screen, lane } : screen;
}

/** What a machine or a part of it would leave behind if it were stopped now. */
export function leftBy(snapshot: AnyMachineSnapshot): Left | undefined {
  const own = metasOf(snapshot).find((meta) => meta?.left)?.left;
  return own?.(snapshot.context) ?? firstOfParts(snapshot, leftBy);
}

function metasOf(snapshot: AnyMachineSnapshot): readonly (ScreenMeta<unknown> | undefined)[] {
  return Object.values(snapshot.getMeta()) as (ScreenMeta<unknown> | undefined)[];
}

function firstOfParts<Found>(
  snapshot: AnyMachineSnapshot,
  find: (part: AnyMachineSnapshot) => Found | undefined,
): Found | undefined {
  for (const child of Object.values<AnyActorRef | undefined>(snapshot.children)) {
    const part = child?.getSnapshot();
    if (part?.status !== 'active' || !('machine' in part)) continue;
    const found = find(part);
    if (found) return found;
  }
  return undefined;
}

type RoomForLane = Extract<Screen, { readonly lane?: LaneProgress }>;

function hasRoomForLane(screen: Screen): screen is RoomForLane {
  return ['working', 'enter-secret', 'notice', 'lane-waiting'].includes(screen.name);
}
