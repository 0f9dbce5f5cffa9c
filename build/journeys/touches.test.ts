import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TEXTS } from '../../config/text/index.ts';
import { SECOND_PRESS_MS } from '../../renderer/parts/press-guard.ts';
import { describeWithParts } from '../integration/rig/requirements.ts';
import { type Gallery, openGallery } from './gallery.ts';

/** Fingers on the glass, as Chromium hears of them from a touch screen. */

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Finger extends Point {
  readonly id: number;
}

/** Chromium takes a finger for a long press after half a second. */
const LONG_PRESS_MS = 700;
const { de } = TEXTS;

describeWithParts(['chromium'], 'fingers on the glass', () => {
  let gallery: Gallery;
  let glass: CDPSession;
  let screen = 0;

  beforeAll(async () => {
    gallery = await openGallery('touches');
    await gallery.open('visitor.html', 1080, 1920);
    glass = await gallery.page.context().newCDPSession(gallery.page);
    await glass.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 });
  });
  afterAll(() => gallery?.close());

  beforeEach(async () => {
    screen += 1;
    await gallery.push({
      kind: 'view',
      role: 'visitor',
      screen,
      view: {
        centreName: 'Bürgerservice Musterstadt',
        language: 'de',
        screen: {
          ...{ name: 'enter-secret', secret: 'pin', digits: 5, minimum: 5, maximum: 6 },
          actions: ['confirm', 'cancel'],
        },
      },
    });
    // A press soon after that of the test before would count as its second.
    await gallery.page.waitForTimeout(SECOND_PRESS_MS);
    gallery.intents.length = 0;
  });

  /** Fingers that are on the glass, or with `touchEnd` those that leave; none named: all. */
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: readonly Finger[]) =>
    glass.send('Input.dispatchTouchEvent', { type, touchPoints: [...fingers] });
  const middleOf = async (name: string): Promise<Point> => {
    const box = await gallery.page.getByRole('button', { name, exact: true }).boundingBox();
    if (!box) throw new Error(`there is no button ${name}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const finger = (id: number, { x, y }: Point, right = 0): Finger => ({ id, x: x + right, y });
  /** What the core heard, once the page has had time for whatever may still follow a touch. */
  const heard = async () => {
    await gallery.page.waitForTimeout(60);
    return gallery.intents;
  };

  it('takes a long press for a press (it-at-m/eappointment #518)', async () => {
    const confirm = await middleOf(de.entry.confirm);
    await touch('touchStart', finger(0, confirm));
    await gallery.page.waitForTimeout(LONG_PRESS_MS);
    await touch('touchEnd');
    expect(await heard()).toEqual([{ kind: 'confirm' }]);
  });

  it('takes a finger that slips on the button for a press (it-at-m/eappointment #576)', async () => {
    const confirm = await middleOf(de.entry.confirm);
    await touch('touchStart', finger(0, confirm));
    for (const right of [10, 25, 45]) await touch('touchMove', finger(0, confirm, right));
    await touch('touchEnd');
    expect(await heard()).toEqual([{ kind: 'confirm' }]);
  });

  it('lets somebody slide off a button who does not want it (it-at-m/eappointment #518)', async () => {
    const [five, six] = [await middleOf('5'), await middleOf('6')];
    await touch('touchStart', finger(0, five));
    await touch('touchMove', finger(0, six));
    await touch('touchEnd');
    expect(await heard()).toEqual([]);
  });

  it('hears a finger beside another one that rests on the glass (it-at-m/eappointment #576)', async () => {
    const confirm = await middleOf(de.entry.confirm);
    const resting = finger(0, { x: 20, y: 300 });
    await touch('touchStart', resting);
    await touch('touchStart', resting, finger(1, confirm));
    await touch('touchEnd', finger(1, confirm));
    expect(await heard()).toHaveLength(1);
    await touch('touchEnd');
    expect(await heard()).toEqual([{ kind: 'confirm' }]);
  });

  it('takes two fingers on one button for one press (it-at-m/eappointment #576)', async () => {
    const five = await middleOf('5');
    const [first, second] = [finger(0, five), finger(1, five, 25)];
    await touch('touchStart', first);
    await touch('touchStart', first, second);
    await touch('touchEnd', first);
    await touch('touchEnd');
    expect(await heard()).toEqual([{ kind: 'digit', digit: 5 }]);
  });

  it('takes quick fingers on two keys for two digits, in the order in which they leave', async () => {
    const [one, two] = [finger(0, await middleOf('1')), finger(1, await middleOf('2'))];
    await touch('touchStart', one);
    await touch('touchStart', one, two);
    await touch('touchEnd', one);
    await touch('touchEnd');
    expect(await heard()).toEqual([
      { kind: 'digit', digit: 1 },
      { kind: 'digit', digit: 2 },
    ]);
  });

  it('takes a plain tap once', async () => {
    await touch('touchStart', finger(0, await middleOf('5')));
    await touch('touchEnd');
    expect(await heard()).toEqual([{ kind: 'digit', digit: 5 }]);
  });
});
