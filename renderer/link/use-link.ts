import { useSyncExternalStore } from 'react';
import type { Role } from '../../main/contract/roles.ts';
import type { LinkState, ScreenLink } from './link.ts';

export function useLink<R extends Role>(link: ScreenLink<R>): LinkState<R> {
  return useSyncExternalStore(link.subscribe, link.current);
}
