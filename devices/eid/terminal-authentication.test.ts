import { describe, expect, it } from 'vitest';
import { decodeResponse, encodeCommand } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import { type Bytes, concat, fromHex, toHex, uintBytes } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { type CvCertificate, decodeCvCertificate } from './cv-certificate.ts';
import { CardProgress } from './progress.ts';
import { ProtocolViolation } from './protocol-violation.ts';
import { authenticateTerminal } from './terminal-authentication.ts';
import type { SignatureOutcome, TerminalChallenge } from './terminal-authority.ts';
import { hex, loadVectors } from './vectors/load.ts';

const [example, recorded] = loadVectors().ta;
const dv = decodeCvCertificate(hex(example?.dv));
const at = decodeCvCertificate(hex(example?.at));
const SIGNED = { kind: 'signature', signature: hex(example?.signature) } as const;
const STEPS = [
  'terminal-authentication.select-issuer',
  'terminal-authentication.verify-certificate',
  'terminal-authentication.select-issuer',
  'terminal-authentication.verify-certificate',
  'terminal-authentication.select-key',
  'terminal-authentication.get-challenge',
  'terminal-authentication.external-authenticate',
];

/** A chip that gives these answers, and a record of all that was asked of it and the authority. */
async function authenticate(
  answers: readonly string[],
  signature: SignatureOutcome = SIGNED,
  parts: { terminal: CvCertificate; from: typeof example } = { terminal: at, from: example },
) {
  const commands: string[] = [];
  const challenges: TerminalChallenge[] = [];
  const journal: string[] = [];
  const exchange: Exchange = async (command) => {
    commands.push(toHex(encodeCommand(command)));
    return decodeResponse(hex(answers[commands.length - 1]));
  };
  const progress = new CardProgress(
    {
      begun: (step) => journal.push(`${step} begun`),
      ended: (step, ending) => journal.push(`${step} ${ending}`),
    },
    undefined,
  );
  const outcome = authenticateTerminal({
    exchange,
    progress,
    authority: {
      chainFor: () => Promise.reject(new Error('the chain is there already')),
      sign: async (challenge) => {
        challenges.push(challenge);
        return signature;
      },
    },
    certificates: [dv, parts.terminal],
    terminal: parts.terminal,
    idPicc: hex(parts.from?.idPicc),
    ephemeralKey: hex(parts.from?.compEphPcd),
    auxiliaryData: hex(parts.from?.aux),
  });
  return { outcome, commands, challenges, journal };
}

const ACCEPTED = ['9000', '9000', '9000', '9000', '9000', `${example?.rPicc}9000`, '9000'];

describe('terminal authentication of the BSI worked example', () => {
  it('sends certificates, key and signature in order', async () => {
    const { outcome, commands, challenges, journal } = await authenticate(ACCEPTED);
    expect(await outcome).toEqual({ kind: 'authenticated' });
    const extended = (header: string, data: Bytes): string =>
      header + toHex(concat(fromHex('00'), uintBytes(data.length, 2), data));
    const reference = (name: Bytes): string => `002281B60F${toHex(encodeTlv(0x83, name))}`;
    expect(commands).toEqual([
      reference(dv.authorityReference),
      extended('002A00BE', dv.content),
      reference(at.authorityReference),
      extended('002A00BE', at.content),
      `002281A43D800A${example?.taOid}830D${toHex(at.holderReference)}9120${example?.compEphPcd}`.toUpperCase(),
      '0084000008',
      `0082000080${example?.signature}`.toUpperCase(),
    ]);
    expect(challenges.map(messageOf)).toEqual([hex(example?.signedData)]);
    expect(challenges[0]?.holderReference).toEqual(at.holderReference);
    expect(journal).toEqual(['authenticate-terminal begun', 'authenticate-terminal answered']);
  });

  it('sends and signs auxiliary data as recorded', async () => {
    const holderReference = fromHex('444544454D4F5041413030343930');
    const publicKey = { ...at.publicKey, oid: hex(recorded?.taOid) };
    const answers = ACCEPTED.with(5, `${recorded?.rPicc}9000`);
    const parts = { terminal: { ...at, holderReference, publicKey }, from: recorded };
    const { outcome, commands, challenges } = await authenticate(answers, SIGNED, parts);
    expect(await outcome).toEqual({ kind: 'authenticated' });
    expect(commands[4]).toBe(recorded?.mseSetAt?.toUpperCase());
    expect(challenges.map(messageOf)).toEqual([hex(recorded?.signedData)]);
  });

  it.each([0, 1, 2, 3, 4, 6])('stops where the chip says no: command %i', async (refused) => {
    const { outcome, commands, challenges } = await authenticate(ACCEPTED.with(refused, '6A88'));
    expect(await outcome).toEqual({
      kind: 'terminal-not-accepted',
      step: STEPS[refused],
      statusWord: 0x6a88,
    });
    expect(commands).toHaveLength(refused + 1);
    expect(challenges).toHaveLength(refused === 6 ? 1 : 0);
  });

  it.each(['6985', '9000', '010203040506079000', '0102030405060708099000'])(
    'takes no other challenge than one of eight bytes: %s',
    async (answer) => {
      const { outcome, challenges } = await authenticate(ACCEPTED.with(5, answer));
      await expect(outcome).rejects.toThrow(ProtocolViolation);
      expect(challenges).toEqual([]);
    },
  );

  it.each<[string, SignatureOutcome, SignatureOutcome | { kind: 'refused'; reason: string }]>([
    ['refuses', { kind: 'refused', reason: 'used' }, { kind: 'refused', reason: 'used' }],
    ['is silent', { kind: 'unreachable' }, { kind: 'unreachable' }],
    [
      'gives half a signature',
      { ...SIGNED, signature: SIGNED.signature.slice(64) },
      { kind: 'refused', reason: 'signature-malformed' },
    ],
  ])('tells the chip nothing more where the authority %s', async (_, answer, expected) => {
    const { outcome, commands, journal } = await authenticate(ACCEPTED, answer);
    expect(await outcome).toEqual(expected);
    expect(commands).toHaveLength(6);
    expect(journal).toEqual([]);
  });
});

function messageOf(challenge: TerminalChallenge): Bytes {
  const { idPicc, challenge: nonce, ephemeralKey, auxiliaryData } = challenge;
  return concat(idPicc, nonce, ephemeralKey, auxiliaryData);
}
