import { useSyncExternalStore } from 'react';

/** Size of the page as text, so that it is the same value as long as it is the same size. */
const size = (): string => `${window.innerWidth} ${window.innerHeight}`;

function watch(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

export function useGlass(): { readonly widthPx: number; readonly heightPx: number } {
  const [widthPx = 0, heightPx = 0] = useSyncExternalStore(watch, size).split(' ').map(Number);
  return { widthPx, heightPx };
}
