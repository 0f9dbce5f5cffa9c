import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET } from '../../central/contract/codes.ts';
import { CODE, TICKET } from '../testing/queue-outputs.ts';
import { type QueueVisit, startQueueVisit } from '../testing/queue-visit.ts';

const ADDRESS = `https://termine.musterstadt.example/?code=${CODE}`;

function goToCode(visit: QueueVisit): void {
  visit.kiosk.send({ type: 'visitor.began' });
  visit.kiosk.send({ type: 'visitor.language-chosen', language: 'de' });
  visit.kiosk.send({ type: 'visitor.service-chosen', service: 'check-in' });
}

function type(visit: QueueVisit, letters: string): void {
  for (const letter of letters) visit.kiosk.send({ type: 'visitor.letter-typed', letter });
}

describe('a code typed', () => {
  it('counts once it is whole, and has no letter that codes do not have', async () => {
    const visit = startQueueVisit();
    goToCode(visit);
    await visit.settled();
    type(visit, `O0${CODE.slice(0, 7)}`);
    visit.kiosk.send({ type: 'visitor.confirmed' });
    expect(visit.screen()).toMatchObject({
      name: 'enter-code',
      typed: CODE.slice(0, 7),
      keys: CODE_ALPHABET,
      actions: ['cancel'],
    });
    type(visit, `${CODE.slice(7)}Z`);
    expect(visit.screen()).toMatchObject({ typed: CODE, actions: ['confirm', 'cancel'] });
    visit.kiosk.send({ type: 'visitor.confirmed' });
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    expect(visit.codes).toEqual([CODE]);
    expect(visit.screen()).toMatchObject({ name: 'ticket', topic: null });
  });

  it('is typed anew where nobody knows it', async () => {
    const visit = startQueueVisit({ checkIn: { kind: 'unknown-code' } });
    goToCode(visit);
    await visit.settled();
    type(visit, CODE);
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    expect(visit.screen()).toMatchObject({ name: 'queue-notice', notice: 'unknown-code' });
    visit.kiosk.send({ type: 'visitor.confirmed' });
    expect(visit.screen()).toMatchObject({ name: 'enter-code', typed: '' });
  });
});

describe('a code held before the reader', () => {
  it.each([
    ['at the welcome screen', () => {}],
    ['at the menu', (visit: QueueVisit) => goToMenu(visit)],
    ['while the code is asked for', (visit: QueueVisit) => goToCode(visit)],
  ])('checks in %s', async (_, go) => {
    const visit = startQueueVisit();
    go(visit);
    await visit.settled();
    visit.kiosk.send({ type: 'scanner.read', text: ADDRESS });
    await visit.settled();
    expect(visit.codes).toEqual([CODE]);
    expect(visit.screen()).toMatchObject({ name: 'ticket', ticket: TICKET });
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    expect(visit.closings[0]).toBe('checked-in');
    expect(visit.screen()).toEqual({ name: 'attract' });
  });

  it('checks in with what ZMS gives out, which nobody could type', async () => {
    const visit = startQueueVisit({ checkIn: { kind: 'unknown-code' } });
    const text = `100005-${'ab'.repeat(32)}`;
    visit.kiosk.send({ type: 'scanner.read', text });
    await visit.settled();
    expect(visit.codes).toEqual([text]);
    visit.kiosk.send({ type: 'visitor.confirmed' });
    expect(visit.screen()).toMatchObject({ name: 'enter-code', typed: '' });
  });

  it('is forgotten with its owner: the next visitor types', async () => {
    const visit = startQueueVisit();
    visit.kiosk.send({ type: 'scanner.read', text: CODE });
    await visit.settled();
    visit.kiosk.send({ type: 'visitor.confirmed' });
    await visit.settled();
    goToCode(visit);
    await visit.settled();
    expect(visit.screen()).toMatchObject({ name: 'enter-code', typed: '' });
  });

  it('does nothing where it is the code of something else, or nobody checks in here', () => {
    const visit = startQueueVisit();
    visit.kiosk.send({ type: 'scanner.read', text: '4006381333931' });
    expect(visit.screen()).toEqual({ name: 'attract' });
    const other = startQueueVisit({ services: ['take-ticket'] });
    other.kiosk.send({ type: 'scanner.read', text: CODE });
    expect(other.screen()).toEqual({ name: 'attract' });
  });

  it('says so where it cannot be the code that is asked for', async () => {
    const visit = startQueueVisit();
    goToCode(visit);
    await visit.settled();
    visit.kiosk.send({ type: 'scanner.read', text: '4006381333931' });
    expect(visit.screen()).toMatchObject({ name: 'queue-notice', notice: 'unknown-code' });
    expect(visit.codes).toEqual([]);
  });
});

