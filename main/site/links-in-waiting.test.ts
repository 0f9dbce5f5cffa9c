import { expect, it } from 'vitest';
import { recordLinks } from '../hosts/testing/recorded-links.ts';
import { createLinksInWaiting } from './links-in-waiting.ts';

it('keeps every screen until the core is there, and hands over those that are still open', () => {
  const waiting = createLinksInWaiting();
  const seen: string[] = [];
  const open = (role: 'visitor' | 'waiting-room' | 'staff', place?: number) =>
    waiting.open(role, ({ kind }) => seen.push(`${role} ${kind}`), place);
  const visitor = open('visitor');
  const room = open('waiting-room', 2);
  open('staff')?.close();
  visitor?.receive('too early');
  expect(seen).toEqual(['visitor view', 'visitor refused']);

  const core = recordLinks();
  waiting.handOver(core);
  visitor?.receive('in time');
  open('staff')?.receive('late');
  room?.close();
  expect(core.opened.map(({ role, received, closed }) => ({ role, received, closed }))).toEqual([
    { role: 'visitor', received: ['in time'], closed: false },
    { role: 'waiting-room', received: [], closed: true },
    { role: 'staff', received: ['late'], closed: false },
  ]);
});
