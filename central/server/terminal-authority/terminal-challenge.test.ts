import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { signatureQuestion } from '../../contract/kiosk.ts';
import { ProblemError } from '../http/problem-error.ts';
import { digestOfQuestion, readTerminalChallenge } from './terminal-challenge.ts';

type Question = z.infer<typeof signatureQuestion>;

const VALIDITY = '731506090400' + '7F0007030104' + '0253083230323631313233';
const BIRTH = '731506090400' + '7F0007030104' + '0153083230313031313233';
const QUESTION: Question = {
  holderReference: '44455445535441543030303031',
  idPicc: 'AB'.repeat(32),
  challenge: '0102030405060708',
  ephemeralKey: 'CD'.repeat(32),
  auxiliaryData: '',
};

describe('what is signed', () => {
  it('is the parts in their order, auxiliary data with tag and length', () => {
    const auxiliaryData = `672E${VALIDITY}${BIRTH}`;
    const { message } = readTerminalChallenge({ ...QUESTION, auxiliaryData });
    const parts = [QUESTION.idPicc, QUESTION.challenge, QUESTION.ephemeralKey, auxiliaryData];
    expect(Buffer.from(message).toString('hex').toUpperCase()).toBe(parts.join(''));
  });

  it('is named by the challenge of the card alone, whatever stands behind it', () => {
    const { challengeDigest } = readTerminalChallenge(QUESTION);
    const bytes = Buffer.from(QUESTION.idPicc + QUESTION.challenge, 'hex');
    expect(challengeDigest).toBe(createHash('sha256').update(bytes).digest('hex'));
    const other = readTerminalChallenge({ ...QUESTION, ephemeralKey: 'EF'.repeat(32) });
    expect(other.challengeDigest).toBe(challengeDigest);
  });

  it('makes a question of its own of every part', () => {
    const others = [
      { holderReference: '44455445535441543030303032' },
      { idPicc: 'AC'.repeat(32) },
      { challenge: '0102030405060709' },
      { ephemeralKey: 'CE'.repeat(32) },
      { auxiliaryData: `6717${VALIDITY}` },
    ].map((change) => digestOfQuestion({ ...QUESTION, ...change }));
    expect(new Set([digestOfQuestion(QUESTION), ...others]).size).toBe(6);
  });
});

const MALFORMED: readonly [string, Partial<Question>][] = [
  ['an idPicc one byte longer', { idPicc: 'AB'.repeat(33) }],
  ['an idPicc of another curve', { idPicc: 'AB'.repeat(48) }],
  ['an ephemeral key one byte longer', { ephemeralKey: 'CD'.repeat(33) }],
  ['auxiliary data that is no 67', { auxiliaryData: `6817${VALIDITY}` }],
  ['auxiliary data without a template', { auxiliaryData: '6700' }],
  ['auxiliary data cut off', { auxiliaryData: `6718${VALIDITY}` }],
  ['bytes behind the auxiliary data', { auxiliaryData: `6717${VALIDITY}00` }],
  ['two objects 67', { auxiliaryData: `6717${VALIDITY}6717${BIRTH}` }],
  ['the same template twice', { auxiliaryData: `672E${VALIDITY}${VALIDITY}` }],
  ['an unknown OID', { auxiliaryData: `6717${VALIDITY.replace('0402', '0409')}` }],
  ['the community ID', { auxiliaryData: `6717${VALIDITY.replace('0402', '0403')}` }],
  ['a date with a letter', { auxiliaryData: `6717${VALIDITY.slice(0, -2)}41` }],
  [
    'a date of seven digits',
    {
      auxiliaryData: `6716${VALIDITY.replace('7315', '7314').replace('5308', '5307').slice(0, -2)}`,
    },
  ],
  ['a template with another tag', { auxiliaryData: `6717${VALIDITY.replace('7315', '7415')}` }],
  ['a template without a value', { auxiliaryData: '670D730B060904007F000703010402' }],
  ['a length in no shortest form', { auxiliaryData: `678117${VALIDITY}` }],
];

describe('a malformed challenge', () => {
  it.each(MALFORMED)('is refused: %s', (_name, change) => {
    let code = 'signed';
    try {
      readTerminalChallenge({ ...QUESTION, ...change });
    } catch (error) {
      code = error instanceof ProblemError ? error.code : String(error);
    }
    expect(code).toBe('challenge-malformed');
  });
});
