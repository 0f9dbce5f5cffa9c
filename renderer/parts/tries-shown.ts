import type { Notice, Screen } from '../../state-machines/views.ts';

/** Here the tries left say something about what just happened; elsewhere they would only worry. */
const NOTICES_ABOUT_TRIES: ReadonlySet<Notice> = new Set<Notice>(['wrong-pin', 'suspended']);

/** The tries left where the screen tells them. */
export function triesShown(screen: Screen): number | undefined {
  switch (screen.name) {
    case 'enter-secret':
      return screen.triesLeft;
    case 'notice':
      return NOTICES_ABOUT_TRIES.has(screen.notice) ? screen.triesLeft : undefined;
    case 'card-state':
      return 'triesLeft' in screen.state && screen.state.triesLeft > 0
        ? screen.state.triesLeft
        : undefined;
    default:
      return undefined;
  }
}
