import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SyncError } from '../../sync-error.ts';
import { readZmsCredentials } from './zms-credentials.ts';
import { NOTHING_KEPT, openZmsStore } from './zms-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'zms-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

function faultOf(act: () => unknown): SyncError {
  try {
    act();
  } catch (error) {
    if (error instanceof SyncError) return error;
    throw error;
  }
  throw new Error('no fault');
}

function written(name: string, text: string, mode = 0o600): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

describe('the technical user of a terminal in ZMS', () => {
  const user = { user: 'kiosk-07', password: 'Feldweg im Regen' };

  it('is read from a file that only its owner may read', () => {
    expect(readZmsCredentials(written('user.json', JSON.stringify(user)))).toEqual(user);
  });

  it.each([
    ['credentials-exposed', JSON.stringify(user), 0o640],
    ['credentials-malformed', JSON.stringify({ ...user, role: 'Feldweg im Regen' }), 0o600],
    ['credentials-malformed', 'Feldweg im Regen', 0o600],
  ])('and else refused as %s, without a word of it', (code, text, mode) => {
    const fault = faultOf(() => readZmsCredentials(written('user.json', text, mode)));
    expect(fault.code).toBe(code);
    expect(`${fault.message} ${fault.cause}`).not.toContain('Feldweg');
  });

  it('is asked for where there is no file', () => {
    const fault = faultOf(() => readZmsCredentials(join(folder, 'none.json')));
    expect([fault.code, fault.message]).toEqual([
      'credentials-not-readable',
      expect.stringContaining('"password": "…"'),
    ]);
  });
});

describe('what a terminal keeps for ZMS', () => {
  it('is there again after a restart, for its owner only', () => {
    const file = join(folder, 'zms.json');
    expect(openZmsStore(file).read()).toEqual(NOTHING_KEPT);
    openZmsStore(file).write({ ...NOTHING_KEPT, hash: '71abcdefghijklmnopqrstuvwxyz' });
    expect(openZmsStore(file).read().hash).toBe('71abcdefghijklmnopqrstuvwxyz');
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('is not begun anew over a file that is damaged: its numbers may be out there', () => {
    const file = written('torn.json', '{"version":1,"ha');
    expect(faultOf(() => openZmsStore(file)).code).toBe('zms-store-unusable');
    expect(readFileSync(file, 'utf8')).toBe('{"version":1,"ha');
  });
});
