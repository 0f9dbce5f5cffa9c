import { describe, expect, it } from 'vitest';
import { toHex } from '../kit/bytes.ts';
import { CARD_PROFILES, type EidProfileName } from '../simulators/eid-card/profiles.ts';
import type { SuiteName } from '../simulators/eid-card/suites.ts';
import type { RightName } from './chat.ts';
import type { TerminalAuthority } from './terminal-authority.ts';
import {
  CAN,
  createBench,
  type LentRightBench,
  NEW_PIN,
  secret,
} from './testing/lent-right-bench.ts';
import type { LentRight } from './unlock-chip.ts';

const ACTIVATE = '44';
const DEACTIVATE = '04';
const RESET_RETRY_COUNTER = '2C';
const EXTERNAL_AUTHENTICATE = '82';

const setPin = (
  { terminal, lent, journal }: LentRightBench,
  changes: Partial<LentRight> = {},
  activate: 'if-off' | 'never' = 'if-off',
) =>
  terminal.setPinByRight(
    { can: CAN, newPin: NEW_PIN },
    { ...lent, ...changes },
    { activate },
    { journal },
  );

describe('a new PIN under a lent right', () => {
  it.each<[EidProfileName, boolean, string]>([
    ['ready', false, 'ID'],
    ['transport-pin', false, 'ID'],
    ['two-tries-left', false, 'ID'],
    ['one-try-left', false, 'ID'],
    ['blocked', false, 'ID'],
    ['puk-spent', false, 'ID'],
    ['function-off', true, 'ID'],
    ['function-off-blocked', true, 'ID'],
    ['residence-permit', false, 'AR'],
    ['eu-citizen', false, 'UB'],
  ])('on %s', async (profile, activated, documentType) => {
    const bench = createBench(CARD_PROFILES[profile]);
    const outcome = await setPin(bench);
    expect(outcome).toEqual({ kind: 'ok', activated, documentType, notChecked: [] });
    expect(bench.card.state()).toMatchObject({ pin: '271828', pinActive: true, retryCounter: 3 });
    const switched = activated ? ['activate-eid begun', 'activate-eid answered'] : [];
    expect(bench.steps).toEqual([
      'authenticate-terminal begun',
      'authenticate-terminal answered',
      ...switched,
      'set-pin begun',
      'set-pin answered',
      'use-pin begun',
      'use-pin answered',
    ]);
  });

  it.each<[SuiteName, number]>([
    ['aes-128', 12],
    ['aes-192', 16],
    ['aes-256', 17],
    ['aes-256', 18],
  ])('with %s over parameters %i', async (suite, parameterId) => {
    const bench = createBench({ ...CARD_PROFILES['function-off'], suite, parameterId });
    expect(await setPin(bench)).toMatchObject({ kind: 'ok', activated: true });
  });

  it('takes 31 commands, and 28 where nothing but validity is asked', async () => {
    const everything = createBench();
    await setPin(everything);
    expect(everything.card.commandCount).toBe(31);
    const { minimumAge: _, ...validityOnly } = createBench().lent;
    const least = createBench(CARD_PROFILES.blocked);
    const secrets = { can: CAN, newPin: NEW_PIN };
    const lent = { ...validityOnly, authority: least.lent.authority, rights: [] };
    const outcome = await least.terminal.setPinByRight(secrets, lent, { activate: 'never' });
    expect(outcome).toEqual({ kind: 'ok', activated: false, notChecked: [] });
    expect(least.card.commandCount).toBe(28);
  });

  it('reads two files and the state of the PIN once for a card that stays', async () => {
    const bench = createBench();
    await bench.terminal.readState();
    const before = bench.card.commandCount;
    await setPin(bench);
    expect(bench.card.commandCount - before).toBe(28);
  });

  it('reads the state anew once something was done to the card', async () => {
    const bench = createBench(CARD_PROFILES.ready);
    const { terminal, lent } = bench;
    await terminal.readState();
    const off = await terminal.switchFunction({ can: CAN }, lent, 'deactivate');
    expect(off).toMatchObject({ kind: 'ok', was: 'on' });
    expect(await setPin(bench)).toMatchObject({ kind: 'ok', activated: true });
  });

  it('has the authority sign the day and the age that are asked for', async () => {
    const bench = createBench();
    await setPin(bench);
    expect(bench.challenges.map(({ auxiliaryData }) => toHex(auxiliaryData))).toEqual([
      '672E7315060904007F000703010401530832303130313132337315060904007F00070301040253083230323631313233',
    ]);
  });

  it('leaves a function alone that is not to be switched on', async () => {
    const bench = createBench();
    const before = bench.card.state();
    expect(await setPin(bench, {}, 'never')).toEqual({ kind: 'deactivated' });
    expect(bench.card.state()).toEqual(before);
    expect(bench.challenges).toEqual([]);
  });

  it.each<[EidProfileName, object]>([
    ['expired', { kind: 'document-expired' }],
    ['too-young', { kind: 'holder-too-young' }],
    ['clone', { kind: 'chip-not-genuine', evidence: 'chip-authentication' }],
    ['broken-card-security', { kind: 'chip-not-genuine', evidence: 'passive-authentication' }],
    ['wrong-trust-anchor', { kind: 'right-refused', reason: 'certificates-no-path' }],
    [
      'certificate-expired',
      { kind: 'terminal-not-accepted', step: 'terminal-authentication.verify-certificate' },
    ],
  ])('is not set on %s', async (profile, expected) => {
    const bench = createBench(CARD_PROFILES[profile]);
    const before = bench.card.state();
    expect(await setPin(bench)).toMatchObject(expected);
    expect(bench.card.state()).toMatchObject({ pin: before.pin, pinActive: before.pinActive });
    expect(bench.instructions).not.toContain(ACTIVATE);
    expect(bench.instructions).not.toContain(RESET_RETRY_COUNTER);
  });

  it('is set for the young where no age is asked for', async () => {
    const bench = createBench(CARD_PROFILES['too-young']);
    const { minimumAge: _, ...lent } = bench.lent;
    const secrets = { can: CAN, newPin: NEW_PIN };
    const outcome = await bench.terminal.setPinByRight(secrets, lent, { activate: 'never' });
    expect(outcome.kind).toBe('ok');
  });

  it.each([
    ['required', 'chip-not-genuine', undefined],
    ['warn', 'ok', ['card-security-issuer']],
    ['off', 'ok', ['card-security-signature', 'card-security-issuer']],
  ] as const)('without trust anchors, mode %s: %s', async (mode, kind, notChecked) => {
    const passiveAuthentication = { mode, documentSigners: [], countryCertificates: [] };
    const outcome = await setPin(createBench(), { passiveAuthentication });
    expect(outcome).toMatchObject({ kind, ...(notChecked ? { notChecked } : {}) });
  });
});

