import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeskAuthorityError } from '../../devices/eid/cli-authority.ts';
import { openLedger } from '../ledger/ledger.ts';
import { openFreeLedger } from './free-ledger.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-desk-'));
  file = join(folder, 'ledger.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('opens a new ledger, and again the one it left', () => {
  const first = openFreeLedger(file);
  first.open({ id: 'A', service: 'reset-pin' });
  first.shut();
  const second = openFreeLedger(file);
  expect(second.interrupted).toMatchObject([{ transactionId: 'A' }]);
  expect(second.outbox.waiting(10)).toMatchObject([{ transactionId: 'A', result: 'interrupted' }]);
  second.shut();
});

it('leaves a ledger alone in which a terminal works, and its open transaction open', () => {
  const terminal = openLedger({ file, now: Date.now });
  terminal.open({ id: 'A', service: 'reset-pin' });
  expect(() => openFreeLedger(file)).toThrow(DeskAuthorityError);
  expect(() => openFreeLedger(file)).toThrow(/in use.*SCHNELLSPUR_DATA/);
  terminal.stepBegun('A', 'set-pin');
  expect(terminal.facts('A')).toHaveLength(1);
  expect(terminal.pendingNotices()).toEqual([]);
  terminal.shut();
  const free = openFreeLedger(file);
  expect(free.interrupted).toHaveLength(1);
  free.shut();
});

it('leaves what is no ledger to be told of as such', () => {
  writeFileSync(file, 'x'.repeat(8_192));
  expect(() => openFreeLedger(file)).toThrow(expect.objectContaining({ code: 'not-a-ledger' }));
});
