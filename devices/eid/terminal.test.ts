import { describe, expect, it } from 'vitest';
import type { CardStepJournal } from '../../state-machines/ports/card.ts';
import { asciiBytes } from '../kit/bytes.ts';
import { Secret } from '../kit/secret.ts';
import { createSimulatedCardReader } from '../simulators/card-reader.ts';
import { CARD_PROFILES, type EidCardProfile } from '../simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type Pull,
  type SimulatedEidCard,
} from '../simulators/eid-card/simulated-card.ts';
import type { SuiteName } from '../simulators/eid-card/suites.ts';
import { createEidTerminal, type EidTerminal } from './terminal.ts';

const secret = (digits: string): Secret => new Secret(asciiBytes(digits));
const CAN = secret('500540');
const PUK = secret('9876543210');
const NEW_PIN = secret('271828');
const WRONG = secret('999999');

function terminalWith(
  profile: EidCardProfile,
  pull?: Pull,
): { terminal: EidTerminal; card: SimulatedEidCard; journal: CardStepJournal; steps: string[] } {
  const reader = createSimulatedCardReader();
  const card = createSimulatedCard(profile, pull ? { pull } : {});
  reader.insert(card);
  const steps: string[] = [];
  const journal: CardStepJournal = {
    begun: (step) => steps.push(`${step} begun`),
    ended: (step, ending) => steps.push(`${step} ${ending}`),
  };
  return { terminal: createEidTerminal({ reader }), card, journal, steps };
}

describe('readState', () => {
  it.each([
    ['ready', { kind: 'operational', triesLeft: 3 }],
    ['transport-pin', { kind: 'operational', triesLeft: 3 }],
    ['two-tries-left', { kind: 'operational', triesLeft: 2 }],
    ['one-try-left', { kind: 'suspended', triesLeft: 1 }],
    ['blocked', { kind: 'blocked', triesLeft: 0 }],
    ['function-off', { kind: 'deactivated' }],
  ] as const)('tells of %s and spends nothing', async (profile, state) => {
    const { terminal, card } = terminalWith(CARD_PROFILES[profile]);
    const before = card.state();
    expect(await terminal.readState()).toEqual(state);
    expect(card.state()).toEqual(before);
  });

  it('tells a bank card and a babbling chip from an identity card', async () => {
    const reader = createSimulatedCardReader();
    const terminal = createEidTerminal({ reader });
    reader.insert(createSimulatedCard(CARD_PROFILES['bank-card']));
    expect(await terminal.readState()).toEqual({ kind: 'not-an-id-card' });
    reader.insert(createSimulatedCard(CARD_PROFILES.garbage));
    expect(['not-an-id-card', 'protocol-violation']).toContain((await terminal.readState()).kind);
  });

  it('tells an empty reader from an absent one', async () => {
    const reader = createSimulatedCardReader();
    const terminal = createEidTerminal({ reader });
    expect((await terminal.readState()).kind).toBe('card-removed');
    reader.unplug();
    expect((await terminal.readState()).kind).toBe('reader-fault');
  });
});

