import type { VisitorView } from '../../state-machines/views.ts';
import type { CoreLinks, ScreenLink } from '../contract/link.ts';
import type { CoreMessage } from '../contract/messages.ts';
import type { Role } from '../contract/roles.ts';

/**
 * Links while there is no core yet: the visitor's screen says that this terminal is not in service,
 * every other one waits for its first view.
 */
export interface LinksInWaiting extends CoreLinks {
  /**
   * Joins all screens to the core, and from now on every new one. A screen that has sent something
   * meanwhile has to be opened anew, because its numbers no longer fit.
   */
  handOver(core: CoreLinks): void;
}

interface WaitingScreen {
  readonly role: Role;
  readonly deliver: (message: CoreMessage) => void;
  readonly place: number | undefined;
  link: ScreenLink | null;
}

export function createLinksInWaiting(): LinksInWaiting {
  const screens = new Set<WaitingScreen>();
  let joined: CoreLinks | null = null;
  return {
    open(role, deliver, place) {
      if (joined) return joined.open(role, deliver, place);
      const hasVisitor = [...screens].some((screen) => screen.role === 'visitor');
      if (role === 'visitor' && hasVisitor) return null;
      const screen: WaitingScreen = { role, deliver, place, link: null };
      screens.add(screen);
      if (role === 'visitor') deliver({ kind: 'view', role, screen: 1, view: NOT_IN_SERVICE });
      return {
        receive(text) {
          if (screen.link) screen.link.receive(text);
          else deliver({ kind: 'refused', sequence: null, refusal: 'not-offered' });
        },
        close() {
          screens.delete(screen);
          screen.link?.close();
        },
      };
    },
    handOver(core) {
      joined = core;
      for (const screen of screens) {
        screen.link = core.open(screen.role, screen.deliver, screen.place);
      }
      screens.clear();
    },
  };
}

/** The centre's name is not known, or could be another one's. */
const NOT_IN_SERVICE: VisitorView = {
  centreName: '',
  language: 'de',
  screen: { name: 'out-of-service', reason: 'not-ready' },
};
