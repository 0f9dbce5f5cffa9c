import { describe, expect, it } from 'vitest';
import { TICKET } from '../state-machines/testing/queue-outputs.ts';
import { type QueueVisit, startQueueVisit } from '../state-machines/testing/queue-visit.ts';
import type { Screen } from '../state-machines/views.ts';
import type { VisitorIntent } from './contract/visitor.ts';
import { createVisitorDesk, type VisitorDesk } from './visitor-desk.ts';

const view = (screen: Screen) => ({ centreName: 'Bürgerservice', language: 'de', screen }) as const;

function deskOf(visit: QueueVisit): VisitorDesk {
  const show = (): void => {
    const screen = visit.screen();
    if (screen) desk.show(view(screen));
  };
  const desk = createVisitorDesk({
    send(event) {
      visit.kiosk.send(event);
      show();
    },
    press: () => expect.unreachable('no secret is typed here'),
    erase: () => expect.unreachable('no secret is typed here'),
    firstView: view({ name: 'attract' }),
  });
  visit.kiosk.subscribe(show);
  return desk;
}

async function goToTopic(desk: VisitorDesk, visit: QueueVisit): Promise<void> {
  const steps: VisitorIntent[] = [
    { kind: 'begin' },
    { kind: 'choose-language', language: 'de' },
    { kind: 'choose-service', service: 'take-ticket' },
  ];
  for (const step of steps) expect(desk.handle(step)).toBeNull();
  await visit.settled();
  expect(desk.handle({ kind: 'choose-group', group: 'cards' })).toBeNull();
  expect(desk.handle({ kind: 'choose-topic', topic: 'lost' })).toBeNull();
}

describe('one tap is one ticket', () => {
  it('also after a reload of the page (it-at-m/eappointment #659, #2206)', async () => {
    const visit = startQueueVisit();
    const desk = deskOf(visit);
    await goToTopic(desk, visit);
    expect(desk.handle({ kind: 'confirm' })).toBeNull();
    // The page that comes back is given what is shown now, and nothing to press.
    expect(desk.current().view.screen).toEqual({ name: 'working', task: 'taking-ticket' });
    expect(desk.handle({ kind: 'confirm' })).toBe('not-offered');
    await visit.settled();
    expect(desk.current().view.screen).toMatchObject({ name: 'ticket', ticket: TICKET });
    expect(visit.taken).toHaveLength(1);
    expect(visit.slips).toHaveLength(1);
  });

  it('numbers the screen behind the button anew, so that a second tap is stale (#420)', async () => {
    const visit = startQueueVisit();
    const desk = deskOf(visit);
    await goToTopic(desk, visit);
    const before = desk.current().screen;
    desk.handle({ kind: 'confirm' });
    expect(desk.current().screen).toBeGreaterThan(before);
    const working = desk.current().screen;
    await visit.settled();
    expect(desk.current().screen).toBeGreaterThan(working);
    expect(visit.taken).toHaveLength(1);
  });
});

describe('what a screen of the queue offers', () => {
  it('is what stands on it', async () => {
    const visit = startQueueVisit();
    const desk = deskOf(visit);
    expect(desk.handle({ kind: 'choose-topic', topic: 'lost' })).toBe('not-offered');
    expect(desk.handle({ kind: 'letter', letter: 'A' })).toBe('not-offered');
    await goToTopic(desk, visit);
    expect(desk.handle({ kind: 'choose-topic', topic: 'pin' })).toBe('not-offered');
    expect(desk.handle({ kind: 'choose-service', service: 'reset-pin' })).toBe('not-offered');
    desk.handle({ kind: 'cancel' });
    desk.handle({ kind: 'choose-topic', topic: 'pin' });
    expect(desk.handle({ kind: 'choose-service', service: 'reset-pin' })).toBeNull();
  });

  it('is another screen on another page, and the same one while words are typed', async () => {
    const visit = startQueueVisit();
    const desk = deskOf(visit);
    await goToTopic(desk, visit);
    desk.handle({ kind: 'cancel' });
    const first = desk.current().screen;
    desk.handle({ kind: 'alternative' });
    expect(desk.current().screen).toBeGreaterThan(first);
    desk.handle({ kind: 'cancel' });
    desk.handle({ kind: 'alternative' });
    expect(desk.handle({ kind: 'erase' })).toBe('not-offered');
    const search = desk.current().screen;
    for (const letter of 'PARK') expect(desk.handle({ kind: 'letter', letter })).toBeNull();
    expect(desk.current()).toMatchObject({
      screen: search,
      view: { screen: { typed: 'PARK', found: [{ id: 'parking' }] } },
    });
  });

  it('takes only the letters a code has, and only as many', () => {
    const desk = createVisitorDesk({
      send: () => {},
      press: () => {},
      erase: () => {},
      firstView: view({
        name: 'enter-code',
        typed: 'AB23CD4',
        length: 8,
        keys: 'ABCD2345',
        scans: false,
        actions: ['cancel'],
      }),
    });
    expect(desk.handle({ kind: 'letter', letter: 'O' })).toBe('not-offered');
    expect(desk.handle({ kind: 'letter', letter: '5' })).toBeNull();
    expect(desk.handle({ kind: 'erase' })).toBeNull();
    expect(desk.handle({ kind: 'confirm' })).toBe('not-offered');
  });
});
