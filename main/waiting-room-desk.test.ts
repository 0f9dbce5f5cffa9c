import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WaitingRoomConfig } from '../config/waiting-room.ts';
import { createCalledBoard } from './called-board.ts';
import { createCalledFile } from './called-file.ts';
import { calledTicket, scriptedCalls } from './testing/called-tickets.ts';
import { createWaitingRoomDesk } from './waiting-room-desk.ts';

const ROOM: WaitingRoomConfig = {
  name: 'Wartebereich',
  queueIds: [],
  runningText: '',
  runningTextAs: 'pages',
  languages: ['de'],
  voice: 'gong',
  diagonalInches: 43,
  viewingDistanceMetres: 8,
  display: '',
};
const SITE = { centreName: 'Bürgerservice', timeZone: 'Europe/Berlin' };
const A007 = calledTicket('A007');
const B012 = calledTicket('B012', { queueId: 'passports', counter: 'Schalter 2' });

let folder: string;
let nowMs: number;
let logged: string[];
let central: ReturnType<typeof scriptedCalls>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-called-'));
  nowMs = Date.parse('2026-12-01T09:00:10Z');
  logged = [];
  central = scriptedCalls();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'called.json');
const start = (room: Partial<WaitingRoomConfig> = {}) => {
  const now = () => nowMs;
  const board = createCalledBoard({
    file: createCalledFile(file(), (name) => logged.push(name)),
    ...{ watchCalled: central.watchCalled, timeZone: SITE.timeZone, now },
  });
  return createWaitingRoomDesk({
    config: SITE,
    logo: null,
    screen: { ...ROOM, ...room },
    board,
    now,
  });
};
const numbers = (desk: ReturnType<typeof start>) => desk.current().called.map((it) => it.number);

describe('a screen of a waiting room', () => {
  it('shows the calls of its queues, and of all where none is named', () => {
    const all = start();
    const passports = start({ queueIds: ['passports'] });
    central.called(B012, A007);
    expect(numbers(all)).toEqual(['B012', 'A007']);
    expect(numbers(passports)).toEqual(['B012']);
    expect(all.current()).toMatchObject({
      live: true,
      since: null,
      at: '2026-12-01T09:00:10.000Z',
    });
  });

  it('tells of nobody’s counter but what stands there, and of nobody’s errand', () => {
    const desk = start();
    central.called(A007);
    expect(desk.current().called).toEqual([
      {
        ...{ number: 'A007', counter: 'Schalter 1', direction: null, arrow: 'left' },
        ...{ calls: 1, isCalling: true, calledAt: '2026-12-01T09:00:00.000Z' },
      },
    ]);
  });

  it('hears of a repeated call (it-at-m/eappointment #2138)', () => {
    const desk = start();
    const changes = vi.fn();
    desk.subscribe(changes);
    central.called(A007);
    central.called({ ...A007, calls: 2 });
    expect(changes).toHaveBeenCalledTimes(2);
    expect(desk.current().called).toMatchObject([{ number: 'A007', calls: 2 }]);
  });
});

describe('without the central system', () => {
  it('keeps the last state and says since when', () => {
    const desk = start();
    central.called(A007);
    nowMs += 5_000;
    central.lost();
    nowMs += 5_000;
    central.lost();
    expect(numbers(desk)).toEqual(['A007']);
    expect(desk.current()).toMatchObject({ live: false, since: '2026-12-01T09:00:15.000Z' });
    central.called(B012);
    expect(desk.current()).toMatchObject({ live: true, since: null });
  });

  it('shows after a restart what was called before, marked as not live', () => {
    start();
    central.called(A007);
    nowMs += 60_000;
    central = scriptedCalls();
    const desk = start();
    expect(numbers(desk)).toEqual(['A007']);
    expect(desk.current()).toMatchObject({ live: false, since: '2026-12-01T09:00:10.000Z' });
    expect(logged).toEqual([]);
  });

  it('shows nobody of another day: numbers begin anew', () => {
    start();
    central.called(A007);
    nowMs = Date.parse('2026-12-01T23:30:00Z');
    expect(numbers(start())).toEqual([]);
  });

  it('begins with nobody where the file is no such file, and says so', () => {
    writeFileSync(file(), '{"at":');
    const desk = start();
    expect(desk.current()).toMatchObject({ live: false, since: null, called: [] });
    expect(logged).toEqual(['called.not-kept']);
    central.called(A007);
    expect(JSON.parse(readFileSync(file(), 'utf8')).called).toHaveLength(1);
  });

  it('goes on where the disk takes nothing', () => {
    const desk = start();
    rmSync(folder, { recursive: true });
    central.called(A007);
    expect(numbers(desk)).toEqual(['A007']);
    expect(logged).toEqual(['called.not-kept']);
  });
});
