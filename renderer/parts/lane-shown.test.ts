import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../config/languages.ts';
import { TEXTS } from '../../config/text/index.ts';
import type { LaneProgress, Screen } from '../../state-machines/views.ts';
import { laneAnnouncement } from './announcement.ts';
import { laneShown } from './lane-shown.ts';

type Approval = LaneProgress['approval'];

const lane = (approval: Approval): LaneProgress => ({ callSign: 'F12', approval });

const typing = (approval: Approval, digits = 2): Screen => ({
  name: 'enter-secret',
  secret: 'new-pin',
  digits,
  minimum: 6,
  maximum: 6,
  lane: lane(approval),
  actions: ['cancel'],
});

const waiting = (approval: Approval): Screen => ({
  name: 'lane-waiting',
  lane: lane(approval),
  actions: ['cancel'],
});

const busy = (task: 'reading-card' | 'unlocking-card', approval: Approval): Screen => ({
  name: 'working',
  task,
  lane: lane(approval),
});

const told = (
  notice: 'wrong-can' | 'card-removed' | 'lane-interrupted' | 'authority-unreachable',
  approval: Approval,
): Screen => ({ name: 'notice', notice, lane: lane(approval), actions: ['cancel'] });

describe('the strip', () => {
  it.each([
    ['typing, nobody has looked', typing('waiting'), 'waiting', 'current open open'],
    ['typing, already confirmed', typing('approved'), 'approved', 'current done open'],
    ['all typed', waiting('taken'), 'taken', 'done current open'],
    ['all typed, more staff called', waiting('escalated'), 'escalated', 'done current open'],
    ['being changed', busy('unlocking-card', 'approved'), 'approved', 'done done current'],
    ['a CAN to type again', told('wrong-can', 'approved'), 'approved', 'current done open'],
    ['no signature', told('authority-unreachable', 'approved'), 'approved', 'done done current'],
    ['broken off', told('lane-interrupted', 'approved'), 'again', 'done open current'],
    ['card away', told('card-removed', 'approved'), 'again', 'current open open'],
    ['card back', busy('reading-card', 'approved'), 'again', 'open open open'],
  ] as const)('%s', (_, screen, status, steps) => {
    const shown = laneShown(screen);
    expect(shown).toMatchObject({ callSign: 'F12', status });
    expect(Object.values(shown?.steps ?? {}).join(' ')).toBe(steps);
  });

  it.each([
    { name: 'attract' },
    { name: 'working', task: 'printing' },
    { name: 'notice', notice: 'wrong-can', actions: ['confirm'] },
  ] as const)('is not shown outside the fast lane: %j', (screen) => {
    expect(laneShown(screen)).toBeNull();
    expect(laneAnnouncement(screen, TEXTS.de)).toBe('');
  });
});

describe.each(LANGUAGES)('what a screen reader says of a request, in %s', (language) => {
  const text = TEXTS[language];

  it.each(['waiting', 'escalated', 'taken', 'approved'] as const)('%s', (approval) => {
    const said = laneAnnouncement(typing(approval), text);
    expect(said).toContain('F12');
    expect(said).toContain(text.fastLane.status[approval]);
  });

  it('does not change with the digits, so that it is not said again', () => {
    const said = [0, 1, 6].map((digits) => laneAnnouncement(typing('taken', digits), text));
    expect(new Set(said).size).toBe(1);
  });
});
