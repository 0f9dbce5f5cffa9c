import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { TEXTS, type Text } from '../text/index.ts';
import type { Desk, DeskView } from './desk.ts';

/** What components see of the page. */
export interface Shown {
  readonly desk: Desk;
  readonly view: DeskView;
  readonly text: Text;
}

const ShownContext = createContext<Shown | null>(null);
export const ShownProvider = ShownContext.Provider;

const TICK_MS = 1_000;

export function useDesk(desk: Desk): Shown {
  const view = useSyncExternalStore(desk.subscribe, desk.current);
  return { desk, view, text: TEXTS[view.preferences.language] };
}

export function useShown(): Shown {
  const shown = useContext(ShownContext);
  if (!shown) throw new Error('a component stands outside of the page');
  return shown;
}

/** This browser's clock, once a second. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The central system's clock, once a second. */
export function useCentralNow(): number {
  const { view } = useShown();
  return useNow() + view.clockOffsetMs;
}
