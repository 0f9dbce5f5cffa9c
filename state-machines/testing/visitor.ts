import { screenOf } from '../screen-meta.ts';
import type { Screen, ScreenAction } from '../views.ts';
import type { WalkedState, WalkedStep } from './walk.ts';

/** What a visitor can do on the screens of a walked machine. */

const ACTION_EVENTS: Readonly<Record<ScreenAction, string>> = {
  confirm: 'visitor.confirmed',
  alternative: 'visitor.chose-alternative',
  cancel: 'visitor.cancelled',
};

/** What happens without anything but the visitor, time, and operations that come to an end. */
export function visitorAlone(step: WalkedStep, { snapshot }: WalkedState): boolean {
  const { type } = step.event;
  if (type.startsWith('xstate.')) return true;
  if (type === 'secret.typed') return true;
  const screen = screenOf(snapshot);
  if (type === 'card.removed') return screen?.name === 'take-card';
  return offeredOn(screen).some((action) => ACTION_EVENTS[action] === type);
}

/** Actions that are offered and change nothing. */
export function idleOffers(states: Iterable<WalkedState>): string[] {
  return [...states].flatMap(({ key, snapshot, steps }) => {
    // A running part shows its own screen, and is walked on its own.
    const alone = snapshot.status === 'active' && Object.keys(snapshot.children).length === 0;
    return offeredOn(alone ? screenOf(snapshot) : undefined)
      .filter((action) => {
        const step = steps.find(({ event }) => event.type === ACTION_EVENTS[action]);
        return step === undefined || step.to === key;
      })
      .map((action) => `${action} on ${key}`);
  });
}

function offeredOn(screen: Screen | undefined): readonly ScreenAction[] {
  return screen && 'actions' in screen ? screen.actions : [];
}
