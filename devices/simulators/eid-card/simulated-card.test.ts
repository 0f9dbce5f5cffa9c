import { describe, expect, it } from 'vitest';
import { asciiBytes, fromHex, toHex } from '../../kit/bytes.ts';
import { decodeTlv, decodeTlvs, TlvError } from '../../kit/tlv.ts';
import { CARD_PROFILES } from './profiles.ts';
import { CardPulled, createSimulatedCard, type Pull } from './simulated-card.ts';
import { TestTerminal } from './test-terminal.ts';

const SET_PIN = '002C0203';

describe('the profiles', () => {
  it.each(Object.entries(CARD_PROFILES))(
    '%s has an ATR whose check byte is right',
    (_, { atr }) => {
      expect(atr.slice(1).reduce((sum, byte) => sum ^ byte, 0)).toBe(0);
      // Contactless cards: T0, TD1 80, TD2 01, then as many historical bytes as T0 says.
      expect(atr).toHaveLength(5 + ((atr[1] ?? 0) & 0x0f));
    },
  );

  it('hold what their names say', () => {
    expect(createSimulatedCard(CARD_PROFILES['transport-pin']).state()).toEqual({
      pin: '12345',
      pinActive: true,
      retryCounter: 3,
      pukCounter: 10,
      transportPin: true,
    });
    expect(createSimulatedCard(CARD_PROFILES['puk-spent']).state()).toMatchObject({
      retryCounter: 0,
      pukCounter: 0,
    });
    expect(createSimulatedCard(CARD_PROFILES['bank-card']).state()).toBeUndefined();
  });

  it('refuse a curve that nobody standardized', () => {
    const profile = { ...CARD_PROFILES.ready, parameterId: 7 };
    expect(() => createSimulatedCard(profile)).toThrow(RangeError);
  });
});

describe('a card pulled away', () => {
  function changePin(pull: Pull) {
    const card = createSimulatedCard(CARD_PROFILES['transport-pin'], { pull });
    const terminal = new TestTerminal((command) => card.transmit(command));
    const run = () => {
      terminal.pace('pin', '12345');
      terminal.send(SET_PIN, asciiBytes('654321'));
    };
    return { card, run };
  }

  it('before a command has not carried it out', () => {
    const { card, run } = changePin({ atCommand: 6, when: 'before-processing' });
    expect(run).toThrow(CardPulled);
    expect(card.state().pin).toBe('12345');
  });

  it('after a command has carried it out', () => {
    const { card, run } = changePin({ atCommand: 6, when: 'after-processing' });
    expect(run).toThrow(CardPulled);
    expect(card.state().pin).toBe('654321');
    expect(card.state().transportPin).toBe(false);
  });

  it.each([1, 2, 3, 4, 5])('before command %i holds what it held', (atCommand) => {
    const { card, run } = changePin({ atCommand, when: 'before-processing' });
    expect(run).toThrow(`command ${atCommand}`);
    expect(card.state()).toEqual(CARD_PROFILES['transport-pin'].state);
  });

  it('stays away until it is put in, and is not pulled a second time', () => {
    const { card, run } = changePin({ atCommand: 2, when: 'before-processing' });
    expect(run).toThrow(CardPulled);
    expect(() => card.transmit(fromHex('00A4000C'))).toThrow(CardPulled);
    card.insert();
    expect(card.commandCount).toBe(0);
    run();
    expect(card.commandCount).toBe(6);
    expect(card.state().pin).toBe('654321');
  });
});

describe('a bank card', () => {
  const card = createSimulatedCard(CARD_PROFILES['bank-card']);
  const terminal = new TestTerminal((command) => card.transmit(command));

  it('lists its applications', () => {
    const name = toHex(asciiBytes('2PAY.SYS.DDF01'));
    const reply = terminal.raw(`00A404000E${name}00`);
    expect(reply.status).toBe(0x9000);
    expect(decodeTlv(reply.data).tag).toBe(0x6f);
    expect(terminal.raw('00A404000AA000000359101002800100').status).toBe(0x9000);
  });

  it.each([
    ['00A4040C09E80704007F00070302', 0x6a82],
    ['00A4000C023F00', 0x6a82],
    ['00B09C0000', 0x6986],
    ['0022C1A412800A04007F0007020204020283010384010D', 0x6d00],
    ['00B2011400', 0x6985],
    ['80A8000002830000', 0x6985],
    ['FFCA000000', 0x6e00],
    ['00', 0x6700],
  ])('answers %s with %i', (command, status) => {
    expect(terminal.raw(command).status).toBe(status);
  });
});

describe('a card that talks garbage', () => {
  const commands = ['00A4000C023F00', '00B09E0000', '00B09C0000', '0022C1A4', '10860000027C0000'];

  function talk() {
    const card = createSimulatedCard(CARD_PROFILES.garbage);
    return Array.from({ length: 60 }, (_, index) =>
      card.transmit(fromHex(commands[index % commands.length] ?? '')),
    );
  }

  it('says the same nonsense each time', () => {
    expect(talk()).toEqual(talk());
  });

  it('claims success for data of odd length, mostly bad TLV', () => {
    const answers = talk();
    expect(answers.every((answer) => answer.length >= 3 && answer.length % 2 === 1)).toBe(true);
    const successes = answers.filter((answer) => toHex(answer).endsWith('9000'));
    expect(successes.length).toBeGreaterThan(30);
    expect(answers.filter((answer) => isBadTlv(answer.slice(0, -2))).length).toBeGreaterThan(30);
  });
});

function isBadTlv(data: Uint8Array): boolean {
  try {
    decodeTlvs(data);
    return false;
  } catch (error) {
    return error instanceof TlvError;
  }
}
