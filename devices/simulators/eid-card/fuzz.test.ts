import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, equalBytes, toHex } from '../../kit/bytes.ts';
import { decodeTlvs, encodeTlv, type Tlv } from '../../kit/tlv.ts';
import type { CardState } from './card-memory.ts';
import { CARD_PROFILES, isProfileName } from './profiles.ts';
import { createSimulatedCard } from './simulated-card.ts';
import { afterPace, afterTerminalAuthentication, pki } from './test-session.ts';
import { TestTerminal } from './test-terminal.ts';
import { contentOf } from './test-terminal-eac.ts';

/** Bytes that nobody planned for: the card always answers and never loses or gains a PIN. */

const bytes = fc.uint8Array({ maxLength: 300 });
const header = fc.constantFrom(
  '0022C1A4',
  '10860000',
  '00860000',
  '0C860000',
  '002C0203',
  '002C0303',
  '00A4040C',
  '00B09C00',
  '0CB09C00',
  '002281B6',
  '002A00BE',
  '002281A4',
  '00840000',
  '00820000',
  '002241A4',
  '80208000',
);
const object = fc
  .tuple(
    fc.constantFrom(0x67, 0x7c, 0x80, 0x81, 0x83, 0x84, 0x85, 0x87, 0x8e, 0x91, 0x97, 0x99),
    fc.uint8Array({ maxLength: 20 }),
  )
  .map(([tag, value]) => [tag, value.length, ...value]);

/** Commands that get past the first check: a known header, right lengths, plausible objects. */
const plausible = fc
  .tuple(header, fc.array(object, { maxLength: 3 }), fc.boolean())
  .map(([start, objects, le]) => {
    const data = objects.flat();
    const body = data.length === 0 ? [] : [data.length, ...data];
    const tail = Uint8Array.from([...body, ...(le ? [0] : [])]);
    return Uint8Array.from(Buffer.from(start + toHex(tail), 'hex'));
  });

describe('any bytes at all', () => {
  it.each(Object.keys(CARD_PROFILES))(
    'get an answer from %s and change nothing',
    (name) => {
      if (!isProfileName(name)) throw new Error('no such profile');
      fc.assert(
        fc.property(fc.array(fc.oneof(bytes, plausible), { maxLength: 12 }), (commands) => {
          const card = createSimulatedCard(CARD_PROFILES[name]);
          const before = card.state();
          for (const command of commands) {
            expect(card.transmit(command).length).toBeGreaterThanOrEqual(2);
          }
          expect(card.state()).toEqual(before);
        }),
        { numRuns: 150 },
      );
    },
    60_000,
  );

  it('inside a channel end it or are refused, and change nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(bytes, plausible), { minLength: 1 }), (commands) => {
        const card = createSimulatedCard(CARD_PROFILES.ready);
        const terminal = new TestTerminal((command) => card.transmit(command));
        terminal.pace('pin', '123456');
        for (const command of commands) card.transmit(command);
        expect(card.state()).toEqual(CARD_PROFILES.ready.state);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('sealed by an honest terminal are answered and sealed', () => {
    const card = createSimulatedCard(CARD_PROFILES['two-tries-left']);
    const terminal = new TestTerminal((command) => card.transmit(command));
    terminal.pace('can', '500540');
    const before = card.state();
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 4, maxLength: 4 }),
        fc.uint8Array({ maxLength: 200 }),
        fc.option(fc.nat(255), { nil: undefined }),
        ([classByte = 0, ...rest], data, expected) => {
          const start = toHex(Uint8Array.of(classByte & 0x90, ...rest));
          expect(terminal.send(start, data, expected).status).toBeGreaterThan(0x6000);
          expect(card.state()).toEqual(before);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('certificates that nobody issued', () => {
  it('are answered and teach the chip nothing', () => {
    const { card, terminal, eac } = afterPace();
    const piece = fc.constantFrom(...decodeTlvs(contentOf(pki.dv.certificate)).map(encoded));
    const parts = fc.oneof(piece, fc.uint8Array({ maxLength: 90 }));
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 4 }), (pieces) => {
        eac.chooseIssuer(pki.cvca.reference);
        const content = concat(...pieces);
        fc.pre(!equalBytes(content, contentOf(pki.dv.certificate)));
        expect(terminal.send('002A00BE', content).status).toBe(0x6984);
        expect(card.state()).toEqual(CARD_PROFILES.ready.state);
      }),
      { numRuns: 300 },
    );
  });

  it('are answered as a claim, a signature or a key, in any order, and lend no right', () => {
    const { card, terminal } = afterTerminalAuthentication(CARD_PROFILES['function-off']);
    const commands = ['002281A4', '00820000', '002241A4', '00860000', '80208000', '00441003'];
    fc.assert(
      fc.property(
        fc.constantFrom(...commands),
        fc.array(object, { maxLength: 4 }),
        (start, objects) => {
          const data = Uint8Array.from(objects.flat());
          expect(terminal.send(start, data, 0).status).toBeGreaterThan(0x6000);
          expect(card.state()).toEqual(CARD_PROFILES['function-off'].state);
        },
      ),
      { numRuns: 500 },
    );
  });

  function encoded({ tag, value }: Tlv) {
    return encodeTlv(tag, value);
  }
});

describe('any sequence of passwords, right or wrong', () => {
  type Step = 'right-pin' | 'wrong-pin' | 'right-can' | 'right-puk' | 'unblock' | 'reset';
  const step = fc.constantFrom<Step[]>(
    'right-pin',
    'wrong-pin',
    'right-can',
    'right-puk',
    'unblock',
    'reset',
  );

  /** The rules of TR-03110-2 section 2.2.3 once more, as small as they can be written. */
  function expected(state: CardState, channel: string, next: Step): Partial<CardState> {
    const { retryCounter, pukCounter } = state;
    const isCompared = retryCounter > 1 || (retryCounter === 1 && channel === 'can');
    if (next === 'wrong-pin' && isCompared) return { retryCounter: retryCounter - 1 };
    if (next === 'right-pin' && isCompared) return { retryCounter: 3 };
    if (next === 'unblock' && channel === 'puk' && pukCounter > 0) {
      return { retryCounter: 3, pukCounter: pukCounter - 1 };
    }
    return {};
  }

  it('moves the counters by the rules', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 10 }), (steps) => {
        const card = createSimulatedCard(CARD_PROFILES.ready);
        const terminal = new TestTerminal((command) => card.transmit(command));
        let channel = 'none';
        for (const next of steps) {
          const wanted = { ...card.state(), ...expected(card.state(), channel, next) };
          if (next === 'unblock' && channel !== 'none') terminal.send('002C0303');
          if (next === 'reset') {
            card.reset();
            terminal.forgetChannel();
            channel = 'none';
          }
          const password = passwordOf(next);
          if (password && terminal.pace(...password).final === 0x9000) channel = password[0];
          expect(card.state()).toEqual(wanted);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  function passwordOf(next: Step): ['pin' | 'can' | 'puk', string] | undefined {
    switch (next) {
      case 'right-pin':
        return ['pin', '123456'];
      case 'wrong-pin':
        return ['pin', '000000'];
      case 'right-can':
        return ['can', '500540'];
      case 'right-puk':
        return ['puk', '9876543210'];
      default:
        return undefined;
    }
  }
});
