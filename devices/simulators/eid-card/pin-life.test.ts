import { describe, expect, it } from 'vitest';
import { asciiBytes, NO_BYTES } from '../../kit/bytes.ts';
import type { CardState } from './card-memory.ts';
import { CARD_PROFILES, type EidProfileName } from './profiles.ts';
import { createSimulatedCard } from './simulated-card.ts';
import { TestTerminal } from './test-terminal.ts';

const SET_PIN = '002C0203';
const UNBLOCK_PIN = '002C0303';
const { can, puk } = CARD_PROFILES.ready;

function insert(name: EidProfileName, difference: Partial<CardState> = {}) {
  const saved: CardState[] = [];
  const profile = CARD_PROFILES[name];
  const card = createSimulatedCard(
    { ...profile, state: { ...profile.state, ...difference } },
    { onStateChange: (state) => saved.push(state) },
  );
  return { card, saved, terminal: new TestTerminal((command) => card.transmit(command)) };
}

describe('the state query (MSE:Set AT without what follows)', () => {
  it.each<[EidProfileName, number]>([
    ['ready', 0x9000],
    ['transport-pin', 0x9000],
    ['two-tries-left', 0x63c2],
    ['one-try-left', 0x63c1],
    ['blocked', 0x63c0],
    ['puk-spent', 0x63c0],
    ['function-off', 0x6283],
  ])('of %s says %i and costs nothing', (name, status) => {
    const { terminal, saved } = insert(name);
    for (let round = 0; round < 5; round++) expect(terminal.query()).toBe(status);
    expect(saved).toEqual([]);
  });
});

describe('a wrong PIN', () => {
  it('leads from three attempts through suspended to blocked, the last only after the CAN', () => {
    const { terminal, card } = insert('ready');
    expect(terminal.pace('pin', '000000')).toEqual({ query: 0x9000, final: 0x63c2 });
    expect(terminal.pace('pin', '000000')).toEqual({ query: 0x63c2, final: 0x63c1 });
    expect(terminal.pace('pin', '000000')).toEqual({ query: 0x63c1, final: 0x6985 });
    expect(card.state().retryCounter).toBe(1);
    terminal.pace('can', can);
    expect(terminal.pace('pin', '000000')).toEqual({ query: 0x63c1, final: 0x63c0 });
    terminal.forgetChannel();
    expect(terminal.pace('pin', '000000')).toEqual({ query: 0x63c0, final: 0x6983 });
    expect(card.state().retryCounter).toBe(0);
  });

  it('is saved before the comparison', () => {
    const { terminal, saved } = insert('two-tries-left');
    expect(terminal.pace('pin', '123456').final).toBe(0x9000);
    expect(saved.map((state) => state.retryCounter)).toEqual([1, 3]);
  });

  it('is not compared at all where saving fails', () => {
    const profile = CARD_PROFILES.ready;
    const card = createSimulatedCard(profile, {
      onStateChange: () => {
        throw new Error('disk full');
      },
    });
    const terminal = new TestTerminal((command) => card.transmit(command));
    expect(() => terminal.pace('pin', '123456')).toThrow('disk full');
    expect(card.state()).toEqual(profile.state);
  });

  it('counts while the function is off, as in PersoSim', () => {
    const { terminal, card } = insert('function-off');
    expect(terminal.pace('pin', '000000')).toEqual({ query: 0x6283, final: 0x63c2 });
    expect(terminal.query()).toBe(0x6283);
    expect(card.state()).toMatchObject({ pinActive: false, retryCounter: 2 });
  });

  it('opens no channel', () => {
    const { terminal } = insert('ready');
    terminal.pace('pin', '000000');
    expect(terminal.raw(`${SET_PIN}06363534333231`).status).toBe(0x6982);
  });
});

describe('a right PIN', () => {
  it('sets the counter back to three', () => {
    const { terminal, card } = insert('two-tries-left');
    expect(terminal.pace('pin', '123456')).toEqual({ query: 0x63c2, final: 0x9000 });
    expect(card.state().retryCounter).toBe(3);
  });

  it.each<[EidProfileName, Partial<CardState>, number]>([
    ['one-try-left', {}, 0x6985],
    ['blocked', {}, 0x6983],
    ['function-off', {}, 0x6984],
    ['function-off', { retryCounter: 0 }, 0x6984],
  ])('of %s %o changes nothing and gets %i', (name, difference, status) => {
    const { terminal, card } = insert(name, difference);
    const before = card.state();
    expect(terminal.pace('pin', '123456').final).toBe(status);
    expect(card.state()).toEqual(before);
  });
});

describe('a suspended PIN', () => {
  it('works inside the channel of the CAN', () => {
    const { terminal, card } = insert('one-try-left');
    expect(terminal.pace('can', can).final).toBe(0x9000);
    expect(card.state().retryCounter).toBe(1);
    expect(terminal.pace('pin', '123456')).toEqual({ query: 0x63c1, final: 0x9000 });
    expect(card.state().retryCounter).toBe(3);
    expect(terminal.send(SET_PIN, asciiBytes('654321')).status).toBe(0x9000);
  });

  it('is blocked by a wrong PIN there, and the CAN keeps its channel', () => {
    const { terminal, card } = insert('one-try-left');
    terminal.pace('can', can);
    expect(terminal.pace('pin', '000000').final).toBe(0x63c0);
    expect(card.state().retryCounter).toBe(0);
    expect(terminal.send('00B09C00', NO_BYTES, 0).status).toBe(0x9000);
  });

  it('stays suspended once a plain command has ended the channel', () => {
    const { terminal, card } = insert('one-try-left');
    terminal.pace('can', can);
    terminal.raw('00A4000C023F00');
    terminal.forgetChannel();
    expect(terminal.pace('pin', '123456').final).toBe(0x6985);
    expect(card.state().retryCounter).toBe(1);
  });

  it('is not resumed by the channel of the PUK', () => {
    const { terminal } = insert('one-try-left');
    terminal.pace('puk', puk);
    expect(terminal.pace('pin', '123456').final).toBe(0x6985);
  });
});

