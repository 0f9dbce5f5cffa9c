/** Which key means what on the page of a counter. */

export const SHORTCUTS = [
  { keys: ['ArrowUp', 'ArrowDown'], shown: '↑ ↓', action: 'move' },
  { keys: ['Enter'], shown: 'Enter', action: 'open' },
  { keys: ['a'], shown: 'A', action: 'answer' },
  { keys: ['r'], shown: 'R', action: 'refuse' },
  { keys: ['g'], shown: 'G', action: 'give-back' },
  { keys: ['1', '2', '3', '4'], shown: '1 – 4', action: 'tick' },
  { keys: ['Escape'], shown: 'Esc', action: 'back' },
  { keys: ['m'], shown: 'M', action: 'sound' },
  { keys: ['?'], shown: '?', action: 'help' },
] as const;

export type ShortcutAction = (typeof SHORTCUTS)[number]['action'];

export type KeyAction =
  | { readonly kind: 'move'; readonly step: 1 | -1 }
  /** Counted from 0. */
  | { readonly kind: 'tick'; readonly index: number }
  | { readonly kind: 'answer' | 'refuse' | 'give-back' | 'back' | 'sound' | 'help' };

export interface Press {
  readonly key: string;
  readonly isRepeat: boolean;
  /** With Ctrl, Alt or Meta: a key of the browser or the desk. */
  readonly isModified: boolean;
  /** What has the focus takes keys itself. */
  readonly target: 'text' | 'choice' | 'other';
  /** Whether single letters, digits and signs may act (WCAG 2.1.4). */
  readonly isEnabled: boolean;
}

/** `open` is not among them: Enter presses the button that has the focus. */
const ACTIONS: Readonly<Record<string, KeyAction>> = {
  ArrowUp: { kind: 'move', step: -1 },
  ArrowDown: { kind: 'move', step: 1 },
  Escape: { kind: 'back' },
  a: { kind: 'answer' },
  r: { kind: 'refuse' },
  g: { kind: 'give-back' },
  m: { kind: 'sound' },
  '?': { kind: 'help' },
  '1': { kind: 'tick', index: 0 },
  '2': { kind: 'tick', index: 1 },
  '3': { kind: 'tick', index: 2 },
  '4': { kind: 'tick', index: 3 },
};

/** @returns null where the key is not ours */
export function actionOf(press: Press): KeyAction | null {
  const { key, isRepeat, isModified, target, isEnabled } = press;
  if (isModified || target === 'text') return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) return null;
  if (name.length === 1 && !isEnabled) return null;
  if (action.kind === 'move') return target === 'choice' ? null : action;
  return isRepeat ? null : action;
}
