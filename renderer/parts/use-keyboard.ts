import { useEffect } from 'react';
import type { VisitorView } from '../../main/contract/visitor.ts';
import { isArrow, nextControl } from './focus-movement.ts';
import { keyIntent } from './key-intent.ts';
import type { Press } from './screen-props.ts';

/** Number pad, arrow keys and Enter do everything that fingers on the glass can do. */
export function useKeyboard(view: VisitorView | null, press: Press): void {
  useEffect(() => {
    if (view === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, target } = event;
      if (view.idleSecondsLeft !== undefined) {
        event.preventDefault();
        if (!event.repeat) press({ kind: 'stay' });
        return;
      }
      if (event.repeat) {
        event.preventDefault();
        return;
      }
      if (isArrow(key)) {
        event.preventDefault();
        moveFocus(key);
        return;
      }
      if (key === 'Enter' && target instanceof HTMLButtonElement) return;
      const intent = keyIntent(key, view.screen);
      if (intent === null) return;
      event.preventDefault();
      press(intent);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [view, press]);
}

function moveFocus(arrow: Parameters<typeof nextControl>[0]): void {
  const controls = [...document.querySelectorAll<HTMLElement>('main button:not(:disabled)')];
  const active = document.activeElement;
  const from = active instanceof HTMLElement ? controls.indexOf(active) : -1;
  if (controls.length === 0) return;
  const boxes = controls.map((control) => control.getBoundingClientRect());
  const control = controls[nextControl(arrow, from, boxes)];
  (control ?? document.querySelector<HTMLElement>('h1'))?.focus();
}
