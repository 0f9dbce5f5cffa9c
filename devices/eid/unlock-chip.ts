import type { DocumentFacts, LentRightFailure, PinState } from '../../state-machines/ports/card.ts';
import { STATUS_OK } from '../card/apdu.ts';
import type { Bytes } from '../kit/bytes.ts';
import type { Clock } from '../kit/clock.ts';
import type { Secret } from '../kit/secret.ts';
import { answeringInTime } from './authority-questions.ts';
import { bornUntil, dayOf, encodeAuxiliaryData } from './auxiliary-data.ts';
import { EF_CARD_SECURITY, holdsWholeObject, readFile } from './card-files.ts';
import {
  type CardSecurityOutcome,
  checkCardSecurity,
  type PassiveAuthentication,
} from './card-security.ts';
import { type CertificatePath, findCertificatePath } from './certificate-chain.ts';
import { chatAskingFor, encodeChat, type RightName } from './chat.ts';
import {
  authenticateChip,
  type ChipAuthenticationSuite,
  chipPublicKey,
  selectChipAuthentication,
  selectChipKey,
} from './chip-authentication.ts';
import type { EidCard } from './identify.ts';
import { authenticateMutually, type PaceOutcome, setAuthenticationTemplate } from './pace.ts';
import { type EphemeralKey, generateKey, xCoordinate } from './pace-arithmetic.ts';
import { expectWrongPassword, type PinTerminal } from './pin-operations.ts';
import { ProtocolViolation } from './protocol-violation.ts';
import { openSecureChannel, type SecureChannel } from './secure-messaging.ts';
import { offerTheSame, type SecurityInfo } from './security-infos.ts';
import { authenticateTerminal } from './terminal-authentication.ts';
import type { AuthorityRefusal, TerminalAuthority } from './terminal-authority.ts';

/**
 * The general authentication procedure of TR-03110 part 2: PACE with the CAN, terminal
 * authentication, EF.CardSecurity, chip authentication. Nothing that needs a right is sent before
 * the chip has proven itself.
 */

/** A right somebody lends for one operation, and how the chip is to be judged. */
export interface LentRight {
  readonly authority: TerminalAuthority;
  /** What the chip is asked for, besides what the operation itself cannot do without. */
  readonly rights: readonly RightName[];
  readonly passiveAuthentication: PassiveAuthentication;
  /** Whole years; absent: holders of any age. */
  readonly minimumAge?: number;
  readonly today: Date;
}

/** A card connected for an operation under a lent right. */
export interface RightTerminal extends PinTerminal {
  readonly card: EidCard;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  /** Where it was read since the card came and nothing was done to the card meanwhile. */
  readonly pinState?: PinState;
}

export interface UnlockedChip {
  readonly kind: 'unlocked';
  /** The channel of chip authentication. */
  readonly channel: SecureChannel;
  readonly notChecked: DocumentFacts['notChecked'];
}

type AuthenticInfos = Extract<CardSecurityOutcome, { kind: 'authentic' }>;
type Established = Extract<PaceOutcome, { kind: 'established' }>;
type Path = Extract<CertificatePath, { kind: 'path' }>;

/** What the steps share once the right is known. */
interface Unlocking {
  readonly terminal: RightTerminal;
  readonly lent: LentRight;
  readonly authority: TerminalAuthority;
  readonly rights: readonly RightName[];
  readonly suite: ChipAuthenticationSuite;
}

/** @param needed rights the operation cannot do without */
export async function unlockChip(
  terminal: RightTerminal,
  can: Secret,
  lent: LentRight,
  needed: readonly RightName[],
): Promise<UnlockedChip | LentRightFailure> {
  const suite = selectChipAuthentication(terminal.card.securityInfos);
  if (!suite) {
    throw new ProtocolViolation('card-access', 'the card offers no chip authentication we can run');
  }
  const rights = [...new Set<RightName>(['can-allowed', ...needed, ...lent.rights])];
  const authority = answeringInTime(lent.authority, terminal.clock, terminal.signal);
  const unlocking = { terminal, lent, authority, rights, suite };

  const pace = await openWithCan(unlocking, can);
  if (pace.kind !== 'established') return pace;
  const channel = openSecureChannel(terminal.pace.exchange, pace.keys);
  try {
    return await authenticateBoth(unlocking, pace, channel);
  } finally {
    channel.close();
  }
}