describe('a wrong CAN', () => {
  it('is found before the authority is asked for anything', async () => {
    const bench = createBench();
    const authority: TerminalAuthority = {
      chainFor: () => Promise.reject(new Error('nobody asks')),
      sign: () => Promise.reject(new Error('nobody asks')),
    };
    const secrets = { can: secret('999999'), newPin: NEW_PIN };
    const lent = { ...bench.lent, authority };
    const { terminal } = bench;
    const wrong = { kind: 'wrong-can' };
    expect(await terminal.setPinByRight(secrets, lent, { activate: 'if-off' })).toEqual(wrong);
    expect(await terminal.switchFunction(secrets, lent, 'activate')).toEqual(wrong);
    expect(await terminal.readData(secrets, lent, [1])).toEqual(wrong);
  });
});

describe('an authority that', () => {
  it.each<[string, Partial<TerminalAuthority>, object]>([
    [
      'refuses the certificates',
      { chainFor: async () => ({ kind: 'refused', reason: 'not-approved' }) },
      { kind: 'right-refused', reason: 'not-approved' },
    ],
    [
      'refuses the signature',
      { sign: async () => ({ kind: 'refused', reason: 'already-used' }) },
      { kind: 'right-refused', reason: 'already-used' },
    ],
    [
      'is away for the certificates',
      { chainFor: async () => ({ kind: 'unreachable' }) },
      { kind: 'authority-unreachable' },
    ],
    [
      'is away for the signature',
      { sign: async () => ({ kind: 'unreachable' }) },
      { kind: 'authority-unreachable' },
    ],
    [
      'has no certificates',
      { chainFor: async () => ({ kind: 'chain', certificates: [] }) },
      { kind: 'right-refused', reason: 'certificates-no-path' },
    ],
    [
      'signs with another key',
      { sign: async () => ({ kind: 'signature', signature: new Uint8Array(64).fill(1) }) },
      { kind: 'terminal-not-accepted', step: 'terminal-authentication.external-authenticate' },
    ],
  ])('%s', async (_, changes, expected) => {
    const bench = createBench();
    const outcome = await setPin(bench, { authority: { ...bench.lent.authority, ...changes } });
    expect(outcome).toMatchObject(expected);
    expect(bench.instructions.includes(EXTERNAL_AUTHENTICATE)).toBe(
      outcome.kind === 'terminal-not-accepted',
    );
    expect(bench.card.state()).toMatchObject({ pin: '123456', pinActive: false });
  });

  it.each<[RightName, string[]]>([
    ['pin-management', ['can-allowed', 'age-verification', 'read-dg1']],
    ['age-verification', ['can-allowed', 'pin-management', 'read-dg1']],
    ['read-dg1', ['can-allowed', 'pin-management', 'age-verification']],
  ])('cannot lend %s is not tried on the chip', async (_, granted) => {
    const bench = createBench(CARD_PROFILES.ready, { granted });
    expect(await setPin(bench)).toEqual({ kind: 'right-refused', reason: 'certificates-rights' });
    expect(bench.challenges).toEqual([]);
  });
});

