import { describe, expect, it } from 'vitest';
import { DELAYS, IDLE_COUNTDOWN_SECONDS } from '../delays.ts';
import { TICKET } from '../testing/queue-outputs.ts';
import { goToTopic, type QueueVisit, startQueueVisit } from '../testing/queue-visit.ts';

describe('one tap is one ticket', () => {
  it('also with a double tap (it-at-m/eappointment #420, #659)', async () => {
    const visit = startQueueVisit();
    await goToTopic(visit, 'lost');
    visit.kiosk.send({ type: 'visitor.confirmed' });
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    expect(visit.taken).toEqual([{ topicId: 'lost', serviceId: 'identity-card' }]);
    expect(visit.slips).toHaveLength(1);
    expect(visit.screen()).toMatchObject({ name: 'ticket', ticket: { number: 'A017' } });
  });

  it('also on a slow network, whatever is touched meanwhile (it-at-m/eappointment #933)', async () => {
    const answer = Promise.withResolvers<{ kind: 'given'; ticket: typeof TICKET }>();
    const visit = startQueueVisit({ ticket: answer.promise });
    await goToTopic(visit, 'lost');
    visit.kiosk.send({ type: 'visitor.confirmed' });
    expect(visit.screen()).toEqual({ name: 'working', task: 'taking-ticket' });
    for (const type of ['confirmed', 'cancelled', 'chose-alternative', 'stayed'] as const) {
      visit.clock.increment(10_000);
      visit.kiosk.send({ type: `visitor.${type}` });
    }
    visit.kiosk.send({ type: 'visitor.topic-chosen', topic: 'pin' });
    await visit.settled();
    expect(visit.screen()).toEqual({ name: 'working', task: 'taking-ticket' });
    answer.resolve({ kind: 'given', ticket: TICKET });
    await visit.settled();
    expect(visit.taken).toHaveLength(1);
    expect(visit.slips).toHaveLength(1);
  });

  it('printed once, whatever the printer says (it-at-m/eappointment #2206)', async () => {
    for (const kind of ['printed', 'probably-printed', 'unknown'] as const) {
      const visit = startQueueVisit({ print: { kind } });
      await goToTopic(visit, 'lost');
      visit.kiosk.send({ type: 'visitor.confirmed' });
      await visit.settled();
      visit.kiosk.send({ type: 'visitor.confirmed' });
      await visit.settled();
      expect(visit.slips).toHaveLength(1);
      expect(visit.taken).toHaveLength(1);
    }
  });

  it('and the next visitor’s tap is another', async () => {
    const visit = startQueueVisit();
    for (const _ of [1, 2]) {
      await goToTopic(visit, 'lost');
      visit.kiosk.send({ type: 'visitor.confirmed' });
      await visit.settled();
      visit.kiosk.send({ type: 'visitor.confirmed' });
      await visit.settled();
      expect(visit.screen()).toEqual({ name: 'attract' });
    }
    expect(visit.taken).toHaveLength(2);
  });
});

describe('the number', () => {
  it('stays long enough and gives way to the start (it-at-m/eappointment #2314)', async () => {
    const visit = startQueueVisit();
    await goToTopic(visit, 'lost');
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    visit.clock.increment(DELAYS.ticketShown - 1);
    expect(visit.screen()).toMatchObject({ name: 'ticket', slip: 'printed', actions: ['confirm'] });
    visit.clock.increment(1);
    await visit.settled();
    expect(visit.screen()).toEqual({ name: 'attract' });
    expect(visit.closings[0]).toBe('ticket-given');
    expect(visit.receipts()).toBe(0);
  });

  it('stays longer where it has to be noted, and is on the screen before the slip', async () => {
    const visit = startQueueVisit({ print: { kind: 'failed', fault: 'paper-out' } });
    await goToTopic(visit, 'lost');
    visit.kiosk.send({ type: 'visitor.confirmed' });
    const seen = new Set<unknown>();
    visit.kiosk.subscribe(() => {
      const screen = visit.screen();
      if (screen?.name === 'ticket') seen.add(screen.slip);
    });
    await visit.settled();
    expect([...seen]).toEqual(['printing', 'not-printed']);
    visit.clock.increment(DELAYS.ticketNoted - 1);
    expect(visit.screen()).toMatchObject({ name: 'ticket', slip: 'not-printed' });
    visit.clock.increment(1);
    await visit.settled();
    expect(visit.screen()).toEqual({ name: 'attract' });
  });

  it('is told with a card on the reader too, which is asked back afterwards', async () => {
    const visit = startQueueVisit();
    visit.kiosk.send({ type: 'card.placed' });
    await goToTopic(visit, 'lost');
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    visit.kiosk.send({ type: 'visitor.confirmed' });
    expect(visit.screen()).toEqual({ name: 'take-card', forgotten: false });
  });
});