describe('changePin', () => {
  it.each([
    ['ready', '123456'],
    ['transport-pin', '12345'],
    ['two-tries-left', '123456'],
  ] as const)('of %s', async (profile, pin) => {
    const { terminal, card, journal, steps } = terminalWith(CARD_PROFILES[profile]);
    const outcome = await terminal.changePin({ pin: secret(pin), newPin: NEW_PIN }, { journal });
    expect(outcome).toEqual({ kind: 'ok' });
    expect(card.state()).toMatchObject({ pin: '271828', retryCounter: 3, transportPin: false });
    expect(steps).toEqual([
      'use-pin begun',
      'use-pin answered',
      'set-pin begun',
      'set-pin answered',
    ]);
  });

  it.each<[SuiteName, number]>([
    ['aes-128', 12],
    ['aes-192', 15],
    ['aes-192', 16],
    ['aes-256', 17],
    ['aes-256', 18],
  ])('with %s over parameters %i', async (suite, parameterId) => {
    const { terminal, card } = terminalWith({ ...CARD_PROFILES.ready, suite, parameterId });
    const outcome = await terminal.changePin({ pin: secret('123456'), newPin: NEW_PIN });
    expect(outcome).toEqual({ kind: 'ok' });
    expect(card.state().pin).toBe('271828');
  });

  it('counts wrong PINs down to the suspended one, which it then does not touch', async () => {
    const { terminal, card } = terminalWith(CARD_PROFILES.ready);
    const change = () => terminal.changePin({ pin: WRONG, newPin: NEW_PIN });
    expect(await change()).toEqual({ kind: 'wrong-pin', triesLeft: 2 });
    expect(await change()).toEqual({ kind: 'wrong-pin', triesLeft: 1 });
    expect(await change()).toEqual({ kind: 'suspended', triesLeft: 1 });
    expect(card.state()).toMatchObject({ pin: '123456', retryCounter: 1 });
  });

  it('resumes a suspended PIN with the CAN', async () => {
    const { terminal, card } = terminalWith(CARD_PROFILES['one-try-left']);
    const pin = secret('123456');
    expect(await terminal.changePin({ pin, newPin: NEW_PIN, can: WRONG })).toEqual({
      kind: 'wrong-can',
    });
    expect(card.state().retryCounter).toBe(1);
    expect(await terminal.changePin({ pin, newPin: NEW_PIN, can: CAN })).toEqual({ kind: 'ok' });
    expect(card.state()).toMatchObject({ pin: '271828', retryCounter: 3 });
  });

  it('tells that a wrong PIN after the CAN blocked the card', async () => {
    const { terminal, card } = terminalWith(CARD_PROFILES['one-try-left']);
    const outcome = await terminal.changePin({ pin: WRONG, newPin: NEW_PIN, can: CAN });
    expect(outcome).toEqual({ kind: 'wrong-pin', triesLeft: 0 });
    expect(card.state().retryCounter).toBe(0);
  });

  it.each(['blocked', 'function-off'] as const)('leaves %s alone', async (profile) => {
    const { terminal, card } = terminalWith(CARD_PROFILES[profile]);
    const before = card.state();
    const outcome = await terminal.changePin({ pin: secret('123456'), newPin: NEW_PIN, can: CAN });
    expect(outcome.kind).toBe(profile === 'blocked' ? 'blocked' : 'deactivated');
    expect(card.state()).toEqual(before);
  });
});

describe('unblockPin', () => {
  it('gives the tries back and keeps the PIN', async () => {
    const { terminal, card, journal, steps } = terminalWith(CARD_PROFILES.blocked);
    expect(await terminal.unblockPin({ puk: secret('0000000000') })).toEqual({ kind: 'wrong-puk' });
    expect(await terminal.unblockPin({ puk: PUK }, { journal })).toEqual({ kind: 'ok' });
    expect(card.state()).toMatchObject({ pin: '123456', retryCounter: 3, pukCounter: 9 });
    expect(steps).toEqual(['reset-retry-counter begun', 'reset-retry-counter answered']);
  });

  it.each([
    ['puk-spent', { kind: 'puk-spent' }],
    ['ready', { kind: 'not-blocked', triesLeft: 3 }],
    ['one-try-left', { kind: 'not-blocked', triesLeft: 1 }],
    ['function-off', { kind: 'deactivated' }],
  ] as const)('of %s', async (profile, outcome) => {
    const { terminal, card } = terminalWith(CARD_PROFILES[profile]);
    const before = card.state();
    expect(await terminal.unblockPin({ puk: PUK })).toEqual(outcome);
    expect(card.state()).toEqual(before);
  });
});

describe('a card pulled in the middle of a PIN change', () => {
  const COMMANDS = 9;

  it(`has ${COMMANDS} commands to be pulled at`, async () => {
    const { terminal, card } = terminalWith(CARD_PROFILES.ready);
    await terminal.changePin({ pin: secret('123456'), newPin: NEW_PIN });
    expect(card.commandCount).toBe(COMMANDS);
  });

  const pulls = Array.from({ length: COMMANDS }, (_, index) => index + 1).flatMap((atCommand) =>
    (['before-processing', 'after-processing'] as const).map((when) => ({ atCommand, when })),
  );
  it.each(pulls)(
    'at command $atCommand $when is told truthfully and can be settled',
    async (pull) => {
      const { terminal, card } = terminalWith(CARD_PROFILES['two-tries-left'], pull);
      const secrets = { pin: secret('123456'), newPin: NEW_PIN };
      const outcome = await terminal.changePin(secrets);
      expect(outcome.kind).toBe('card-removed');
      if (outcome.kind !== 'card-removed') return;
      const { pin, retryCounter } = card.state();
      if (outcome.triesLeft !== undefined) expect(outcome.triesLeft).toBe(retryCounter);
      if (outcome.newPin === 'not-set') expect(pin).toBe('123456');

      const reader = createSimulatedCardReader();
      reader.insert(card);
      const again = createEidTerminal({ reader });
      const settled = outcome.newPin === 'unknown' ? again.settlePinChange : again.changePin;
      expect(await settled(secrets)).toEqual({ kind: 'ok' });
      expect(card.state()).toMatchObject({ pin: '271828', retryCounter: 3 });
    },
  );
});
