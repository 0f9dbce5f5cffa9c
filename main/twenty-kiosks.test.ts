import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Field, FieldKiosk } from './testing/field-kiosk.ts';
import { type LaneRig, startLaneRig } from './testing/lane-rig.ts';

const KIOSKS = 20;
const RUNS = 1;
/** Each has at most so many things happen at once. */
const WAVE = 5;
const HOUR = 60 * 60_000;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

type Happening =
  | { readonly kind: 'tap' | 'sync'; readonly kiosk: number; readonly field: Field }
  | { readonly kind: 'restart' | 'replace-disk' | 'deliver-late'; readonly kiosk: number }
  | { readonly kind: 'clock'; readonly kiosk: number; readonly hours: number }
  | { readonly kind: 'night' };

const kiosk = fc.nat({ max: KIOSKS - 1 });
const field: fc.Arbitrary<Field> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Field>(
      ...(['fine', 'fine', 'no-question', 'no-question', 'no-answer', 'late'] as const),
    ),
  },
  { weight: 1, arbitrary: fc.record({ powerCutAt: fc.integer({ min: 1, max: 3 }) }) },
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ kind: fc.constant('tap'), kiosk, field }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('sync'), kiosk, field }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver-late'), kiosk }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restart'), kiosk }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('replace-disk'), kiosk }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ kind: fc.constant('clock'), kiosk, hours: fc.integer({ min: -200, max: 200 }) },
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('night') }) },
);

let rig: LaneRig;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-field-'));
  rig = await startLaneRig();
  await rig.openQueue();
});
afterAll(async () => {
  await rig.close();
  rmSync(folder, { recursive: true, force: true });
});

async function enrolKiosks(): Promise<FieldKiosk[]> {
  const place = mkdtempSync(join(folder, 'run-'));
  const kiosks: FieldKiosk[] = [];
  for (let each = 0; each < KIOSKS; each += 1) {
    const { identity } = await rig.access(join(place, `kiosk-${each}.json`));
    kiosks.push(new FieldKiosk({ identity, folder: place, now: () => rig.clock.now() }));
  }
  return kiosks;
}

async function befall(one: FieldKiosk, event: Exclude<Happening, { kind: 'night' }>) {
  const services = ['identity-card', 'registration'];
  if (event.kind === 'tap') await one.tap(event.field, services[event.kiosk % 2] ?? '');
  if (event.kind === 'sync') await one.sync(event.field);
  if (event.kind === 'deliver-late') await one.deliverLate();
  if (event.kind === 'restart') one.restart();
  if (event.kind === 'replace-disk') one.replaceDisk();
  if (event.kind === 'clock') one.clockErrorMs = event.hours * HOUR;
}

async function play(happenings: readonly Happening[]): Promise<FieldKiosk[]> {
  const kiosks = await enrolKiosks();
  // In the morning all are there, as long as the network is.
  await Promise.all(kiosks.map((each) => each.sync('fine')));
  for (let start = 0; start < happenings.length; start += WAVE) {
    rig.clock.advance(60_000);
    const wave = happenings.slice(start, start + WAVE);
    if (wave.some(({ kind }) => kind === 'night')) rig.clock.advance(24 * HOUR);
    await Promise.all(
      kiosks.map(async (one, number) => {
        // What befalls the same terminal befalls it in order.
        for (const event of wave) {
          if (event.kind !== 'night' && event.kiosk === number) await befall(one, event);
        }
      }),
    );
  }
  for (const each of kiosks) {
    // On a busy machine an answer may come too late, as in the field.
    for (let tries = 0; tries === 0 || (tries < 5 && each.unreported().length > 0); tries += 1) {
      await each.sync('fine');
    }
    await each.deliverLate();
  }
  return kiosks;
}

interface Entered {
  readonly id: string;
  readonly ticket: string;
  /** Null: its day is over. */
  readonly token: string | null;
}

function isEntered({ number, followToken }: FieldKiosk['papers'][number], entry?: Entered) {
  return entry?.ticket === number && (entry.token === null || entry.token === followToken);
}

it('twenty terminals in a bad field give nothing twice, and at reconnect everything is there once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 200, maxLength: 280 }),
      async (happenings) => {
        const kiosks = await play(happenings);
        const papers = kiosks.flatMap((each) => each.papers);
        const numbers = papers.map(({ day, number }) => `${day} ${number}`);
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(kiosks.flatMap((each) => each.unreported())).toEqual([]);
        const refused = kiosks.flatMap((each) => each.notices());
        expect(refused.filter(({ kind }) => kind === 'ticket-not-entered')).toEqual([]);
        const rows = await rig.database.query<Entered>(
          'SELECT id, ticket, follow_token AS token FROM queue_entries',
        );
        const entered = new Map(rows.map((row) => [row.id, row]));
        const forgotten = new Set(kiosks.flatMap((each) => [...each.forgotten]));
        const lost = papers.filter(
          (paper) => !forgotten.has(paper.followToken) && !isEntered(paper, entered.get(paper.id)),
        );
        expect(lost).toEqual([]);
        expect(papers.length).toBeGreaterThan(20);
        for (const each of kiosks) each.shut();
      },
    ),
    // A smaller example of hundreds of happenings would take minutes to find.
    { numRuns: RUNS, endOnFailure: true },
  );
  const twice = await rig.database.query(
    'SELECT day, ticket FROM queue_entries GROUP BY day, ticket HAVING count(*) > 1',
  );
  expect(twice).toEqual([]);
});