function passIdleTime({ clock }: QueueVisit): void {
  clock.increment(DELAYS.idle);
  for (let second = 0; second < IDLE_COUNTDOWN_SECONDS; second += 1) {
    clock.increment(DELAYS.countdownStep);
  }
}

describe('a ticket on the screen counts as given', () => {
  it.each([
    ['staff reset the terminal', (visit: QueueVisit) => visit.kiosk.send({ type: 'staff.reset' })],
    ['nobody touches anything', passIdleTime],
  ])('where %s', async (_, end) => {
    // Never printed, so that the screen stays until somebody ends it.
    const visit = startQueueVisit({ print: new Promise(() => {}) });
    await goToTopic(visit, 'lost');
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    expect(visit.screen()).toMatchObject({ name: 'ticket', slip: 'printing' });
    end(visit);
    await visit.settled();
    expect(visit.closings).toEqual(['ticket-given']);
    expect(visit.receipts()).toBe(0);
    expect(visit.screen()).toMatchObject({ name: 'goodbye' });
  });
});

describe('without a ticket the visitor reads why', () => {
  it.each([
    [{ kind: 'not-yet', opensAt: '13:00' }, 'not-yet-open', '13:00'],
    [{ kind: 'closed' }, 'closed', null],
    [{ kind: 'closed-day', name: 'Fronleichnam' }, 'closed-day', 'Fronleichnam'],
    [{ kind: 'switched-off', text: null }, 'switched-off', null],
    [{ kind: 'switched-off', text: 'Heute ist Schulung.' }, 'switched-off', 'Heute ist Schulung.'],
  ] as const)('%o', async (open, notice, about) => {
    const visit = startQueueVisit({ ticket: { kind: 'not-open', open } });
    await goToTopic(visit, 'lost');
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    expect(visit.screen()).toMatchObject({ name: 'queue-notice', notice, about });
    visit.kiosk.send({ type: 'visitor.confirmed' });
    expect(visit.screen()).toMatchObject({ name: 'menu' });
    expect(visit.closings).toEqual(['no-ticket']);
  });

  it('and can look for something else, which asks the queue again', async () => {
    const visit = startQueueVisit({ ticket: { kind: 'no-tickets-left' } });
    await goToTopic(visit, 'lost');
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    visit.kiosk.send({ type: 'visitor.chose-alternative' });
    expect(visit.screen()).toEqual({ name: 'working', task: 'asking-queue' });
    await visit.settled();
    expect(visit.screen()).toMatchObject({ name: 'topic-groups' });
  });

  it.each([
    ['unreachable', 'queue-unreachable'],
    ['not-admitted', 'queue-not-admitted'],
  ] as const)('%s from the beginning', async (kind, notice) => {
    const visit = startQueueVisit({ offer: { kind } });
    await goToTopic(visit, 'lost');
    expect(visit.screen()).toMatchObject({ name: 'queue-notice', notice, actions: ['confirm'] });
  });

  it('offers no ticket that there is not', async () => {
    const visit = startQueueVisit();
    await goToTopic(visit, 'parking');
    expect(visit.screen()).toMatchObject({ offered: { open: { kind: 'not-yet' } } });
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    expect(visit.taken).toEqual([]);
    visit.kiosk.send({ type: 'visitor.cancelled' });
    expect(visit.screen()).toMatchObject({ name: 'topics', group: { id: 'cards' } });
  });
});

