import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTurns } from './turns.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Turns that end when the test says so. */
function heldTurns() {
  const held: PromiseWithResolvers<void>[] = [];
  const onFault = vi.fn();
  const turns = createTurns(() => {
    const end = Promise.withResolvers<void>();
    held.push(end);
    return end.promise;
  }, onFault);
  return { turns, held, onFault };
}

describe('turns', () => {
  it('run one at a time, with one more for all who asked meanwhile', async () => {
    const { turns, held } = heldTurns();
    const first = turns.run();
    const others = [turns.run(), turns.run(), turns.run()];
    expect(held).toHaveLength(1);
    held[0]?.resolve();
    await vi.waitFor(() => expect(held).toHaveLength(2));
    held[1]?.resolve();
    expect(await Promise.all([first, ...others])).toEqual([true, true, true, true]);
    expect(held).toHaveLength(2);
  });

  it('asked right after the last has ended run again', async () => {
    const { turns, held } = heldTurns();
    const first = turns.run();
    held[0]?.resolve();
    await first;
    void turns.run();
    expect(held).toHaveLength(2);
  });

  it('that failed are told of and tried again', async () => {
    const { turns, held, onFault } = heldTurns();
    const failed = turns.run();
    held[0]?.reject('broken');
    expect(await failed).toBe(false);
    expect(onFault).toHaveBeenCalledExactlyOnceWith('broken');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(held).toHaveLength(2);
  });

  it('end when closed, also one that waits to be tried again', async () => {
    const { turns, held, onFault } = heldTurns();
    const failed = turns.run();
    held[0]?.reject('broken');
    await failed;
    turns.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await turns.run()).toBe(false);
    expect(held).toHaveLength(1);
    expect(onFault).toHaveBeenCalledTimes(1);
  });
});
