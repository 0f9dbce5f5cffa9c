import { describe, expect, it } from 'vitest';
import { readZmsCode } from './zms-code.ts';

const LONG = 'ab'.repeat(32);
const page = (content: unknown): string =>
  `https://termin.example/#/appointment/${Buffer.from(JSON.stringify(content)).toString('base64')}`;

describe('the code of an appointment in ZMS', () => {
  it.each([
    ['100005-52ec', '52ec'],
    [' 100005 52EC ', '52ec'],
    [`100005-${LONG}`, LONG],
    [`https://zms.example/terminvereinbarung/api/2/process/100005/${LONG}/?x=1`, LONG],
    [page({ id: 100_005, authKey: LONG, scope: 141 }), LONG],
    [page({ id: '100005', authKey: '52ec' }), '52ec'],
  ])('is read from %s', (text, authKey) => {
    expect(readZmsCode(text)).toEqual({ id: '100005', authKey });
  });

  it.each([
    '',
    'K7MR4W2P',
    '100005',
    '100005-52e',
    `100005-${LONG}0`,
    page({ id: '100005/../1', authKey: '52ec' }),
    page({ id: 100_005 }),
    'https://termin.example/#/appointment/not-json',
  ])('is not read from %s', (text) => {
    expect(readZmsCode(text)).toBeNull();
  });
});
