import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../config/languages.ts';
import { TEXTS } from '../../config/text/index.ts';
import type { VisitorIntent } from '../../main/contract/visitor.ts';
import { SECOND_PRESS_MS } from '../../renderer/parts/press-guard.ts';
import type { LaneProgress, Named } from '../../state-machines/views.ts';
import { type Gallery, openGallery } from './gallery.ts';
import { findControlFaults, findTextFaults } from './gallery-measure.ts';
import { VARIANTS, type Variant } from './gallery-variants.ts';

/** Every screen in every language and both ways of mounting the glass, looked at by rule. */

const SIZES = [
  { name: 'portrait', width: 1080, height: 1920, reachFrom: 0.4 },
  { name: 'landscape', width: 1920, height: 1080, reachFrom: 0 },
] as const;

let gallery: Gallery;
let screen = 0;
let lastPress = '';

beforeAll(async () => {
  gallery = await openGallery('screens');
});
afterAll(() => gallery?.close());

describe.each(SIZES)('$name', ({ name, width, height, reachFrom }) => {
  beforeAll(() => gallery.open('visitor.html', width, height));

  describe.each(LANGUAGES)('%s', (language) => {
    it.each(VARIANTS)('$name', async (variant) => {
      await show(variant, language);
      const limits = { targetPx: 64, gapPx: 8, fontPx: 24, picturePx: 160, reachFrom };
      const faults = [
        ...(await gallery.page.evaluate(findControlFaults, limits)),
        ...(await gallery.page.evaluate(findTextFaults, limits)),
      ];
      expect(await focusedTag()).toBe(variant.idleSecondsLeft === undefined ? 'H1' : 'H2');
      // Together, because a picture is mostly encoding, beside the page.
      const [broken] = await Promise.all([
        gallery.accessibilityFaults(),
        gallery.picture(`${name}-${language}/${variant.name}`),
      ]);
      expect(faults).toEqual([]);
      expect(broken).toEqual([]);
      expect(gallery.complaints).toEqual([]);
    });
  });
});

describe.each(SIZES)('the strip of the fast lane, $name', ({ width, height }) => {
  beforeAll(() => gallery.open('visitor.html', width, height));

  it.each(LANGUAGES)('changes without moving anything, and says so once: %s', async (language) => {
    const { status } = TEXTS[language].fastLane;
    await show(typing(0, 'waiting'), language);
    const places = await gallery.page.evaluate(placesOfControls);
    for (const approval of ['escalated', 'taken', 'approved'] as const) {
      await show(typing(3, approval), language, 'same screen');
      expect(await gallery.page.evaluate(placesOfControls)).toEqual(places);
      const said = await gallery.page.getByRole('status').allTextContents();
      expect(said.filter((text) => text.includes(status[approval]))).toHaveLength(1);
      expect(await focusedTag()).toBe('H1');
    }
  });
});

describe('arrow keys and Enter alone', () => {
  beforeAll(() => gallery.open('visitor.html', 1080, 1920));

  it.each(VARIANTS)('reach all that $name offers', async (variant) => {
    await show(variant, 'de');
    const expected = offered(variant);
    // The variant before may have ended with the very press this one begins with.
    const mayRepeat = expected.some((intent) => asText(intent) === lastPress);
    await gallery.page.waitForTimeout(mayRepeat ? SECOND_PRESS_MS : 0);
    for (const _ of expected) {
      await gallery.page.keyboard.press('ArrowRight');
      await gallery.page.keyboard.press('Enter');
    }
    await expect.poll(() => gallery.intents.length).toBe(expected.length);
    lastPress = asText(gallery.intents.at(-1));
    expect(new Set(gallery.intents.map(asText))).toEqual(new Set(expected.map(asText)));
  });
});

const asText = (value: unknown): string => JSON.stringify(value);

function typing(digits: number, approval: LaneProgress['approval']): Variant {
  const lane = { callSign: 'F12', approval };
  const entry = { secret: 'can', digits, minimum: 6, maximum: 6, actions: ['cancel'] } as const;
  return { name: 'typing', screen: { name: 'enter-secret', ...entry, lane } };
}

function placesOfControls(): string[] {
  return [...document.querySelectorAll('button, h1, .digit-dots')].map((control) => {
    const { left, top, width, height } = control.getBoundingClientRect();
    return [left, top, width, height].join(' ');
  });
}

async function show(variant: Variant, language: Language, which = 'new screen'): Promise<void> {
  if (which === 'new screen') screen += 1;
  gallery.intents.length = 0;
  gallery.complaints.length = 0;
  const { idleSecondsLeft } = variant;
  await gallery.push({
    kind: 'view',
    role: 'visitor',
    screen,
    view: {
      centreName: 'Bürgerservice Musterstadt',
      language,
      screen: variant.screen,
      ...(idleSecondsLeft === undefined ? {} : { idleSecondsLeft }),
    },
  });
}

const focusedTag = (): Promise<string | undefined> =>
  gallery.page.evaluate(() => document.activeElement?.tagName);

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

const SEARCH_KEYS = 'QWERTZUIOPÜASDFGHJKLÖÄYXCVBNMß- ';

const letters = (keys: string): VisitorIntent[] =>
  [...keys].map((letter) => ({ kind: 'letter', letter }));

const topicIntents = (topics: readonly Named[]): VisitorIntent[] =>
  topics.map(({ id }) => ({ kind: 'choose-topic', topic: id }));

/** What the contract lets a visitor do on a screen. */
function offered({ screen: shown, idleSecondsLeft }: Variant): VisitorIntent[] {
  // Any key answers, so the arrow key and Enter are two answers; the second comes too soon.
  if (idleSecondsLeft !== undefined) return [{ kind: 'stay' }];
  const actions: VisitorIntent[] =
    'actions' in shown ? shown.actions.map((kind) => ({ kind })) : [];
  switch (shown.name) {
    case 'attract':
    case 'goodbye':
      return [{ kind: 'begin' }];
    case 'language':
      return [
        ...LANGUAGES.map((language) => ({ kind: 'choose-language', language }) as const),
        { kind: 'cancel' },
      ];
    case 'menu':
      return [
        ...shown.services.map((service) => ({ kind: 'choose-service', service }) as const),
        { kind: 'cancel' },
      ];
    case 'enter-secret':
      return [
        ...DIGITS.map((digit) => ({ kind: 'digit', digit }) as const),
        { kind: 'erase' },
        ...actions,
      ];
    case 'topic-groups':
      return [
        ...shown.groups.map(({ id }) => ({ kind: 'choose-group', group: id }) as const),
        ...actions,
      ];
    case 'topics':
      return [...topicIntents(shown.topics), ...actions];
    case 'find-topic':
      return [...topicIntents(shown.found), ...letters(SEARCH_KEYS), { kind: 'erase' }, ...actions];
    case 'topic':
      return [
        ...shown.here.map((service) => ({ kind: 'choose-service', service }) as const),
        ...actions,
      ];
    case 'enter-code':
      return [...letters(shown.keys), { kind: 'erase' }, ...actions];
    default:
      return actions;
  }
}
