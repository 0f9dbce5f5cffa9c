import { expect, it } from 'vitest';
import { createGate } from './gate.ts';

function held(): { readonly work: () => Promise<string>; release(): void; isRunning(): boolean } {
  const { promise, resolve } = Promise.withResolvers<string>();
  let isRunning = false;
  return {
    work: () => {
      isRunning = true;
      return promise;
    },
    release: () => resolve('done'),
    isRunning: () => isRunning,
  };
}

it('lets as many in as it says, the others in order, and sends the rest away', async () => {
  const gate = createGate({ running: 2, waiting: 2 });
  const works = Array.from({ length: 4 }, held);
  const results = works.map(({ work }) => gate(work));
  const running = (): boolean[] => works.map(({ isRunning }) => isRunning());
  expect(running()).toEqual([true, true, false, false]);
  await expect(gate(async () => 'never')).rejects.toMatchObject({ code: 'too-many-requests' });
  works[1]?.release();
  await results[1];
  expect(running()).toEqual([true, true, true, false]);
  for (const { release } of works) release();
  expect(await Promise.all(results)).toEqual(['done', 'done', 'done', 'done']);
  expect(await gate(async () => 'again')).toBe('again');
});

it('gives a place back where work fails', async () => {
  const gate = createGate({ running: 1, waiting: 0 });
  for (let count = 0; count < 3; count++) {
    await expect(gate(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  }
  expect(await gate(async () => 'fine')).toBe('fine');
});
