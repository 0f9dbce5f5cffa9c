import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../kit/bytes.ts';
import { TlvError } from '../kit/tlv.ts';
import {
  chatAskingFor,
  decodeChat,
  effectiveAuthorization,
  encodeChat,
  RIGHT_NAMES,
  type RightName,
  rightsOf,
  roleOf,
} from './chat.ts';

const authentication = (template: string) =>
  decodeChat(fromHex(`7F4C12060904007F0007030102025305${template}`));

describe('the template of an authentication terminal (TR-03110 part 4, 2.2.3)', () => {
  it.each<[string, readonly RightName[]]>([
    ['0000000000', []],
    ['0000000001', ['age-verification']],
    ['0000000030', ['can-allowed', 'pin-management']],
    ['0000000110', ['can-allowed', 'read-dg1']],
    [
      '0001009C30',
      [
        'can-allowed',
        'pin-management',
        'read-dg3',
        'read-dg4',
        'read-dg5',
        'read-dg8',
        'read-dg17',
      ],
    ],
    ['0010000000', ['read-dg21']],
    ['0060000000', ['read-dg22', 'pseudonymous-signature']],
    ['0200000000', ['write-dg21']],
    ['2000000000', ['write-dg17']],
  ])('%s', (template, rights) => {
    const chat = authentication(template);
    expect(rightsOf(chat)).toEqual(rights);
    expect(chatAskingFor(rights)).toEqual(chat);
    expect(toHex(encodeChat(chat))).toBe(`7F4C12060904007F0007030102025305${template}`);
  });

  it('has a name for every bit below the role, and each only once', () => {
    expect(new Set(RIGHT_NAMES).size).toBe(38);
    expect(rightsOf(authentication('3FFFFFFFFF'))).toEqual(RIGHT_NAMES);
  });

  it.each([
    ['0000000000', 'terminal'],
    ['4000000000', 'document-verifier-foreign'],
    ['8000000000', 'document-verifier-official'],
    ['C000000000', 'cvca'],
  ])('%s is the role %s', (template, role) => {
    expect(roleOf(authentication(template))).toBe(role);
    expect(rightsOf(authentication(template))).toEqual([]);
  });
});

it.each([
  ['7F4C0E060904007F0007030102015301C3', 'inspection-system', 'cvca'],
  ['7F4C0E060904007F000703010203530180', 'signature-terminal', 'document-verifier-official'],
])('%s is of an %s', (bytes, terminalType, role) => {
  const chat = decodeChat(fromHex(bytes));
  expect(chat.terminalType).toBe(terminalType);
  expect(roleOf(chat)).toBe(role);
  expect(rightsOf(chat)).toEqual([]);
  expect(toHex(encodeChat(chat))).toBe(bytes);
});

it.each([
  ['another tag', '7F4D12060904007F00070301020253050000000030'],
  ['an unknown terminal type', '7F4C12060904007F00070301020453050000000030'],
  ['four bytes', '7F4C11060904007F000703010202530400000030'],
  ['six bytes', '7F4C13060904007F0007030102025306000000000030'],
  ['five bytes of an inspection system', '7F4C12060904007F00070301020153050000000030'],
  ['no template', '7F4C0B060904007F000703010202'],
  ['objects in the wrong order', '7F4C1253050000000030060904007F000703010202'],
  ['something after it', '7F4C14060904007F000703010202530500000000300500'],
  ['nothing', ''],
])('a CHAT with %s is refused', (_, bytes) => {
  expect(() => decodeChat(fromHex(bytes))).toThrow(TlvError);
});

it('decoding is total', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        decodeChat(bytes);
      } catch (cause) {
        expect(cause).toBeInstanceOf(TlvError);
      }
    }),
  );
});

describe('the effective authorization (TR-03110 part 3, 2.7)', () => {
  it('is what all templates have, whatever their roles', () => {
    const granted = effectiveAuthorization(
      authentication('FFFFFFFFFF'),
      authentication('8001009C31'),
      authentication('0000000130'),
      chatAskingFor(['pin-management', 'read-dg1']),
    );
    expect(granted && rightsOf(granted)).toEqual(['pin-management']);
    expect(granted && roleOf(granted)).toBe('terminal');
  });

  it('is nothing for templates of different terminal types', () => {
    const system = decodeChat(fromHex('7F4C0E060904007F0007030102015301C3'));
    expect(effectiveAuthorization(system, authentication('FFFFFFFFFF'))).toBeUndefined();
  });

  it('is never more than any of them', () => {
    const rights = fc.subarray([...RIGHT_NAMES]);
    fc.assert(
      fc.property(rights, rights, (left, right) => {
        const granted = effectiveAuthorization(chatAskingFor(left), chatAskingFor(right));
        expect(granted && rightsOf(granted)).toEqual(
          RIGHT_NAMES.filter((name) => left.includes(name) && right.includes(name)),
        );
      }),
    );
  });
});