describe('CAN, PUK and MRZ', () => {
  it.each(['can', 'puk', 'mrz'] as const)(
    'answer 6300 to a wrong %s, as often as wanted',
    (name) => {
      const { terminal, saved } = insert('ready');
      for (let round = 0; round < 4; round++) {
        expect(terminal.pace(name, '000000')).toEqual({ query: 0x9000, final: 0x6300 });
      }
      expect(saved).toEqual([]);
    },
  );
});

describe('a new PIN (RESET RETRY COUNTER 02 03)', () => {
  it('replaces the transport PIN', () => {
    const { terminal, card } = insert('transport-pin');
    expect(terminal.pace('pin', '12345').final).toBe(0x9000);
    expect(terminal.send(SET_PIN, asciiBytes('654321')).status).toBe(0x9000);
    expect(card.state()).toEqual({ ...CARD_PROFILES.ready.state, pin: '654321' });
    terminal.raw('0022C1A4');
    terminal.forgetChannel();
    expect(terminal.pace('pin', '12345').final).toBe(0x63c2);
    expect(terminal.pace('pin', '654321').final).toBe(0x9000);
  });

  it.each([
    ['', 0x6a80],
    ['1', 0x6984],
    ['12345', 0x6984],
    ['1234567', 0x6984],
    ['12345A', 0x6a80],
  ])('of the form "%s" gets %i', (pin, status) => {
    const { terminal, card } = insert('transport-pin');
    terminal.pace('pin', '12345');
    expect(terminal.send(SET_PIN, asciiBytes(pin)).status).toBe(status);
    expect(card.state()).toEqual(CARD_PROFILES['transport-pin'].state);
  });

  it.each(['can', 'puk', 'mrz'] as const)('is refused after PACE with %s', (name) => {
    const { terminal, card } = insert('ready');
    const digits = { can, puk, mrz: CARD_PROFILES.ready.mrzInformation }[name];
    expect(terminal.pace(name, digits).final).toBe(0x9000);
    expect(terminal.send(SET_PIN, asciiBytes('654321')).status).toBe(0x6982);
    expect(card.state().pin).toBe('123456');
  });

  it('is refused without a channel', () => {
    const { terminal } = insert('ready');
    expect(terminal.raw(`${SET_PIN}06363534333231`).status).toBe(0x6982);
  });
});

describe('unblocking (RESET RETRY COUNTER 03 03)', () => {
  it('takes one use of the PUK and leaves the PIN as it was', () => {
    const { terminal, card } = insert('blocked');
    expect(terminal.pace('puk', puk).final).toBe(0x9000);
    expect(terminal.send(UNBLOCK_PIN).status).toBe(0x9000);
    expect(card.state()).toEqual({ ...CARD_PROFILES.ready.state, pukCounter: 9 });
  });

  it('works ten times', () => {
    const { terminal, card } = insert('blocked');
    terminal.pace('puk', puk);
    for (let use = 0; use < 10; use++) expect(terminal.send(UNBLOCK_PIN).status).toBe(0x9000);
    expect(terminal.send(UNBLOCK_PIN).status).toBe(0x6982);
    expect(card.state().pukCounter).toBe(0);
  });

  it('gets 6982 where the PUK is used up, after a PACE that succeeded', () => {
    const { terminal, saved } = insert('puk-spent');
    expect(terminal.pace('puk', puk).final).toBe(0x9000);
    expect(terminal.send(UNBLOCK_PIN).status).toBe(0x6982);
    expect(saved).toEqual([]);
  });

  it('gets 6982 after PACE with the PIN, 6700 with data and 6283 while the function is off', () => {
    const withPin = insert('ready');
    withPin.terminal.pace('pin', '123456');
    expect(withPin.terminal.send(UNBLOCK_PIN).status).toBe(0x6982);
    const withPuk = insert('function-off');
    withPuk.terminal.pace('puk', puk);
    expect(withPuk.terminal.send(UNBLOCK_PIN, asciiBytes('654321')).status).toBe(0x6700);
    expect(withPuk.terminal.send(UNBLOCK_PIN).status).toBe(0x6283);
  });
});

describe('commands for PIN management', () => {
  it.each([
    ['002C0202', 0x6a86],
    ['002C0200', 0x6a86],
    ['00441003', 0x6982],
    ['00041003', 0x6982],
    ['00441001', 0x6a86],
  ])('%s gets %i after PACE with the PIN', (header, status) => {
    const { terminal, saved } = insert('ready', { retryCounter: 3 });
    terminal.pace('pin', '123456');
    const before = saved.length;
    expect(terminal.send(header).status).toBe(status);
    expect(saved).toHaveLength(before);
  });
});

describe('what survives', () => {
  it('is the state of the PIN, not the session', () => {
    const { terminal, card } = insert('ready');
    terminal.pace('pin', '000000');
    card.powerOff();
    card.powerOn();
    card.reset();
    card.insert();
    expect(terminal.query()).toBe(0x63c2);
  });
});
