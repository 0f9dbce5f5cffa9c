import { STATUS_OK } from '../card/apdu.ts';
import type { Exchange } from '../card/exchange.ts';
import { type Bytes, concat } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { type CvCertificate, curveOf } from './cv-certificate.ts';
import type { CardProgress } from './progress.ts';
import { ProtocolViolation } from './protocol-violation.ts';
import type { AuthorityRefusal, TerminalAuthority } from './terminal-authority.ts';

/** Terminal authentication version 2 inside the PACE channel: TR-03110 part 2, 3.3. */

export interface TerminalAuthentication {
  readonly exchange: Exchange;
  readonly progress: CardProgress;
  readonly authority: TerminalAuthority;
  /** To be sent in this order; the last is the terminal's. */
  readonly certificates: readonly CvCertificate[];
  readonly terminal: CvCertificate;
  readonly idPicc: Bytes;
  /** Comp(PK_PCD): x-coordinate of the key that chip authentication will use. */
  readonly ephemeralKey: Bytes;
  /** The whole `67` object, or nothing. */
  readonly auxiliaryData: Bytes;
}

/** The chip said no to the terminal. */
export interface TerminalNotAccepted {
  readonly kind: 'terminal-not-accepted';
  readonly step: string;
  readonly statusWord: number;
}

export type TerminalAuthenticationOutcome =
  | { readonly kind: 'authenticated' }
  | TerminalNotAccepted
  | AuthorityRefusal;

const CHALLENGE_BYTES = 8;

export async function authenticateTerminal(
  context: TerminalAuthentication,
): Promise<TerminalAuthenticationOutcome> {
  const { exchange, progress, authority, terminal } = context;
  const { idPicc, ephemeralKey, auxiliaryData } = context;
  const refused = (await importCertificates(context)) ?? (await setTemplate(context));
  if (refused) return refused;

  const challenge = await fetchChallenge(exchange);
  const holderReference = terminal.holderReference;
  const question = { holderReference, idPicc, challenge, ephemeralKey, auxiliaryData };
  const answer = await authority.sign(question);
  progress.stopIfAbandoned();
  if (answer.kind !== 'signature') return answer;
  const { signature } = answer;
  if (signature.length !== curveOf(terminal.publicKey)?.ecdsa.lengths.signature) {
    return { kind: 'refused', reason: 'signature-malformed' };
  }
  const { statusWord } = await progress.step('authenticate-terminal', () =>
    exchange({ cla: 0x00, ins: 0x82, p1: 0x00, p2: 0x00, data: signature }),
  );
  const step = 'terminal-authentication.external-authenticate';
  return judge(step, statusWord) ?? { kind: 'authenticated' };
}

/** MSE:Set DST and PSO:Verify Certificate for each; TR-03110 part 3, B.3. */
async function importCertificates({
  exchange,
  certificates,
}: TerminalAuthentication): Promise<TerminalNotAccepted | undefined> {
  for (const { authorityReference, content } of certificates) {
    const reference = encodeTlv(0x83, authorityReference);
    const selected = await exchange({ cla: 0, ins: 0x22, p1: 0x81, p2: 0xb6, data: reference });
    const unknown = judge('terminal-authentication.select-issuer', selected.statusWord);
    if (unknown) return unknown;
    const verified = await exchange({ cla: 0, ins: 0x2a, p1: 0x00, p2: 0xbe, data: content });
    const refused = judge('terminal-authentication.verify-certificate', verified.statusWord);
    if (refused) return refused;
  }
  return undefined;
}

/** MSE:Set AT, TR-03110 part 3, B.11.1. */
async function setTemplate({
  exchange,
  terminal,
  auxiliaryData,
  ephemeralKey,
}: TerminalAuthentication): Promise<TerminalNotAccepted | undefined> {
  const data = concat(
    encodeTlv(0x80, terminal.publicKey.oid),
    encodeTlv(0x83, terminal.holderReference),
    auxiliaryData,
    encodeTlv(0x91, ephemeralKey),
  );
  const { statusWord } = await exchange({ cla: 0x00, ins: 0x22, p1: 0x81, p2: 0xa4, data });
  return judge('terminal-authentication.select-key', statusWord);
}

async function fetchChallenge(exchange: Exchange): Promise<Bytes> {
  const command = { cla: 0x00, ins: 0x84, p1: 0x00, p2: 0x00, expected: CHALLENGE_BYTES };
  const { data, statusWord } = await exchange(command);
  if (statusWord !== STATUS_OK || data.length !== CHALLENGE_BYTES) {
    throw new ProtocolViolation('terminal-authentication.get-challenge', 'no challenge', {
      statusWord,
    });
  }
  return data;
}

function judge(step: string, statusWord: number): TerminalNotAccepted | undefined {
  return statusWord === STATUS_OK ? undefined : { kind: 'terminal-not-accepted', step, statusWord };
}
