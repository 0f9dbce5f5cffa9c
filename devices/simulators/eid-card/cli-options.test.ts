import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../kit/bytes.ts';
import { createTestPki } from '../test-pki/test-pki.ts';
import { addDays, dayOf } from './calendar.ts';
import { readOptions } from './cli-options.ts';
import { CARD_PROFILES } from './profiles.ts';
import { readStateFile, writeStateFile } from './state-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'eid-card-'));

function accepted(...words: string[]) {
  const read = readOptions(words);
  if (read.kind !== 'options') throw new Error(JSON.stringify(read));
  return read.options;
}

describe('the command line', () => {
  it('has defaults', () => {
    expect(accepted()).toEqual({
      profileName: 'ready',
      profile: CARD_PROFILES.ready,
      host: '127.0.0.1',
      port: 35963,
      stateFile: undefined,
      pull: undefined,
      returnAfterMs: undefined,
    });
  });

  it('takes every option', () => {
    const words = '--profile two-tries-left --pin 00000 --can 111111 --puk 2222222222 --port 36000';
    const options = accepted(...words.split(' '), '--pull-at', '7', '--pull-when', 'after');
    expect(options).toMatchObject({
      port: 36000,
      pull: { atCommand: 7, when: 'after-processing' },
      profile: {
        can: '111111',
        puk: '2222222222',
        state: { pin: '00000', transportPin: true, retryCounter: 2 },
      },
    });
  });

  it('knows a PIN of the holder from a transport PIN', () => {
    expect(accepted('--profile', 'transport-pin', '--pin', '654321').profile).toMatchObject({
      state: { pin: '654321', transportPin: false },
    });
  });

  it('helps', () => {
    expect(readOptions(['--help'])).toEqual({ kind: 'help' });
  });

  it.each([
    [['--profile', 'gold'], 'no profile "gold"'],
    [['--pin', '1234'], '--pin takes 6 digits, or 5'],
    [['--pin', '1234567'], '--pin takes 6 digits, or 5'],
    [['--pin', '1234x'], '--pin takes 6 digits, or 5'],
    [['--can', '12345'], '--can takes 6 digits'],
    [['--puk', '1'], '--puk takes 10 digits'],
    [['--port', '0'], '--port takes a whole number from 1 to 65535'],
    [['--port', '65536'], '--port takes'],
    [['--pull-at', 'x'], '--pull-at takes'],
    [['--pull-at', '1', '--pull-when', 'later'], '"before" or "after"'],
    [['--pull-when', 'after'], '--pull-when needs --pull-at'],
    [['--return-after', '-1'], 'return-after'],
    [['--profile', 'bank-card', '--pin', '123456'], 'has no eID PIN'],
    [['--colour', 'red'], '--colour'],
    [['ready'], 'ready'],
  ])('refuses %j with a sentence', (words, sentence) => {
    const read = readOptions(words);
    expect(read).toMatchObject({ kind: 'refused' });
    expect(read.kind === 'refused' && read.reason).toContain(sentence);
  });

  it('does not repeat a PIN that it refuses', () => {
    expect(JSON.stringify(readOptions(['--pin', '8642']))).not.toContain('8642');
  });
});

describe('--cvca and --date', () => {
  const pki = createTestPki({ today: new Date() });
  const { foreignCvca, cvca, dv, link } = pki;
  const file = (name: string, content: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const foreign = file('foreign.cvcert', foreignCvca.certificate);

  it('make the trust point and the day that the card begins with', () => {
    const words = ['--cvca', foreign, '--date', '2031-02-03'];
    expect(accepted(...words).profile).toMatchObject({
      state: {
        trust: { date: '2031-02-03', points: [{ reference: toHex(foreignCvca.reference) }] },
      },
    });
  });

  it('leave the one alone that is not given', () => {
    expect(accepted('--date', '2031-02-03').profile).toMatchObject({
      state: { trust: { points: [{ reference: toHex(cvca.reference) }] } },
    });
    expect(accepted('--cvca', foreign, '--profile', 'certificate-expired').profile).toMatchObject({
      state: { trust: { date: addDays(dayOf(new Date()), 120) } },
    });
  });

  it('go before the state file, which goes before the profile', () => {
    const path = join(folder, 'trust.json');
    const options = accepted('--cvca', foreign, '--date', '2031-02-03');
    if (options.profile.kind !== 'eid') throw new Error('no identity card');
    const { trust } = options.profile.state;
    writeStateFile(path, options.profile.state);
    expect(accepted('--state', path).profile).toMatchObject({ state: { trust } });
    expect(accepted('--state', path, '--date', '2032-02-03').profile).toMatchObject({
      state: { trust: { ...trust, date: '2032-02-03' } },
    });
  });

  it.each([
    [['--date', '2026-02-29'], '--date takes a day'],
    [['--date', 'tomorrow'], '--date takes a day'],
    [['--cvca', join(folder, 'nowhere.cvcert')], 'The certificate cannot be read: ENOENT'],
    [['--cvca', folder], 'The certificate cannot be read'],
    [['--cvca', file('empty.cvcert', new Uint8Array(0))], 'is no trust point'],
    [['--cvca', file('dv.cvcert', dv.certificate)], 'is no trust point'],
    [['--cvca', file('link.cvcert', link)], 'is no trust point'],
    [['--cvca', file('cut.cvcert', cvca.certificate.slice(0, -1))], 'is no trust point'],
    [['--cvca', file('long.cvcert', new Uint8Array(5_000))], 'longer than any certificate'],
    [['--profile', 'garbage', '--cvca', foreign], '--cvca does not suit'],
    [['--profile', 'bank-card', '--date', '2026-01-01'], '--date does not suit'],
  ])('are refused as %j', (words, sentence) => {
    const read = readOptions(words);
    expect(read.kind === 'refused' && read.reason).toContain(sentence);
  });
});

describe('the state file', () => {
  const { state } = CARD_PROFILES['one-try-left'];

  it('comes back as it was written', () => {
    const path = join(folder, 'written.json');
    writeStateFile(path, state);
    expect(readStateFile(path)).toEqual({ kind: 'found', state });
  });

  it('is continued from, except for what the command line says', () => {
    const path = join(folder, 'continued.json');
    writeStateFile(path, state);
    expect(accepted('--state', path).profile).toMatchObject({ state });
    expect(accepted('--state', path, '--pin', '777777').profile).toMatchObject({
      state: { ...state, pin: '777777' },
    });
  });

  it('may be missing', () => {
    const path = join(folder, 'missing.json');
    expect(accepted('--state', path, '--profile', 'blocked').profile).toEqual(
      CARD_PROFILES.blocked,
    );
  });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"pin":"123456"',
    JSON.stringify({ ...state, retryCounter: 4 }),
    JSON.stringify({ ...state, pukCounter: -1 }),
    JSON.stringify({ ...state, pin: '1234' }),
    JSON.stringify({ ...state, pinActive: 'yes' }),
    JSON.stringify({ ...state, trust: {} }),
    JSON.stringify({ ...state, trust: { date: '2026-01-01', points: [{}] } }),
    JSON.stringify({ ...state, trust: null }),
  ])('is refused when it holds %s', (content) => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, content);
    expect(readStateFile(path).kind).toBe('unreadable');
    expect(readOptions(['--state', path]).kind).toBe('refused');
  });
});
