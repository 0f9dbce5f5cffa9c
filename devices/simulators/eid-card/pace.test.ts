import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STANDARDIZED_CURVES } from '../../eid/primitives/curves.ts';
import type { RandomBytes } from '../../eid/primitives/random.ts';
import { fromHex, toHex } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { CARD_PROFILES, type EidCardProfile } from './profiles.ts';
import { createSimulatedCard } from './simulated-card.ts';
import { SUITES, type SuiteName } from './suites.ts';
import { TestTerminal } from './test-terminal.ts';

interface PaceVector {
  readonly id: string;
  readonly oid: string;
  readonly parameterId: number;
  readonly passwordId: number;
  readonly nonce: string;
  readonly encryptedNonce: string;
  readonly mapTerminalPub: string;
  readonly mapChipPriv: string;
  readonly mapChipPub: string;
  readonly ephTerminalPub: string;
  readonly ephChipPriv: string;
  readonly ephChipPub: string;
  readonly tokenTerminal: string;
  readonly tokenChip: string;
}

const vectorFile = new URL('../../eid/vectors/pace.json', import.meta.url);
const { pace: vectors }: { pace: readonly PaceVector[] } = JSON.parse(
  readFileSync(vectorFile, 'utf8'),
);

const SUITE_OF_OID: Readonly<Record<string, SuiteName>> = {
  '02': 'aes-128',
  '03': 'aes-192',
  '04': 'aes-256',
};

describe('PACE, chip side (TR-03110-2 section 3.2)', () => {
  it.each(vectors)('answers as the vector $id says', (vector) => {
    const suite = SUITE_OF_OID[vector.oid.slice(-2)] ?? 'aes-128';
    const profile = { ...CARD_PROFILES.ready, parameterId: vector.parameterId, suite };
    const card = createSimulatedCard(profile, {
      random: scripted([vector.nonce, vector.mapChipPriv, vector.ephChipPriv]),
    });
    const send = (command: Uint8Array) => toHex(card.transmit(command)).toLowerCase();
    const password = vector.passwordId.toString(16).padStart(2, '0');
    const parameters = vector.parameterId.toString(16).padStart(2, '0');
    expect(send(fromHex(`0022c1a412800a${vector.oid}8301${password}8401${parameters}`))).toBe(
      '9000',
    );
    expect(send(fromHex('10860000027c0000'))).toBe(answerOf(0x80, vector.encryptedNonce));
    expect(send(authenticate('10', 0x81, vector.mapTerminalPub))).toBe(
      answerOf(0x82, vector.mapChipPub),
    );
    expect(send(authenticate('10', 0x83, vector.ephTerminalPub))).toBe(
      answerOf(0x84, vector.ephChipPub),
    );
    expect(send(authenticate('00', 0x85, vector.tokenTerminal))).toBe(
      answerOf(0x86, vector.tokenChip),
    );
  });

  const combinations = [...STANDARDIZED_CURVES.keys()].flatMap((parameterId) =>
    Object.keys(SUITES).map((suite) => [parameterId, suite]),
  );
  it.each(combinations)('works over curve %s with %s for every password', (parameterId, suite) => {
    const profile: EidCardProfile = {
      ...CARD_PROFILES.ready,
      parameterId: Number(parameterId),
      suite: isSuite(suite) ? suite : 'aes-128',
    };
    const card = createSimulatedCard(profile);
    const terminal = new TestTerminal((command) => card.transmit(command), profile);
    expect(terminal.pace('mrz', profile.mrzInformation).final).toBe(0x9000);
    expect(terminal.pace('can', '500540').final).toBe(0x9000);
    expect(terminal.pace('pin', '123456').final).toBe(0x9000);
    expect(terminal.pace('puk', '9876543210').final).toBe(0x9000);
  });
});

function isSuite(name: string | number | undefined): name is SuiteName {
  return typeof name === 'string' && Object.hasOwn(SUITES, name);
}

function scripted(values: readonly string[]): RandomBytes {
  const rest = values.map((value) => fromHex(value));
  return (length) => {
    const next = rest.shift();
    if (next?.length !== length) throw new Error(`the script has no ${length} bytes next`);
    return next;
  };
}

function authenticate(classByte: string, tag: number, value: string): Uint8Array {
  const data = encodeTlv(0x7c, encodeTlv(tag, fromHex(value)));
  return fromHex(`${classByte}860000${data.length.toString(16).padStart(2, '0')}${toHex(data)}00`);
}

function answerOf(tag: number, value: string): string {
  return `${toHex(encodeTlv(0x7c, encodeTlv(tag, fromHex(value)))).toLowerCase()}9000`;
}
