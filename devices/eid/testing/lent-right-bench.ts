import type { CardStepJournal } from '../../../state-machines/ports/card.ts';
import { asciiBytes, type Bytes, concat } from '../../kit/bytes.ts';
import { CardLinkError, type CardReader } from '../../kit/card-reader.ts';
import type { Clock } from '../../kit/clock.ts';
import { Secret } from '../../kit/secret.ts';
import { CARD_PROFILES, type EidCardProfile } from '../../simulators/eid-card/profiles.ts';
import {
  CardPulled,
  createSimulatedCard,
  type Pull,
  type SimulatedEidCard,
} from '../../simulators/eid-card/simulated-card.ts';
import { createTestPki } from '../../simulators/test-pki/test-pki.ts';
import { curveByOid, signEcdsa } from '../primitives/ecdsa.ts';
import { createEidTerminal, type EidTerminal } from '../terminal.ts';
import type { TerminalAuthority, TerminalChallenge } from '../terminal-authority.ts';
import type { LentRight } from '../unlock-chip.ts';

/** A simulated card, a terminal and an authority with the certificates that the card believes. */

const TODAY = new Date('2026-11-23T12:00:00Z');
export const secret = (digits: string): Secret => new Secret(asciiBytes(digits));
export const CAN = secret('500540');
export const NEW_PIN = secret('271828');

const pki = createTestPki({ today: TODAY });
const BRAINPOOL_P256 = curveByOid('1.3.36.3.3.2.8.1.1.7');

/** What the chip says, or what a liar makes of it. */
export type Lie = (answer: Uint8Array, command: Uint8Array) => Uint8Array;

export interface BenchOptions {
  readonly pull?: Pull;
  readonly lie?: Lie;
  readonly atCommand?: number;
  readonly clock?: Clock;
  readonly granted?: readonly string[];
}

export interface LentRightBench {
  readonly terminal: EidTerminal;
  readonly card: SimulatedEidCard;
  readonly lent: LentRight;
  readonly journal: CardStepJournal;
  /** Instructions of all commands, e.g. `2C`. */
  readonly instructions: string[];
  readonly steps: string[];
  readonly challenges: TerminalChallenge[];
}

const EVERYTHING_NEEDED = [
  'pin-management',
  'can-allowed',
  'age-verification',
  'read-dg1',
  'read-dg4',
  'read-dg17',
];

export function createBench(
  profile: EidCardProfile = CARD_PROFILES['function-off'],
  { granted = EVERYTHING_NEEDED, clock, ...options }: BenchOptions = {},
): LentRightBench {
  const card = createSimulatedCard(profile, {
    today: TODAY,
    ...(options.pull ? { pull: options.pull } : {}),
  });
  const instructions: string[] = [];
  const steps: string[] = [];
  const challenges: TerminalChallenge[] = [];
  card.insert();
  const reader = readerWith(card, instructions, options);
  return {
    terminal: createEidTerminal({ reader, ...(clock ? { clock } : {}) }),
    card,
    lent: {
      authority: authorityOver(granted, challenges),
      rights: ['read-dg1'],
      minimumAge: 16,
      today: TODAY,
      passiveAuthentication: {
        mode: 'required',
        documentSigners: [],
        countryCertificates: [pki.csca],
      },
    },
    journal: {
      begun: (step) => steps.push(`${step} begun`),
      ended: (step, ending) => steps.push(`${step} ${ending}`),
    },
    instructions,
    steps,
    challenges,
  };
}

function authorityOver(granted: readonly string[], challenges: TerminalChallenge[]) {
  const terminal = pki.terminal(granted);
  const certificates = [pki.dv.certificate, terminal.certificate];
  const authority: TerminalAuthority = {
    chainFor: async () => ({ kind: 'chain', certificates }),
    sign: async (challenge) => {
      challenges.push(challenge);
      return { kind: 'signature', signature: sign(challenge, terminal.privateKey) };
    },
  };
  return authority;
}

function sign(challenge: TerminalChallenge, privateKey: Bytes): Bytes {
  if (!BRAINPOOL_P256) throw new RangeError('the curve is there');
  const { idPicc, challenge: nonce, ephemeralKey, auxiliaryData } = challenge;
  const message = concat(idPicc, nonce, ephemeralKey, auxiliaryData);
  return signEcdsa(BRAINPOOL_P256, 'SHA-256', message, privateKey);
}

function readerWith(
  card: SimulatedEidCard,
  instructions: string[],
  { lie, atCommand }: BenchOptions,
): CardReader {
  const transmit = async (command: Uint8Array): Promise<Uint8Array> => {
    instructions.push((command[1] ?? 0).toString(16).toUpperCase().padStart(2, '0'));
    try {
      const answer = card.transmit(command);
      return lie && instructions.length === atCommand ? lie(answer, command) : answer;
    } catch (cause) {
      if (!(cause instanceof CardPulled)) throw cause;
      card.remove();
      throw new CardLinkError('card-removed', 'the card was taken away', cause);
    }
  };
  return {
    watch: () => () => {},
    connect: async () => {
      card.powerOn();
      return { transmit, release: async () => card.reset() };
    },
    close: () => {},
  };
}
