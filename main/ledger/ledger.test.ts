import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardStep } from '../../state-machines/ports/card.ts';
import { openLedger } from './ledger.ts';
import { LedgerError } from './ledger-error.ts';
import { openDatabase } from './open-database.ts';

const NOW = Date.UTC(2026, 10, 22, 9, 41);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-ledger-'));
  file = join(folder, 'data', 'ledger.sqlite');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openLedger({ file, now: () => NOW });

describe('the database', () => {
  it('survives power cuts: write-ahead log with full sync', () => {
    const database = openDatabase(file);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    database.close();
  });

  it('migrates once, and keeps what is there', () => {
    const first = open();
    first.open({ id: 'A', service: 'change-pin' });
    first.close('A', { result: 'pin-changed', ticket: false });
    first.shut();
    const second = open();
    expect(second.interrupted).toEqual([]);
    expect(() => second.open({ id: 'A', service: 'change-pin' })).toThrow(/UNIQUE/);
    second.shut();
  });

  it('of a newer program is refused and left untouched', () => {
    open().shut();
    const newer = new Database(file);
    newer.pragma('user_version = 99');
    newer.close();
    expect(open).toThrow(LedgerError);
    expect(open).toThrow(/newer Schnellspur.*Install the newer program/s);
    const untouched = new Database(file);
    expect(untouched.pragma('user_version', { simple: true })).toBe(99);
    untouched.close();
  });

  it('that is none is refused, not overwritten', () => {
    writeFileSync(join(folder, 'ledger.sqlite'), 'x'.repeat(8_192));
    file = join(folder, 'ledger.sqlite');
    expect(open).toThrow(expect.objectContaining({ code: 'not-a-ledger' }));
  });

  it('in a folder that cannot be made is refused with what to do', () => {
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    expect(open).toThrow(expect.objectContaining({ code: 'folder-not-writable' }));
    expect(open).toThrow(/cannot be written/);
  });
});

describe('the ledger', () => {
  it('keeps the steps of a transaction in order', () => {
    const ledger = open();
    ledger.open({ id: 'A', service: 'change-pin' });
    ledger.stepBegun('A', 'use-pin');
    ledger.stepEnded('A', 'use-pin', 'answered');
    ledger.stepBegun('A', 'set-pin');
    expect(ledger.facts('A')).toEqual([
      { kind: 'step-begun', detail: { step: 'use-pin' } },
      { kind: 'step-ended', detail: { step: 'use-pin', ending: 'answered' } },
      { kind: 'step-begun', detail: { step: 'set-pin' } },
    ]);
    ledger.shut();
  });

  it.each([
    [[], { lastStep: null, cardMayHaveChanged: false }],
    [['begun use-pin'], { lastStep: 'use-pin', cardMayHaveChanged: false }],
    [['begun set-pin'], { lastStep: 'set-pin', cardMayHaveChanged: true }],
    [['begun set-pin', 'answered set-pin'], { lastStep: 'set-pin', cardMayHaveChanged: true }],
    [['begun set-pin', 'broken set-pin'], { lastStep: 'set-pin', cardMayHaveChanged: true }],
    [['begun reset-retry-counter'], { lastStep: 'reset-retry-counter', cardMayHaveChanged: true }],
    [
      ['begun authenticate-terminal'],
      { lastStep: 'authenticate-terminal', cardMayHaveChanged: false },
    ],
    [
      ['begun activate-eid', 'answered activate-eid', 'begun authenticate-terminal'],
      { lastStep: 'authenticate-terminal', cardMayHaveChanged: true },
    ],
  ] as const)('tells of a transaction interrupted after %j', (steps, expected) => {
    const ledger = open();
    ledger.open({ id: 'A', service: 'change-pin' });
    for (const entry of steps) {
      const [what, step] = entry.split(' ') as [string, CardStep];
      if (what === 'begun') ledger.stepBegun('A', step);
      else ledger.stepEnded('A', step, what as 'answered' | 'broken');
    }
    ledger.shut();
    const next = open();
    expect(next.interrupted).toEqual([{ transactionId: 'A', service: 'change-pin', ...expected }]);
    next.shut();
  });

  it('keeps a notice until somebody acknowledges it', () => {
    const ledger = open();
    const need = { kind: 'card-forgotten' } as const;
    ledger.addNotice('n', need);
    ledger.addNotice('n', need);
    ledger.shut();
    const next = open();
    const since = new Date(NOW).toISOString();
    expect(next.pendingNotices()).toEqual([{ id: 'n', since, need }]);
    next.acknowledgeNotice('n');
    expect(next.pendingNotices()).toEqual([]);
    next.shut();
  });
});
