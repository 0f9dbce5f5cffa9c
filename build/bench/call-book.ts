import { z } from 'zod';

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
}

const push = z.object({
  kind: z.string(),
  called: z.array(z.object({ counterId: z.string(), isCalling: z.boolean() })).optional(),
});

export function createCallBook(): CallBook {
  const awaited = new Map<string, Awaited>();
  let whole: number[] = [];
  return {
    pressed(counterId, screens) {
      awaited.set(counterId, { pressedAt: performance.now(), screens, shownBy: new Set() });
    },
    released: (counterId) => awaited.delete(counterId),
    shown(screen, text) {
      for (const counterId of callingIn(text)) {
        const call = awaited.get(counterId);
        if (!call) continue;
        call.shownBy.add(screen);
        if (call.shownBy.size < call.screens) continue;
        whole.push(performance.now() - call.pressedAt);
        awaited.delete(counterId);
      }
    },
    clear() {
      awaited.clear();
      whole = [];
    },
    summary: () => ({ callMs: [...whole], missing: awaited.size }),
  };
}

function callingIn(text: string): string[] {
  const { called = [] } = push.parse(JSON.parse(text));
  return called.flatMap(({ counterId, isCalling }) => (isCalling ? [counterId] : []));
}
