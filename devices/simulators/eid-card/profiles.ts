import { type Bytes, fromHex } from '../../kit/bytes.ts';
import type { CardState } from './card-memory.ts';
import type { Holder } from './document.ts';
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
  readonly holder: Holder;
  /** Whose certificates the chip believes: the test authority's, or one that nobody has. */
  readonly trustAnchor: 'test' | 'foreign';
  /** The day that the chip knows of, counted from the day on which the card is made. */
  readonly chipDaysAhead: number;
  readonly flaw: 'none' | 'copied-chip' | 'broken-card-security';
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
  | 'function-off'
  | 'function-off-blocked'
  | 'expired'
  | 'residence-permit'
  | 'eu-citizen'
  | 'wrong-trust-anchor'
  | 'certificate-expired'
  | 'clone'
  | 'broken-card-security'
  | 'too-young';

export type ProfileName = EidProfileName | 'bank-card' | 'garbage';

/** The holder of the AusweisApp test card. */
const ERIKA: Holder = {
  documentType: 'ID',
  givenNames: 'ERIKA',
  familyNames: 'MUSTERMANN',
  birthName: 'GABLER',
  born: '19640812',
  placeOfBirth: 'BERLIN',
  nationality: 'D',
  sex: 'F',
  residence: { street: 'HEIDESTRA\u1E9EE 17', city: 'K\u00D6LN', zipcode: '51147' },
  municipality: '02760503150000',
  residencePermit: undefined,
  validForDays: 1_200,
};

const READY: EidCardProfile = {
  kind: 'eid',
  atr: fromHex('3B8A80018031F873F741E082900075'),
  can: '500540',
  puk: '9876543210',
  // The holder of the worked example in ICAO Doc 9303-11 appendix G.
  mrzInformation: 'T22000129364081251010318',
  parameterId: 13,
  suite: 'aes-128',
  holder: ERIKA,
  trustAnchor: 'test',
  chipDaysAhead: 0,
  flaw: 'none',
  state: {
    pin: '123456',
    pinActive: true,
    retryCounter: FULL_RETRY_COUNTER,
    pukCounter: PUK_USES,
    transportPin: false,
  },
};

function heldBy(difference: Partial<Holder>): EidCardProfile {
  return { ...READY, holder: { ...ERIKA, ...difference } };
}

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
  'function-off-blocked': readyBut({ pinActive: false, retryCounter: 0 }),
  expired: heldBy({ validForDays: -30 }),
  'residence-permit': heldBy({
    documentType: 'AR',
    givenNames: 'ELIF',
    familyNames: 'DEMIR',
    birthName: '',
    placeOfBirth: 'IZMIR',
    nationality: 'TUR',
    residencePermit: 'NIEDERLASSUNGSERLAUBNIS',
  }),
  'eu-citizen': heldBy({
    documentType: 'UB',
    givenNames: 'MARIE',
    familyNames: 'DUPONT',
    birthName: '',
    placeOfBirth: 'LYON',
    nationality: 'FRA',
  }),
  'wrong-trust-anchor': { ...READY, trustAnchor: 'foreign' },
  'certificate-expired': { ...READY, chipDaysAhead: 120 },
  clone: { ...READY, flaw: 'copied-chip' },
  'broken-card-security': { ...READY, flaw: 'broken-card-security' },
  'too-young': heldBy({ born: { yearsAgo: 15 } }),
  'bank-card': { kind: 'bank', atr: fromHex('3B8E80018031806584666901027F83009000BF') },
  garbage: { kind: 'garbage', atr: fromHex('3B888001E1F35E1177830000A0') },
};

export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(CARD_PROFILES, name);
}
