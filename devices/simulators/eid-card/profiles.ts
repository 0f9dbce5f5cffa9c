import { type Bytes, fromHex } from '../../kit/bytes.ts';
import type { CardState } from './card-memory.ts';
import { FULL_RETRY_COUNTER, PUK_USES } from './pin-rules.ts';
import type { SuiteName } from './suites.ts';

/** The cards that exist: data only. A variation is a copy with some fields replaced. */

export interface EidCardProfile {
  readonly kind: 'eid';
  readonly atr: Bytes;
  readonly can: string;
  readonly puk: string;
  /** Document number, date of birth and date of expiry, each with its check digit. */
  readonly mrzInformation: string;
  /** Standardized domain parameters, TR-03110-3 table 4. */
  readonly parameterId: number;
  readonly suite: SuiteName;
  readonly state: CardState;
}

/** A card that speaks the language of card readers but is no identity card. */
export interface OtherCardProfile {
  readonly kind: 'bank' | 'garbage';
  readonly atr: Bytes;
}

export type CardProfile = EidCardProfile | OtherCardProfile;

export type EidProfileName =
  | 'ready'
  | 'transport-pin'
  | 'two-tries-left'
  | 'one-try-left'
  | 'blocked'
  | 'puk-spent'
  | 'function-off';

export type ProfileName = EidProfileName | 'bank-card' | 'garbage';

const READY: EidCardProfile = {
  kind: 'eid',
  atr: fromHex('3B8A80018031F873F741E082900075'),
  can: '500540',
  puk: '9876543210',
  // The holder of the worked example in ICAO Doc 9303-11 appendix G.
  mrzInformation: 'T22000129364081251010318',
  parameterId: 13,
  suite: 'aes-128',
  state: {
    pin: '123456',
    pinActive: true,
    retryCounter: FULL_RETRY_COUNTER,
    pukCounter: PUK_USES,
    transportPin: false,
  },
};

function readyBut(difference: Partial<CardState>): EidCardProfile {
  return { ...READY, state: { ...READY.state, ...difference } };
}

export const CARD_PROFILES: Readonly<
  Record<EidProfileName, EidCardProfile> & Record<'bank-card' | 'garbage', OtherCardProfile>
> = {
  ready: READY,
  'transport-pin': readyBut({ pin: '12345', transportPin: true }),
  'two-tries-left': readyBut({ retryCounter: 2 }),
  'one-try-left': readyBut({ retryCounter: 1 }),
  blocked: readyBut({ retryCounter: 0 }),
  'puk-spent': readyBut({ retryCounter: 0, pukCounter: 0 }),
  'function-off': readyBut({ pinActive: false }),
  'bank-card': { kind: 'bank', atr: fromHex('3B8E80018031806584666901027F83009000BF') },
  garbage: { kind: 'garbage', atr: fromHex('3B888001E1F35E1177830000A0') },
};

export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(CARD_PROFILES, name);
}
