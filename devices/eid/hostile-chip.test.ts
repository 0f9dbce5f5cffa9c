import { describe, expect, it } from 'vitest';
import { asciiBytes, concat, fromHex } from '../kit/bytes.ts';
import type { CardConnection, CardReader } from '../kit/card-reader.ts';
import { Secret } from '../kit/secret.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { CARD_PROFILES } from '../simulators/eid-card/profiles.ts';
import { createSimulatedCard } from '../simulators/eid-card/simulated-card.ts';
import { createEidTerminal } from './terminal.ts';
import { hex, loadVectors } from './vectors/load.ts';

/** A chip that lies at one command: no answer of it may pass, cost a try or set a PIN unseen. */

type Lie = (answer: Uint8Array, command: Uint8Array) => Uint8Array;

const COMMANDS = { cardAccess: 2, setAt: 4, nonce: 5, map: 6, agree: 7, token: 8, setPin: 9 };
const secrets = {
  pin: new Secret(asciiBytes('123456')),
  newPin: new Secret(asciiBytes('271828')),
};

function changePinWith(atCommand: number, lie: Lie) {
  const card = createSimulatedCard(CARD_PROFILES.ready);
  let count = 0;
  let released = 0;
  const connection: CardConnection = {
    release: async () => {
      released += 1;
      card.reset();
    },
    transmit: async (command) => {
      count += 1;
      const answer = card.transmit(command);
      return count === atCommand ? lie(answer, command) : answer;
    },
  };
  const reader: CardReader = {
    watch: () => () => {},
    connect: async () => connection,
    close: () => {},
  };
  const outcome = createEidTerminal({ reader }).changePin(secrets);
  return { card, outcome, released: () => released };
}

const ok = fromHex('9000');
const point = (tag: number, bytes: Uint8Array): Uint8Array =>
  concat(encodeTlv(0x7c, encodeTlv(tag, bytes)), ok);
/** The terminal's own public key, as it stands in the command just sent. */
const echo =
  (answerTag: number): Lie =>
  (_, command) =>
    point(answerTag, command.slice(9, 9 + 65));
const offCurve = concat(fromHex('04'), new Uint8Array(64).fill(1));
const flipped =
  (at: number): Lie =>
  (answer) => {
    const copy = answer.slice();
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

describe('a chip that does not keep to PACE', () => {
  it.each<[string, number, Lie, string]>([
    [
      'gives an unknown PIN state',
      COMMANDS.setAt,
      () => fromHex('6A88'),
      'pace.set-authentication-template',
    ],
    ['refuses the nonce', COMMANDS.nonce, () => fromHex('6985'), 'pace.encrypted-nonce'],
    ['gives no nonce', COMMANDS.nonce, () => fromHex('7C009000'), 'pace.encrypted-nonce'],
    [
      'gives half a block',
      COMMANDS.nonce,
      () => fromHex('7C0480029999 9000'),
      'pace.encrypted-nonce',
    ],
    ['gives TLV cut short', COMMANDS.nonce, () => fromHex('7C1280109000'), 'pace.encrypted-nonce'],
    ['echoes the map key', COMMANDS.map, echo(0x82), 'pace.map-nonce'],
    [
      'maps with a point off the curve',
      COMMANDS.map,
      () => point(0x82, offCurve),
      'pace.map-nonce',
    ],
    ['maps with infinity', COMMANDS.map, () => point(0x82, fromHex('00')), 'pace.map-nonce'],
    ['echoes the ephemeral key', COMMANDS.agree, echo(0x84), 'pace.perform-key-agreement'],
    [
      'agrees with a compressed point',
      COMMANDS.agree,
      () => point(0x84, concat(fromHex('02'), new Uint8Array(32).fill(1))),
      'pace.perform-key-agreement',
    ],
    ['proves nothing', COMMANDS.token, () => ok, 'pace.mutual-authentication'],
    ['has a wrong token', COMMANDS.token, flipped(6), 'pace.mutual-authentication'],
    [
      'has a short token',
      COMMANDS.token,
      () => fromHex('7C0486020102 9000'),
      'pace.mutual-authentication',
    ],
  ])('%s: a violation, and the PIN stays', async (_, atCommand, lie, step) => {
    const { card, outcome } = changePinWith(atCommand, lie);
    expect(await outcome).toMatchObject({ kind: 'protocol-violation', step, newPin: 'not-set' });
    expect(card.state()).toMatchObject({ pin: '123456', retryCounter: 3 });
  });

  it('is never taken for a wrong PIN', async () => {
    const { outcome } = changePinWith(COMMANDS.token, () => fromHex('6400'));
    expect(await outcome).toMatchObject({ kind: 'protocol-violation', statusWord: 0x6400 });
  });

  it('offers only a PACE that nobody runs: told apart from a wrong card', async () => {
    const cardAccess = hex(loadVectors().files.efCardAccess);
    const other = cardAccess.slice();
    other.set(fromHex('09'), 20 + 2);
    const { outcome } = changePinWith(COMMANDS.cardAccess, () => concat(other, ok));
    expect((await outcome).kind).toBe('protocol-violation');
  });
});

describe('an answer to the new PIN that is not authentic', () => {
  it.each<[string, Lie]>([
    ['has no protection', () => ok],
    ['has a wrong checksum', (answer) => flipped(answer.length - 3)(answer, answer)],
    ['says something else outside', (answer) => concat(answer.slice(0, -2), fromHex('6982'))],
    ['is empty', () => fromHex('6988')],
  ])('%s: nobody claims to know what the chip did', async (_, lie) => {
    const { card, outcome } = changePinWith(COMMANDS.setPin, lie);
    expect(await outcome).toMatchObject({
      kind: 'protocol-violation',
      step: 'secure-messaging',
      newPin: 'unknown',
    });
    expect(card.state().pin).toBe('271828');
  });
});

it.each([
  ['keeps to everything', 99, 'ok'],
  ['refuses the nonce', COMMANDS.nonce, 'protocol-violation'],
])('a card that %s is let go of, once, with a reset', async (_, atCommand, kind) => {
  const { outcome, released } = changePinWith(atCommand, () => fromHex('6985'));
  expect((await outcome).kind).toBe(kind);
  expect(released()).toBe(1);
});
