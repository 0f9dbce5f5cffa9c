import { expect, it } from 'vitest';
import { toHex } from '../kit/bytes.ts';
import { bornUntil, dayOf, encodeAuxiliaryData } from './auxiliary-data.ts';
import { hex, loadVectors } from './vectors/load.ts';

it('encodes what was recorded', () => {
  const recorded = loadVectors().ta[1]?.aux;
  expect(encodeAuxiliaryData({ expiresFrom: '2022-07-26' })).toEqual(hex(recorded));
});

it.each([
  [{}, ''],
  [{ bornUntil: '2008-02-29' }, '67177315060904007F00070301040153083230303830323239'],
  [
    { expiresFrom: '2026-11-23', bornUntil: '2010-11-23' },
    '672E7315060904007F000703010401530832303130313132337315060904007F00070301040253083230323631313233',
  ],
])('of %j', (conditions, expected) => {
  expect(toHex(encodeAuxiliaryData(conditions))).toBe(expected);
});

it.each([
  ['2026-11-23', 16, '2010-11-23'],
  ['2024-02-29', 16, '2008-02-29'],
  ['2024-02-29', 18, '2006-02-28'],
  ['2026-03-31', 1, '2025-03-31'],
  ['2026-01-01', 120, '1906-01-01'],
])('on %s the youngest of %i years was born on %s', (today, age, day) => {
  expect(bornUntil(new Date(`${today}T12:00:00Z`), age)).toBe(day);
});

it('takes the day of UTC', () => {
  expect(dayOf(new Date('2026-11-23T23:59:59Z'))).toBe('2026-11-23');
  expect(dayOf(new Date('2026-11-24T00:00:00Z'))).toBe('2026-11-24');
});
