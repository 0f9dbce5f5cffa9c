import { describe, expect, it } from 'vitest';
import { appointmentCodeIn } from './appointment-code.ts';

describe('an appointment’s code', () => {
  it.each([
    'AB23CD45',
    ' ab23cd45\r\n',
    'AB23 CD45',
    'ab23-cd45',
    'https://termine.musterstadt.example/AB23CD45',
    'https://termine.musterstadt.example/check-in?code=AB23CD45',
    'https://termine.musterstadt.example/#AB23CD45/',
    '{"kind":"appointment","code":"AB23CD45"}',
  ])('is found in %j', (text) => {
    expect(appointmentCodeIn(text)).toBe('AB23CD45');
  });

  it.each([
    '100005-52ec',
    `100005-${'ab'.repeat(32)}`,
    `https://zms.example/terminvereinbarung/api/2/process/100005/${'ab'.repeat(32)}/`,
    'https://termin.example/#/appointment/eyJpZCI6MTAwMDA1LCJhdXRoS2V5IjoiNTJlYyJ9',
  ])('of ZMS stays as it was scanned: %j', (text) => {
    expect(appointmentCodeIn(` ${text}\r\n`)).toBe(text);
  });

  it.each([
    '',
    '4006381333931',
    'AB23CD4',
    'AB23CD456',
    'AB23CDO1',
    'https://musterstadt.example/rathauses',
    'https://musterstadt.example/AB23CD45/map',
    'XAB23CD45Y',
    'WIFI:S:Rathaus;T:WPA;P:geheim;;',
  ])('is not found in %j', (text) => {
    expect(appointmentCodeIn(text)).toBeNull();
  });
});