describe('the eID function', () => {
  it.each<[EidProfileName, 'activate' | 'deactivate', string]>([
    ['function-off', 'activate', ACTIVATE],
    ['ready', 'deactivate', DEACTIVATE],
    ['blocked', 'deactivate', DEACTIVATE],
  ])('of %s: %s', async (profile, direction, instruction) => {
    const { terminal, lent, card, journal, steps, instructions } = createBench(
      CARD_PROFILES[profile],
    );
    const { pin } = card.state();
    const outcome = await terminal.switchFunction({ can: CAN }, lent, direction, { journal });
    const was = direction === 'activate' ? 'off' : 'on';
    expect(outcome).toEqual({ kind: 'ok', was, documentType: 'ID', notChecked: [] });
    expect(card.state()).toMatchObject({ pin, pinActive: direction === 'activate' });
    expect(instructions).toContain(instruction);
    expect(steps.slice(2)).toEqual([`${direction}-eid begun`, `${direction}-eid answered`]);
  });

  it.each<[EidProfileName, 'activate' | 'deactivate']>([
    ['ready', 'activate'],
    ['function-off', 'deactivate'],
  ])('of %s stands already: %s spends nothing', async (profile, direction) => {
    const { terminal, lent, challenges } = createBench(CARD_PROFILES[profile]);
    const outcome = await terminal.switchFunction({ can: CAN }, lent, direction);
    expect(outcome).toMatchObject({ kind: 'ok', was: direction === 'activate' ? 'on' : 'off' });
    expect(challenges).toEqual([]);
  });

  it('of an expired card can be switched off, not on', async () => {
    const { expired } = CARD_PROFILES;
    const on = createBench(expired);
    expect(await on.terminal.switchFunction({ can: CAN }, on.lent, 'deactivate')).toMatchObject({
      kind: 'ok',
      was: 'on',
    });
    const off = createBench({ ...expired, state: { ...expired.state, pinActive: false } });
    expect(await off.terminal.switchFunction({ can: CAN }, off.lent, 'activate')).toEqual({
      kind: 'document-expired',
    });
    expect(off.card.state().pinActive).toBe(false);
  });
});

describe('data groups', () => {
  it('are read as they are, each once', async () => {
    const { terminal, lent } = createBench(CARD_PROFILES.ready);
    const outcome = await terminal.readData({ can: CAN }, lent, [1, 4, 4, 17]);
    expect(outcome).toMatchObject({ kind: 'ok', documentType: 'ID', notChecked: [] });
    if (outcome.kind !== 'ok') return;
    expect([...outcome.groups.keys()]).toEqual([1, 4, 17]);
    expect(toHex(outcome.groups.get(4) ?? new Uint8Array(0))).toBe('64070C054552494B41');
  });

  it('are not read without the right', async () => {
    const { terminal, lent, instructions } = createBench(CARD_PROFILES.ready);
    const outcome = await terminal.readData({ can: CAN }, lent, [8]);
    expect(outcome).toEqual({ kind: 'right-refused', reason: 'certificates-rights' });
    expect(instructions).not.toContain(EXTERNAL_AUTHENTICATE);
  });
});
