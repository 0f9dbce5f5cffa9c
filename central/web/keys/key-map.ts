/** Which key means what on the pages of a counter. */

const LIST = { keys: ['ArrowUp', 'ArrowDown'], shown: '↑ ↓', action: 'move' } as const;
const BACK = { keys: ['Escape'], shown: 'Esc', action: 'back' } as const;
const SOUND = { keys: ['m'], shown: 'M', action: 'sound' } as const;
const HELP = { keys: ['?'], shown: '?', action: 'help' } as const;

export const SHORTCUTS = {
  lane: [
    LIST,
    { keys: ['Enter'], shown: 'Enter', action: 'open' },
    { keys: ['a'], shown: 'A', action: 'answer' },
    { keys: ['r'], shown: 'R', action: 'refuse' },
    { keys: ['g'], shown: 'G', action: 'give-back' },
    { keys: ['f'], shown: 'F', action: 'continue' },
    { keys: ['1', '2', '3', '4'], shown: '1 – 4', action: 'tick' },
    { keys: ['q'], shown: 'Q', action: 'queue' },
    BACK,
    SOUND,
    HELP,
  ],
  /** Letters are about the person at the counter, never about the marked row. */
  queue: [
    { keys: ['n'], shown: 'N', action: 'next' },
    { keys: ['w'], shown: 'W', action: 'recall' },
    { keys: ['b'], shown: 'B', action: 'serve' },
    { keys: ['e'], shown: 'E', action: 'finish' },
    { keys: ['v'], shown: 'V', action: 'miss' },
    { keys: ['p'], shown: 'P', action: 'park' },
    { keys: ['f'], shown: 'F', action: 'forward' },
    { keys: ['z'], shown: 'Z', action: 'return' },
    LIST,
    { keys: ['Enter'], shown: 'Enter', action: 'choose' },
    { keys: ['t'], shown: 'T', action: 'ticket' },
    { keys: ['s'], shown: 'S', action: 'search' },
    { keys: ['k'], shown: 'K', action: 'appointments' },
    { keys: ['i'], shown: 'I', action: 'issuing' },
    { keys: ['h'], shown: 'H', action: 'pause' },
    { keys: ['a'], shown: 'A', action: 'answer' },
    BACK,
    SOUND,
    HELP,
  ],
} as const;

export type KeyedView = keyof typeof SHORTCUTS;
export type ShortcutAction<Of extends KeyedView> = (typeof SHORTCUTS)[Of][number]['action'];

/** `open` and `choose` are no actions: Enter presses the button that has the focus. */
type KeyKind<Of extends KeyedView> = Exclude<
  ShortcutAction<Of>,
  'move' | 'tick' | 'open' | 'choose'
>;
interface Move {
  readonly kind: 'move';
  readonly step: 1 | -1;
}
export type LaneKeyAction =
  | Move
  /** Counted from 0. */
  | { readonly kind: 'tick'; readonly index: number }
  | { readonly kind: KeyKind<'lane'> };
export type QueueKeyAction = Move | { readonly kind: KeyKind<'queue'> };

export type KeyTable<Action> = Readonly<Record<string, Action>>;

const MOVES: KeyTable<Move> = {
  ArrowUp: { kind: 'move', step: -1 },
  ArrowDown: { kind: 'move', step: 1 },
};
export const LANE_KEYS: KeyTable<LaneKeyAction> = {
  ...MOVES,
  Escape: { kind: 'back' },
  a: { kind: 'answer' },
  r: { kind: 'refuse' },
  g: { kind: 'give-back' },
  f: { kind: 'continue' },
  q: { kind: 'queue' },
  m: { kind: 'sound' },
  '?': { kind: 'help' },
  '1': { kind: 'tick', index: 0 },
  '2': { kind: 'tick', index: 1 },
  '3': { kind: 'tick', index: 2 },
  '4': { kind: 'tick', index: 3 },
};
export const QUEUE_KEYS: KeyTable<QueueKeyAction> = {
  ...MOVES,
  Escape: { kind: 'back' },
  n: { kind: 'next' },
  w: { kind: 'recall' },
  b: { kind: 'serve' },
  e: { kind: 'finish' },
  v: { kind: 'miss' },
  p: { kind: 'park' },
  f: { kind: 'forward' },
  z: { kind: 'return' },
  t: { kind: 'ticket' },
  s: { kind: 'search' },
  k: { kind: 'appointments' },
  i: { kind: 'issuing' },
  h: { kind: 'pause' },
  a: { kind: 'answer' },
  m: { kind: 'sound' },
  '?': { kind: 'help' },
};

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

/** @returns null where the key is not ours; one that is held counts once, but for the arrows */
export function actionOf<Action extends { readonly kind: string }>(
  table: KeyTable<Action>,
  press: Press,
): Action | null {
  const { key, isRepeat, isModified, target, isEnabled } = press;
  if (isModified || target === 'text') return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  const action = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!action) return null;
  if (name.length === 1 && !isEnabled) return null;
  if (action.kind === 'move') return target === 'choice' ? null : action;
  return isRepeat ? null : action;
}