async function openWithCan(
  { terminal: { pace }, rights }: Unlocking,
  can: Secret,
): Promise<Established | LentRightFailure> {
  const chat = encodeChat(chatAskingFor(rights));
  const statusWord = await setAuthenticationTemplate(pace, 'can', chat);
  if (statusWord !== STATUS_OK) {
    return { kind: 'terminal-not-accepted', step: 'pace.set-authentication-template', statusWord };
  }
  const outcome = await can.reveal((digits) => authenticateMutually(pace, digits));
  return outcome.kind === 'rejected'
    ? expectWrongPassword(outcome.statusWord, { kind: 'wrong-can' })
    : outcome;
}

async function authenticateBoth(
  unlocking: Unlocking,
  pace: Established,
  channel: SecureChannel,
): Promise<UnlockedChip | LentRightFailure> {
  const { terminal, lent, suite } = unlocking;
  const { path, ownKey } = await prepare(unlocking, pace);
  if (path.kind !== 'path') return path;

  const { today, minimumAge } = lent;
  const authenticated = await authenticateTerminal({
    exchange: channel.exchange,
    progress: terminal.progress,
    authority: unlocking.authority,
    certificates: path.certificates,
    terminal: path.terminal,
    idPicc: pace.idPicc,
    ephemeralKey: xCoordinate(suite.curve, ownKey.publicPoint),
    auxiliaryData: encodeAuxiliaryData({
      expiresFrom: dayOf(today),
      ...(minimumAge === undefined ? {} : { bornUntil: bornUntil(today, minimumAge) }),
    }),
  });
  if (authenticated.kind === 'refused' || authenticated.kind === 'unreachable') {
    return refusalOf(authenticated);
  }
  return authenticated.kind === 'authenticated'
    ? proveChip(unlocking, channel, ownKey)
    : authenticated;
}

/** Asks for the certificates and makes the key of chip authentication while they are on their way. */
async function prepare(
  { terminal, authority, lent, rights, suite }: Unlocking,
  { authorityReferences }: Established,
): Promise<{ path: Path | LentRightFailure; ownKey: EphemeralKey }> {
  if (authorityReferences.length === 0) {
    throw new ProtocolViolation('pace.mutual-authentication', 'the card names no trust point');
  }
  const asking = authority.chainFor(authorityReferences);
  const ownKey = generateKey(suite.curve, terminal.pace.random);
  const answer = await asking;
  terminal.progress.stopIfAbandoned();
  if (answer.kind !== 'chain') return { path: refusalOf(answer), ownKey };
  const question = { references: authorityReferences, rights, today: dayOf(lent.today) };
  const path = findCertificatePath(answer.certificates, question);
  return {
    path:
      path.kind === 'path' ? path : { kind: 'right-refused', reason: `certificates-${path.fault}` },
    ownKey,
  };
}

/**
 * EF.CardSecurity is judged while the chip selects its key, and the shared secret is computed while
 * the chip does the same.
 */
async function proveChip(
  { terminal, lent, suite }: Unlocking,
  { exchange }: SecureChannel,
  ownKey: EphemeralKey,
): Promise<UnlockedChip | LentRightFailure> {
  const cardSecurity = await readFile(exchange, EF_CARD_SECURITY, holdsWholeObject);
  if (cardSecurity.kind === 'refused') {
    const { statusWord } = cardSecurity;
    return { kind: 'terminal-not-accepted', step: 'read-card-security', statusWord };
  }
  const selecting = selectChipKey(exchange, suite);
  const judging = judgeCardSecurity(cardSecurity.bytes, lent, terminal.card.securityInfos);
  const [judged] = await Promise.all([judging, selecting]);
  if (!judged) {
    return { kind: 'chip-not-genuine', evidence: 'passive-authentication' };
  }
  const chipKey = chipPublicKey(judged.infos, suite, ownKey.publicPoint);
  const plainExchange = terminal.pace.exchange;
  const proof = await authenticateChip({ exchange, plainExchange }, suite, ownKey, chipKey);
  if (proof.kind !== 'authentic') {
    return { kind: 'chip-not-genuine', evidence: 'chip-authentication' };
  }
  return { kind: 'unlocked', channel: proof.channel, notChecked: judged.notChecked };
}

/** Asynchronous so that what it throws meets the command that is under way. */
async function judgeCardSecurity(
  file: Bytes,
  { passiveAuthentication, today }: LentRight,
  cardAccess: readonly SecurityInfo[],
): Promise<AuthenticInfos | undefined> {
  const judged = checkCardSecurity(file, passiveAuthentication, today);
  return judged.kind === 'authentic' && offerTheSame(cardAccess, judged.infos) ? judged : undefined;
}

function refusalOf(refusal: AuthorityRefusal): LentRightFailure {
  return refusal.kind === 'refused'
    ? { kind: 'right-refused', reason: refusal.reason }
    : { kind: 'authority-unreachable' };
}