describe('codes that nobody can type', () => {
  const ZMS_CODE = `100005-${'ab'.repeat(32)}`;

  it('are asked for at the reader alone, as often as it takes', async () => {
    const visit = startQueueVisit({ codeForm: 'scanned-only', checkIn: { kind: 'unknown-code' } });
    goToCode(visit);
    await visit.settled();
    const asking = { name: 'scan-code', actions: ['alternative', 'cancel'] };
    expect(visit.screen()).toEqual(asking);
    type(visit, CODE);
    visit.kiosk.send({ type: 'visitor.confirmed' });
    expect(visit.screen()).toEqual(asking);
    for (const text of ['4006381333931', ZMS_CODE]) {
      visit.kiosk.send({ type: 'scanner.read', text });
      await visit.settled();
      expect(visit.screen()).toMatchObject({ name: 'queue-notice', notice: 'unknown-scan' });
      visit.kiosk.send({ type: 'visitor.confirmed' });
      expect(visit.screen()).toEqual(asking);
    }
    expect(visit.codes).toEqual([ZMS_CODE]);
  });

  it('lead to a ticket instead, where this terminal gives any', async () => {
    const visit = startQueueVisit({ codeForm: 'scanned-only' });
    goToCode(visit);
    await visit.settled();
    visit.kiosk.send({ type: 'visitor.chose-alternative' });
    await visit.settled();
    expect(visit.screen()).toMatchObject({ name: 'topic-groups' });
    const without = startQueueVisit({ codeForm: 'scanned-only', services: ['check-in'] });
    goToCode(without);
    await without.settled();
    expect(without.screen()).toEqual({ name: 'scan-code', actions: ['cancel'] });
  });
});

describe('without a reader for QR codes', () => {
  it('nobody is asked to hold one before it', async () => {
    for (const hasScanner of [true, false]) {
      const visit = startQueueVisit({ hasScanner });
      goToCode(visit);
      await visit.settled();
      expect(visit.screen()).toMatchObject({ name: 'enter-code', scans: hasScanner });
    }
  });

  it('check-in is not offered where codes can only be scanned', () => {
    const visit = startQueueVisit({ hasScanner: false, codeForm: 'scanned-only' });
    goToMenu(visit);
    expect(visit.screen()).toEqual({ name: 'menu', services: ['take-ticket'] });
    const alone = startQueueVisit({
      ...{ hasScanner: false, codeForm: 'scanned-only', services: ['check-in'] },
    });
    expect(alone.screen()).toEqual({ name: 'out-of-service', reason: 'not-ready' });
    alone.kiosk.send({ type: 'card.placed' });
    expect(alone.screen()).toEqual({ name: 'out-of-service', reason: 'not-ready' });
  });
});

describe('without a place among the appointments', () => {
  it.each([
    [
      { kind: 'too-early', opensAt: '2026-12-01T08:45:00Z' },
      'too-early',
      'Dienstag, 1. Dezember um 09:45',
    ],
    [
      { kind: 'over', at: '2026-11-30T09:15:00Z' },
      'appointment-over',
      'Montag, 30. November um 10:15',
    ],
    [{ kind: 'unreachable' }, 'check-in-unreachable', null],
  ] as const)('%o leads to a ticket', async (checkIn, notice, about) => {
    const visit = startQueueVisit({ checkIn });
    visit.kiosk.send({ type: 'scanner.read', text: CODE });
    await visit.settled();
    expect(visit.screen()).toMatchObject({ name: 'queue-notice', notice, about });
    visit.kiosk.send({ type: 'visitor.chose-alternative' });
    await visit.settled();
    expect(visit.screen()).toMatchObject({ name: 'topic-groups' });
    expect(visit.closings).toEqual(['no-ticket']);
  });

  it('offers no ticket where this terminal gives none', async () => {
    const visit = startQueueVisit({ services: ['check-in'], checkIn: { kind: 'unreachable' } });
    visit.kiosk.send({ type: 'scanner.read', text: CODE });
    await visit.settled();
    expect(visit.screen()).toMatchObject({ name: 'queue-notice', actions: ['confirm'] });
  });
});

function goToMenu(visit: QueueVisit): void {
  visit.kiosk.send({ type: 'visitor.began' });
  visit.kiosk.send({ type: 'visitor.language-chosen', language: 'de' });
}
