import { describe, expect, it } from 'vitest';
import { asciiBytes, type Bytes, concat, fromHex, NO_BYTES, toHex } from '../../kit/bytes.ts';
import { encodeTlv } from '../../kit/tlv.ts';
import { addYears, isDay } from './calendar.ts';
import { issueDocument, latestDayOfBirth } from './document.ts';
import { CARD_PROFILES, type EidCardProfile } from './profiles.ts';
import { readingRight } from './rights.ts';
import { afterEverything, afterTerminalAuthentication, pki } from './test-session.ts';

const SELECT_EID = '00A4040C';
const APPLICATION = fromHex('E80704007F00070302');
const ALL_READING = '003FFFFF30';
const everything = pki.terminal([
  'can-allowed',
  'pin-management',
  ...Array.from({ length: 22 }, (_, index) => `read-dg${index + 1}`),
]);
const chain = [pki.dv.certificate, everything.certificate];

function read(group: number, profile?: EidCardProfile, rights = ALL_READING) {
  const { terminal } = afterEverything(profile, { rights, chain });
  terminal.send(SELECT_EID, APPLICATION);
  return terminal.send(`00B0${(0x80 | group).toString(16)}00`, NO_BYTES, 65_536);
}

describe('the data groups', () => {
  it.each([
    [1, '610413024944'],
    [2, '6203130144'],
    [3, '630A12083230333030333037'],
    [4, '64070C054552494B41'],
    [5, '650C0C0A4D55535445524D414E4E'],
    [6, '66020C00'],
    [7, '67020C00'],
    [8, '680A12083139363430383132'],
    [9, '690AA1080C064245524C494E'],
    [10, '6A03130144'],
    [11, '6B03130146'],
    [13, '6D080C064741424C4552'],
    [15, '6F0A12083230323030333037'],
    [
      17,
      '712D302BAA120C104845494445535452 41E1BA9E45203137AB070C054BC3964C4EAD03130144AE0713053531313437',
    ],
    [18, '7209040702760503150000'],
  ])('%i holds what the AusweisApp test card holds', (group, content) => {
    const { data, status } = read(group);
    expect(status).toBe(0x9000);
    expect(toHex(data)).toBe(content.replace(' ', ''));
  });

  it.each([12, 14, 16, 19, 20, 21, 22])('%i is not there', (group) => {
    expect(read(group).status).toBe(0x6a82);
  });

  it('tell the kinds of documents apart', () => {
    expect(toHex(read(1, CARD_PROFILES['residence-permit']).data)).toBe('610413024152');
    expect(toHex(read(1, CARD_PROFILES['eu-citizen']).data)).toBe('610413025542');
    expect(read(19, CARD_PROFILES['residence-permit']).status).toBe(0x9000);
  });

  it.each(Array.from({ length: 22 }, (_, index) => index + 1))(
    '%i needs its own right and no other',
    (group) => {
      const bit = BigInt(readingRight(group));
      const others = (BigInt(`0x${ALL_READING}`) & ~(1n << bit)).toString(16).padStart(10, '0');
      expect(read(group, undefined, others.toUpperCase()).status).toBe(0x6982);
    },
  );

  it('open with chip authentication only', () => {
    const { terminal } = afterTerminalAuthentication();
    terminal.send(SELECT_EID, APPLICATION);
    expect(terminal.send('00B08400', NO_BYTES, 0).status).toBe(0x6982);
  });
});

