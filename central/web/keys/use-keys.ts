import { useEffect } from 'react';
import { actionOf, type KeyTable, type Press } from './key-map.ts';

/** Hands every press that is ours to `act`, wherever the focus is. */
export function useKeys<Action extends { readonly kind: string }>(
  table: KeyTable<Action>,
  isEnabled: boolean,
  act: (action: Action) => void,
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // An open dialog keeps the keys to itself.
      if (document.querySelector('dialog[open]')) return;
      const { key, repeat: isRepeat, ctrlKey, altKey, metaKey, target } = event;
      const isModified = ctrlKey || altKey || metaKey;
      const said = { key, isRepeat, isModified, target: kindOf(target), isEnabled };
      const action = actionOf(table, said);
      if (!action) return;
      event.preventDefault();
      act(action);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [table, isEnabled, act]);
}

function kindOf(target: EventTarget | null): Press['target'] {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return 'text';
  if (!(target instanceof HTMLInputElement)) return 'other';
  if (target.type === 'radio') return 'choice';
  return target.type === 'checkbox' ? 'other' : 'text';
}
