import { chainAnswer, signatureAnswer } from '../../central/contract/kiosk.ts';
import type { AuthorityRefusal, TerminalAuthority } from '../../devices/eid/terminal-authority.ts';
import { fromHex, toHex } from '../../devices/kit/bytes.ts';
import type { CentralAnswer } from './ask-central.ts';
import { type CentralClient, isTemporary } from './central-client.ts';

/**
 * The terminal authority of the central system, for one request. A lost answer is asked for again
 * with the same words: the authority then repeats its signature and spends nothing.
 */

/** Whoever waits gives up sooner; this holds where nobody says so. */
const ANSWER_MS = 10_000;

export function laneAuthority(
  client: Pick<CentralClient, 'insist'>,
  requestId: string,
): TerminalAuthority {
  const path = (what: string): string => `/kiosk/fast-lane/${requestId}/${what}`;
  return {
    async chainFor(references, signal) {
      const body = { references: references.map(toHex) };
      const answer = await client.insist(
        { name: 'chain', method: 'POST', path: path('chain'), body, answer: chainAnswer },
        within(signal),
      );
      return answer.kind === 'answered'
        ? { kind: 'chain', certificates: answer.body.certificates.map(fromHex) }
        : refusalOf(answer);
    },
    async sign(challenge, signal) {
      const body = {
        holderReference: toHex(challenge.holderReference),
        idPicc: toHex(challenge.idPicc),
        challenge: toHex(challenge.challenge),
        ephemeralKey: toHex(challenge.ephemeralKey),
        auxiliaryData: toHex(challenge.auxiliaryData),
      };
      const answer = await client.insist(
        {
          name: 'signature',
          method: 'POST',
          path: path('signature'),
          body,
          answer: signatureAnswer,
        },
        within(signal),
      );
      return answer.kind === 'answered'
        ? { kind: 'signature', signature: fromHex(answer.body.signature) }
        : refusalOf(answer);
    },
  };
}

function within(signal: AbortSignal | undefined): AbortSignal {
  const late = AbortSignal.timeout(ANSWER_MS);
  return signal ? AbortSignal.any([signal, late]) : late;
}

function refusalOf(
  answer: Exclude<CentralAnswer<unknown>, { kind: 'answered' }>,
): AuthorityRefusal {
  return answer.kind === 'unreachable' || isTemporary(answer)
    ? { kind: 'unreachable' }
    : { kind: 'refused', reason: answer.code };
}
