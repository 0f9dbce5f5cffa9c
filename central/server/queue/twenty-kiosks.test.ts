import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { dayInBranch } from '../fast-lane/call-signs.ts';
import { DATABASE_START_MS } from '../fast-lane/testing/test-branch.ts';
import { type Network, OfflineKiosk } from './testing/offline-kiosk.ts';
import { TestQueue } from './testing/test-queue.ts';

const KIOSKS = 20;
const HOUR = 60 * 60_000;
const RUNS = 8;
const LONG_MS = 120_000;

type Happening =
  | { readonly kind: 'tap' | 'sync'; readonly kiosk: number; readonly network: Network }
  | { readonly kind: 'restart' | 'lose-ledger'; readonly kiosk: number }
  | { readonly kind: 'clock'; readonly kiosk: number; readonly hours: number }
  | { readonly kind: 'night' };

const kiosk = fc.nat({ max: KIOSKS - 1 });
const network = fc.constantFrom<Network>('fine', 'fine', 'no-question', 'no-question', 'no-answer');
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('tap'), kiosk, network }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('sync'), kiosk, network }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose-ledger'), kiosk }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restart'), kiosk }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock'),
      kiosk,
      hours: fc.integer({ min: -1_000, max: 1_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('night') }) },
);

let database: Database;

beforeAll(async () => {
  database = await openDatabase({});
}, DATABASE_START_MS);
afterAll(() => database.close());

async function play(happenings: readonly Happening[]) {
  const queue = await TestQueue.create(database);
  // Open day and night: this is about numbers.
  const openingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    ...{ weekday, opens: '00:00', closes: '23:59' },
  }));
  const queues = queue.configuration.queues.map((each) => ({ ...each, openingHours }));
  await queue.configure({ queues });
  const kiosks: OfflineKiosk[] = [];
  for (let each = 0; each < KIOSKS; each += 1) {
    kiosks.push(new OfflineKiosk(queue, await queue.addKiosk()));
  }
  const lost = new Set<string>();
  for (const event of happenings) {
    queue.branch.now += 60_000;
    if (event.kind === 'night') {
      queue.branch.now += 24 * HOUR;
      continue;
    }
    const one = kiosks[event.kiosk];
    if (!one) continue;
    if (event.kind === 'tap') await one.give(event.network, dayInBranch(queue.now));
    if (event.kind === 'sync') await one.sync(event.network);
    if (event.kind === 'clock') one.clockErrorMs = event.hours * HOUR;
    if (event.kind === 'restart') one.restart();
    if (event.kind === 'lose-ledger') {
      for (const id of one.unsent) lost.add(id);
      one.loseLedger();
    }
  }
  for (const each of kiosks) await each.sync('fine');
  return { queue, kiosks, lost };
}

describe('twenty kiosks with lost networks, power cuts, lost disks and clocks that jump', () => {
  it(
    'never print a number twice on a day, and everything printed is there once',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: 60, maxLength: 200 }), async (events) => {
          const { queue, kiosks, lost } = await play(events);
          const printed = kiosks.flatMap((each) => each.printed);
          const numbers = printed.map(({ day, ticket }) => `${day} ${ticket}`);
          expect(new Set(numbers).size).toBe(numbers.length);
          expect(kiosks.flatMap(({ unsent }) => unsent)).toEqual([]);
          const rows = await database.query<{ id: string; ticket: string }>(
            'SELECT id, ticket FROM queue_entries WHERE branch_id = $1',
            [queue.branch.id],
          );
          const stored = new Map(rows.map(({ id, ticket }) => [id, ticket]));
          for (const { id, ticket } of printed) {
            // What lay on a disk that was replaced is known to nobody.
            if (!lost.has(id)) expect(stored.get(id)).toBe(ticket);
          }
          expect(rows.length).toBe(stored.size);
          const { branch, events: versions } = await queue.branch.versions();
          expect(versions).toEqual(Array.from({ length: branch }, (_, index) => index + 1));
        }),
        // A smaller example of hundreds of happenings would take minutes to find.
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    LONG_MS,
  );
});