describe('finding the topic', () => {
  it('by everyday words, and back to them from the topic', async () => {
    const visit = startQueueVisit();
    visit.kiosk.send({ type: 'visitor.began' });
    visit.kiosk.send({ type: 'visitor.language-chosen', language: 'de' });
    visit.kiosk.send({ type: 'visitor.service-chosen', service: 'take-ticket' });
    await visit.settled();
    visit.kiosk.send({ type: 'visitor.chose-alternative' });
    for (const letter of 'VERLOO') visit.kiosk.send({ type: 'visitor.letter-typed', letter });
    visit.kiosk.send({ type: 'visitor.letter-erased' });
    expect(visit.screen()).toMatchObject({ typed: 'VERLO', found: [{ id: 'lost' }] });
    visit.kiosk.send({ type: 'visitor.topic-chosen', topic: 'lost' });
    expect(visit.screen()).toMatchObject({ name: 'topic', topic: { title: 'Ausweis verloren' } });
    visit.kiosk.send({ type: 'visitor.cancelled' });
    expect(visit.screen()).toMatchObject({ name: 'find-topic', typed: 'VERLO' });
  });

  it('shows a long group in pages that come round', async () => {
    const visit = startQueueVisit();
    await goToTopic(visit, 'lost');
    visit.kiosk.send({ type: 'visitor.cancelled' });
    expect(visit.screen()).toMatchObject({ page: 1, pages: 2, topics: { length: 6 } });
    visit.kiosk.send({ type: 'visitor.chose-alternative' });
    expect(visit.screen()).toMatchObject({ page: 2, topics: [{ id: 'other-4' }] });
    visit.kiosk.send({ type: 'visitor.chose-alternative' });
    expect(visit.screen()).toMatchObject({ page: 1 });
  });

  it('leaves out topics of services that the queue does not have (it-at-m/eappointment #2989)', async () => {
    const visit = startQueueVisit();
    await goToTopic(visit, 'unknown');
    const pages = [visit.screen()];
    visit.kiosk.send({ type: 'visitor.chose-alternative' });
    pages.push(visit.screen());
    expect(pages).toMatchObject([{ name: 'topics' }, { name: 'topics', page: 2 }]);
    expect(JSON.stringify(pages)).not.toContain('Fischereischein');
    visit.kiosk.send({ type: 'visitor.cancelled' });
    visit.kiosk.send({ type: 'visitor.chose-alternative' });
    for (const letter of 'FISCH') visit.kiosk.send({ type: 'visitor.letter-typed', letter });
    expect(visit.screen()).toMatchObject({ typed: 'FISCH', found: [] });
  });

  it('says so where there is nothing at all', async () => {
    const offer = { services: {}, reading: 'live' } as const;
    const services = ['take-ticket'] as const;
    const visit = startQueueVisit({ services, offer: { kind: 'read', offer } });
    await goToTopic(visit, 'lost');
    expect(visit.screen()).toMatchObject({ notice: 'queue-not-admitted', actions: ['confirm'] });
  });

  it('hands over to what the terminal does at once, and to nothing it does not offer', async () => {
    const visit = startQueueVisit();
    await goToTopic(visit, 'pin');
    expect(visit.screen()).toMatchObject({ name: 'topic', here: ['reset-pin'] });
    visit.kiosk.send({ type: 'visitor.service-chosen', service: 'change-pin' });
    expect(visit.screen()).toMatchObject({ name: 'topic' });
    visit.kiosk.send({ type: 'visitor.service-chosen', service: 'reset-pin' });
    await visit.settled();
    expect(visit.closings).toEqual(['done-here']);
    expect(visit.kiosk.getSnapshot().context.service).toBe('reset-pin');
  });
});

describe('a terminal whose card reader is away', () => {
  it('still leads to the counters', () => {
    const visit = startQueueVisit();
    visit.kiosk.send({ type: 'reader.found' });
    visit.kiosk.send({ type: 'reader.lost' });
    visit.kiosk.send({ type: 'visitor.began' });
    visit.kiosk.send({ type: 'visitor.language-chosen', language: 'de' });
    expect(visit.screen()).toEqual({ name: 'menu', services: ['take-ticket', 'check-in'] });
    visit.kiosk.send({ type: 'reader.found' });
    expect(visit.screen()).toMatchObject({ services: { length: 3 } });
  });

  it('does not ask back a card that was taken away at the menu', () => {
    const visit = startQueueVisit();
    visit.kiosk.send({ type: 'card.placed' });
    visit.kiosk.send({ type: 'visitor.language-chosen', language: 'de' });
    visit.kiosk.send({ type: 'card.removed' });
    visit.kiosk.send({ type: 'visitor.cancelled' });
    expect(visit.screen()).toMatchObject({ name: 'goodbye' });
  });

  it('is out of service where it offers nothing else', () => {
    const visit = startQueueVisit({ services: ['reset-pin'] });
    expect(visit.screen()).toEqual({ name: 'out-of-service', reason: 'no-reader' });
    visit.kiosk.send({ type: 'reader.found' });
    expect(visit.screen()).toEqual({ name: 'attract' });
  });
});
