import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandOutcome, runCommand } from './cli-commands.ts';
import type { Database } from './database/database.ts';
import { openDatabase } from './database/open-database.ts';
import { DATABASE_START_MS } from './fast-lane/testing/test-branch.ts';
import { CONFIGURATION } from './queue/testing/test-queue.ts';
import { TEST_TIME } from './testing/test-central.ts';

const COUNTER = {
  counter: 'Schalter 1',
  serviceIds: ['identity-card'],
  direction: null,
  arrow: null,
};
const APPOINTMENT = {
  id: '0193a5c2-6f10-7c3e-9b1d-2f6a8e4c7d31',
  code: 'K7MR4W2P',
  serviceId: 'identity-card',
  at: '2026-11-24T09:00:00.000Z',
};

let database: Database;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-queue-'));
  database = await openDatabase({});
  await run('branch', 'add', 'Nord');
  await run('counter', 'add', 'Nord', 'Schalter 1');
}, DATABASE_START_MS);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

const run = (...words: readonly string[]): Promise<CommandOutcome> =>
  runCommand(words, {
    database,
    flags: { demo: false, help: false },
    now: TEST_TIME,
    readPassword: () => Promise.reject(new Error('nobody asks for one')),
  });
function fileWith(content: unknown): string {
  const path = join(folder, 'queue.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const set = (change: object) =>
  run('queue', 'set', 'Nord', fileWith({ ...CONFIGURATION, counters: [COUNTER], ...change }));
const shown = async () => JSON.parse((await run('queue', 'show', 'Nord')).sentence);

describe('setting the queue up at a shell', () => {
  it('shows the counters that there are, before anything is set up', async () => {
    expect(await shown()).toMatchObject({
      services: [],
      counters: [{ ...COUNTER, serviceIds: [] }],
    });
  });

  it('stores what it shows, and shows what was stored', async () => {
    expect(await set({})).toMatchObject({ exitCode: 0 });
    expect(await shown()).toEqual({ ...CONFIGURATION, counters: [COUNTER] });
    const again = await run('queue', 'set', 'Nord', fileWith(await shown()));
    expect(again).toMatchObject({ exitCode: 0 });
  });

  it('says each contradiction and stores nothing', async () => {
    const before = await shown();
    const [first, second] = CONFIGURATION.services;
    const refused = set({
      services: [first, { ...second, queueId: 'cellar', series: first?.series }],
      fastLaneServiceId: 'tax',
    });
    await expect(refused).rejects.toThrow(
      [
        'is not stored:',
        '- services[1].queueId: service registration names the unknown queue cellar',
        '- fastLaneServiceId: there is no service tax',
        '- services[1].series: services identity-card and registration would give the same numbers',
      ].join('\n'),
    );
    expect(await shown()).toEqual(before);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a counter that is not there',
      () => set({ counters: [{ ...COUNTER, counter: 'Schalter 9' }] }),
      'The branch has no counter Schalter 9; it has: Schalter 1.',
    ],
    ['a part that is missing', () => set({ queues: undefined }), '- queues: Invalid input'],
    ['what is no JSON', () => run('queue', 'set', 'Nord', fileWith('{')), 'is not JSON'],
    ['a file that is not there', () => run('queue', 'set', 'Nord', '/none'), 'cannot be read'],
    ['a branch that is not there', () => run('queue', 'show', 'Mond'), 'no branch Mond'],
  ])('refuses %s', async (_, call, message) => {
    await expect(call()).rejects.toThrow(message);
  });

  it('imports appointments, each once, and names those that it does not store', async () => {
    const importing = (...appointments: object[]) =>
      run('queue', 'appointments', 'Nord', fileWith(appointments));
    const stored = { sentence: '1 of 1 appointments are stored.', exitCode: 0 };
    expect(await importing(APPOINTMENT)).toEqual(stored);
    expect(await importing(APPOINTMENT)).toEqual(stored);
    const second = APPOINTMENT.id.replace(/1$/, '2');
    const outcome = await importing(APPOINTMENT, { ...APPOINTMENT, id: second });
    expect(outcome).toMatchObject({ exitCode: 1 });
    expect(outcome.sentence).toMatch(/^1 of 2 .*\nNot stored:\n- \[1\], K7MR4W2P: .*code/);
    await expect(importing({ ...APPOINTMENT, code: 'short' })).rejects.toThrow('- [0].code');
    const rows = await database.query('SELECT 1 FROM queue_appointments');
    expect(rows).toHaveLength(1);
  });
});
