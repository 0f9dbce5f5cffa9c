import type { AnyActorRef, AnyMachineSnapshot } from 'xstate';
import type { LaneProgress, Notice, Screen, ScreenAction, Task } from './views.ts';

/**
 * A state that shows a screen says so in its `meta`, as a function of its machine's context. The
 * deepest running machine has the word.
 */
export interface ScreenMeta<Context> {
  readonly screen?: (context: Context) => Screen;
  /** Told on whatever screen this machine or a part of it shows, where that screen has room. */
  readonly lane?: (context: Context) => LaneProgress | undefined;
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
  const metas = Object.values(snapshot.getMeta()) as (ScreenMeta<unknown> | undefined)[];
  const own = metas.find((meta) => meta?.screen)?.screen;
  const screen = screenOfParts(snapshot) ?? own?.(snapshot.context);
  const lane = metas.find((meta) => meta?.lane)?.lane?.(snapshot.context);
  return screen && lane && hasRoomForLane(screen) ? { ...screen, lane } : screen;
}

function screenOfParts(snapshot: AnyMachineSnapshot): Screen | undefined {
  for (const child of Object.values<AnyActorRef | undefined>(snapshot.children)) {
    const childSnapshot = child?.getSnapshot();
    if (childSnapshot?.status === 'active' && 'machine' in childSnapshot) {
      const screen = screenOf(childSnapshot);
      if (screen) return screen;
    }
  }
  return undefined;
}

type RoomForLane = Extract<Screen, { readonly lane?: LaneProgress }>;

function hasRoomForLane(screen: Screen): screen is RoomForLane {
  return ['working', 'enter-secret', 'notice', 'lane-waiting'].includes(screen.name);
}
