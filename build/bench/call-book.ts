/** Which screens have shown a call, and which still have to. */
export interface CallBook {
  /** Before the answer tells who is called. @param screens how many must show it */
  pressed(counterId: string, screens: number): void;
  /** Nobody was called. */
  released(counterId: string): void;
  shown(screen: object, text: string): void;
  clear(): void;
  summary(): { readonly callMs: readonly number[]; readonly missing: number };
}

interface Awaited {
  readonly pressedAt: number;
  readonly screens: number;
  readonly shownBy: Set<object>;
  shownAt: number;
}

/** The latest call stands first; reading all of them would measure the reader. */
const LATEST = /"counterId":"([^"]+)"/;
const IS_CALLED = '"kind":"called"';
const IS_CALLING = /"isCalling":(true|false)/;

export function createCallBook(): CallBook {
  const awaited = new Map<string, Awaited>();
  let whole: number[] = [];
  return {
    pressed(counterId, screens) {
      const pressedAt = performance.now();
      awaited.set(counterId, { pressedAt, screens, shownBy: new Set(), shownAt: pressedAt });
    },
    released: (counterId) => awaited.delete(counterId),
    shown(screen, text) {
      if (!text.startsWith(`{${IS_CALLED}`)) return;
      const [, counterId] = LATEST.exec(text) ?? [];
      const [, isCalling] = IS_CALLING.exec(text) ?? [];
      const call = counterId === undefined ? undefined : awaited.get(counterId);
      if (!call || counterId === undefined || isCalling !== 'true') return;
      call.shownBy.add(screen);
      call.shownAt = performance.now();
      if (call.shownBy.size < call.screens) return;
      whole.push(call.shownAt - call.pressedAt);
      awaited.delete(counterId);
    },
    clear() {
      awaited.clear();
      whole = [];
    },
    summary: () => ({ callMs: [...whole], missing: awaited.size }),
  };
}
