import { useEffect, useRef } from 'react';

/** Gives the focus a new place when what had it has gone from the page. */
export function useKeptFocus(restore: (lost: HTMLElement) => void): void {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement) last.current = target;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    const lost = last.current;
    if (lost === null || document.activeElement !== document.body) return;
    // Whoever clicked beside everything did so on purpose.
    if (lost.isConnected && lost.checkVisibility() && !lost.matches(':disabled')) return;
    last.current = null;
    restore(lost);
  });
}