describe('VERIFY for auxiliary data', () => {
  const AGE = '04007F000703010401';
  const VALIDITY = '04007F000703010402';
  const COMMUNITY = '04007F000703010403';

  const auxiliary = (identifier: string, value: Bytes) =>
    encodeTlv(0x67, encodeTlv(0x73, encodeTlv(0x06, fromHex(identifier)), encodeTlv(0x53, value)));
  const ask = (identifier: string) => encodeTlv(0x06, fromHex(identifier));

  function verify(identifier: string, value: Bytes, profile?: EidCardProfile, rights?: string) {
    const plan = { auxiliary: auxiliary(identifier, value), ...(rights && { rights }) };
    return afterEverything(profile, plan).terminal.send('80208000', ask(identifier)).status;
  }

  const text = (digits: string) => asciiBytes(digits);
  const { ready, expired } = CARD_PROFILES;
  const young = CARD_PROFILES['too-young'];
  it.each<[string, string, Bytes, EidCardProfile, number]>([
    ['old enough', AGE, text('20101123'), ready, 0x9000],
    ['of age on this very day', AGE, text('19640812'), ready, 0x9000],
    ['a day too young', AGE, text('19640811'), ready, 0x6300],
    ['fifteen, not sixteen', AGE, text('20101123'), young, 0x6300],
    ['fifteen', AGE, text('20111123'), young, 0x9000],
    ['valid', VALIDITY, text('20261123'), ready, 0x9000],
    ['valid on its last day', VALIDITY, text('20300307'), ready, 0x9000],
    ['expired a day ago', VALIDITY, text('20300308'), ready, 0x6300],
    ['expired', VALIDITY, text('20261123'), expired, 0x6300],
    ['of this country', COMMUNITY, fromHex('0276'), ready, 0x9000],
    ['of this community', COMMUNITY, fromHex('02760503150000'), ready, 0x9000],
    ['of another community', COMMUNITY, fromHex('027606'), ready, 0x6300],
    ['of a longer number', COMMUNITY, fromHex('0276050315000000'), ready, 0x6300],
  ])('knows who is %s', (_, identifier, value, profile, status) => {
    expect(verify(identifier, value, profile)).toBe(status);
  });

  it.each([
    [AGE, '0000000032', 0x6982],
    [COMMUNITY, '0000000031', 0x6982],
    [VALIDITY, '0000000030', 0x9000],
  ])('%s with the rights %s gets %i', (identifier, rights, status) => {
    const value = identifier === COMMUNITY ? fromHex('0276') : text('20261123');
    expect(verify(identifier, value, undefined, rights)).toBe(status);
  });

  it('knows only what was signed', () => {
    const { terminal } = afterEverything(ready, { auxiliary: auxiliary(AGE, text('20101123')) });
    expect(terminal.send('80208000', ask(VALIDITY)).status).toBe(0x6a88);
    expect(terminal.send('80208000', ask('04007F000703010404')).status).toBe(0x6a88);
    expect(terminal.send('80208000', NO_BYTES).status).toBe(0x6a80);
    expect(terminal.send('80208000', concat(ask(AGE), ask(AGE))).status).toBe(0x6a80);
    expect(terminal.send('80208001', ask(AGE)).status).toBe(0x6a86);
    expect(terminal.send('80208000', ask(AGE)).status).toBe(0x9000);
  });

  it('signs what it does not know, and makes no use of it', () => {
    expect(verify('04007F000703010409', fromHex('00'))).toBe(0x6a88);
  });

  it('needs chip authentication', () => {
    const plan = { auxiliary: auxiliary(VALIDITY, text('20261123')) };
    const { terminal } = afterTerminalAuthentication(ready, plan);
    expect(terminal.send('80208000', ask(VALIDITY)).status).toBe(0x6982);
  });

  it.each([
    ['a day of seven digits', AGE, text('2010112')],
    ['a day that is no digits', VALIDITY, text('2026112x')],
    ['an empty community', COMMUNITY, NO_BYTES],
  ])('does not take %s', (_, identifier, value) => {
    expect(() => afterEverything(ready, { auxiliary: auxiliary(identifier, value) })).toThrow(
      '6a80',
    );
  });
});

describe('the dates of a document', () => {
  it.each([
    ['19940923', '1994-09-23'],
    ['199402  ', '1994-02-28'],
    ['199602  ', '1996-02-29'],
    ['1989    ', '1989-12-31'],
    ['        ', '2026-11-23'],
  ])('born "%s" is born by %s', (born, day) => {
    const document = issueDocument({ ...CARD_PROFILES.ready.holder, born }, '2026-11-23');
    expect(latestDayOfBirth(document)).toBe(day);
  });

  it.each([
    ['2024-02-29', -1, '2023-03-01'],
    ['2026-11-23', -15, '2011-11-23'],
    ['2028-02-29', 4, '2032-02-29'],
  ])('%s and %i years is %s', (day, years, result) => {
    expect(addYears(day, years)).toBe(result);
  });

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '', '2026-11-23T00:00'])(
    'knows that "%s" is no day',
    (text) => expect(isDay(text)).toBe(false),
  );
});
