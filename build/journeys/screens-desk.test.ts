import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARD_PROFILES } from '../../main/contract/bench.ts';
import type { StaffNotice } from '../../main/contract/staff.ts';
import { type Gallery, openGallery } from './gallery.ts';

/** The pages for staff and for practice, and the visitor's page without a core. */

let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery('desk');
});
afterAll(() => gallery?.close());

const since = '2026-11-22T08:15:00.000Z';
const interrupted = {
  kind: 'interrupted-transaction',
  transactionId: '7Q2M-X9TK-04ZB',
  service: 'change-pin',
  lastStep: 'set-pin',
} as const;

const NOTICES: readonly StaffNotice[] = [
  { id: 'printer', since, need: { kind: 'printer', fault: 'paper-out' } },
  { id: 'paper', since, need: { kind: 'paper-low' } },
  { id: 'reader', since, need: { kind: 'reader-lost' } },
  { id: 'a', since, need: { ...interrupted, cardMayHaveChanged: true } },
  { id: 'b', since, need: { ...interrupted, lastStep: null, cardMayHaveChanged: false } },
  { id: 'c', since, need: { kind: 'card-forgotten' } },
  { id: 'd', since, need: { kind: 'chip-not-genuine', transactionId: '7Q2M-X9TK-04ZB' } },
  {
    ...{ id: 'e', since },
    need: { kind: 'ticket-in-doubt', transactionId: '7Q2M-X9TK-04ZB', number: 'A017' },
  },
  { id: 'f', since, need: { kind: 'ticket-not-entered', number: 'A018' } },
];

describe('the page for staff', () => {
  beforeAll(() => gallery.open('staff.html', 1440, 1000));

  it('tells what to do and breaks no rule', async () => {
    await gallery.push({
      kind: 'view',
      role: 'staff',
      view: { terminal: 'in-session', notices: NOTICES },
    });
    await gallery.picture('staff');
    expect(await gallery.page.locator('article').count()).toBe(NOTICES.length);
    expect(await gallery.accessibilityFaults()).toEqual([]);
  });

  it('acknowledges what happened, not what is the case', async () => {
    const buttons = gallery.page.getByRole('button', { name: 'Erledigt' });
    expect(await buttons.count()).toBe(6);
    await buttons.nth(1).click();
    await expect.poll(() => gallery.intents).toEqual([{ kind: 'acknowledge', notice: 'b' }]);
  });

  it('resets only after asking', async () => {
    gallery.intents.length = 0;
    const { page } = gallery;
    await page.getByRole('button', { name: 'Terminal zurücksetzen' }).click();
    expect(await gallery.accessibilityFaults()).toEqual([]);
    await page.getByRole('button', { name: 'Nein' }).click();
    await page.getByRole('button', { name: 'Terminal zurücksetzen' }).click();
    await page.getByRole('button', { name: 'Ja' }).click();
    await expect.poll(() => gallery.intents).toEqual([{ kind: 'reset' }]);
  });
});

describe('the bench', () => {
  beforeAll(() => gallery.open('bench.html', 1440, 1000));

  it('shows paper and state, and breaks no rule', async () => {
    const slip =
      '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#fff"/><text x="20" y="60" font-size="40">Beleg</text></svg>';
    await gallery.push({
      kind: 'view',
      role: 'bench',
      view: {
        card: 'ready',
        cardCommands: 12,
        pullAtCommand: 20,
        reader: 'plugged',
        printer: 'paper-low',
        clock: '2026-11-22T08:15:00.000Z',
        paper: [slip, slip],
        displays: [],
      },
    });
    const drawn = await gallery.page
      .locator('img')
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
    expect(drawn).toEqual([400, 400]);
    await gallery.picture('bench');
    expect(await gallery.accessibilityFaults()).toEqual([]);
    expect(gallery.complaints).toEqual([]);
  });

  it('plays card, reader, printer and time', async () => {
    gallery.intents.length = 0;
    const names = [/^Neuer Ausweis/, /wegnehmen/, /^Abziehen/, /^Papier leer/, /^5.Minuten/];
    for (const name of [...names, /^Vormerken/, /^Papier abreißen/]) {
      await gallery.page.getByRole('button', { name }).click();
    }
    await expect.poll(() => gallery.intents.length).toBe(7);
    expect(gallery.intents).toEqual([
      { kind: 'insert-card', profile: 'transport-pin' },
      { kind: 'remove-card' },
      { kind: 'unplug-reader' },
      { kind: 'set-printer', condition: 'paper-out' },
      { kind: 'advance-clock', seconds: 300 },
      { kind: 'pull-card-at', command: 20 },
      { kind: 'tear-off-paper' },
    ]);
    expect(await gallery.page.locator('.profiles button').count()).toBe(CARD_PROFILES.length);
  });
});

describe('the visitor’s page without a core', () => {
  beforeAll(() => gallery.open('visitor.html', 1080, 1920));

  const attract = {
    kind: 'view',
    role: 'visitor',
    screen: 1,
    view: { centreName: 'Bürgerservice', language: 'de', screen: { name: 'attract' } },
  } as const;
  const dialog = () => gallery.page.getByRole('alertdialog');

  it('asks for a moment, comes back and goes on', async () => {
    await gallery.push(attract);
    gallery.drop(1001);
    await dialog().getByText('Einen Moment bitte').waitFor();
    await gallery.picture('connection-lost');
    expect(await gallery.accessibilityFaults()).toEqual([]);
    await gallery.push({ ...attract, screen: 7 });
    await dialog().waitFor({ state: 'detached' });
  });

  it('says so when the terminal is open elsewhere, and stays away', async () => {
    gallery.drop(4409);
    await dialog().getByText('Dieses Fenster wird nicht gebraucht').waitFor();
    await gallery.picture('connection-taken');
    await gallery.page.waitForTimeout(600);
    expect(await dialog().count()).toBe(1);
    expect(await gallery.accessibilityFaults()).toEqual([]);
  });
});

describe('how fast the first screen is drawn', () => {
  it('within a second and a half of asking for the page', async () => {
    await gallery.open('visitor.html', 1080, 1920);
    const paintMs = await gallery.page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    );
    console.log(`first contentful paint after ${paintMs.toFixed(0)} ms`);
    expect(paintMs).toBeLessThan(1_500);
  });
});
