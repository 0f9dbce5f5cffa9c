import type { TerminalAuthority } from '../../../devices/eid/terminal-authority.ts';
import type { LentRight } from '../../../devices/eid/unlock-chip.ts';
import { asciiBytes } from '../../../devices/kit/bytes.ts';
import { Secret } from '../../../devices/kit/secret.ts';
import type { CardState } from '../../../devices/simulators/eid-card/card-memory.ts';
import {
  CARD_PROFILES,
  type EidProfileName,
} from '../../../devices/simulators/eid-card/profiles.ts';
import {
  createSimulatedCard,
  type Pull,
  type SimulatedEidCard,
} from '../../../devices/simulators/eid-card/simulated-card.ts';
import { createTestPki } from '../../../devices/simulators/test-pki/test-pki.ts';
import type { SetPinByRightOutcome } from '../../../state-machines/ports/card.ts';
import { authorityOver } from './lent-authority.ts';

/** What the fast lane is given, which commands it takes, and what is to come of it. */

export const TODAY = new Date('2026-11-23T12:00:00Z');
export const NEW_PIN = '271828';
export const SECRETS = {
  can: new Secret(asciiBytes(CARD_PROFILES.ready.can)),
  newPin: new Secret(asciiBytes(NEW_PIN)),
};

export const pki = createTestPki({ today: TODAY });
export const TERMINAL = pki.terminal([
  'pin-management',
  'can-allowed',
  'age-verification',
  'read-dg1',
]);
export const LENT = lentBy(authorityOver({ dv: pki.dv, terminal: TERMINAL }));

/** Every command of an activation with a new PIN: its instruction and what it is for. */
export const COMMANDS = [
  ['A4', 'master file'],
  ['B0', 'EF.CardAccess'],
  ['B0', 'EF.DIR'],
  ['22', 'state of the PIN'],
  ['22', 'PACE with the CAN and the rights'],
  ['86', 'nonce'],
  ['86', 'mapping'],
  ['86', 'key agreement'],
  ['86', 'tokens'],
  ['22', 'trust point'],
  ['2A', 'certificate of the document verifier'],
  ['22', 'document verifier'],
  ['2A', 'certificate of the terminal'],
  ['22', 'terminal authentication'],
  ['84', 'challenge'],
  ['82', 'signature of the authority'],
  ['B0', 'EF.CardSecurity'],
  ['22', 'chip authentication'],
  ['86', 'key agreement'],
  ['A4', 'eID application'],
  ['20', 'end of validity'],
  ['20', 'age'],
  ['B0', 'document type'],
  ['44', 'ACTIVATE'],
  ['2C', 'RESET RETRY COUNTER'],
  ['A4', 'master file, after a reset of the card'],
  ['22', 'PACE with the new PIN'],
  ['86', 'nonce'],
  ['86', 'mapping'],
  ['86', 'key agreement'],
  ['86', 'tokens'],
] as const;

export type Purpose = (typeof COMMANDS)[number][1];

/** Which command, counted from 1, is the first for this purpose. */
export function placeOf(wanted: Purpose): number {
  return COMMANDS.findIndex(([, purpose]) => purpose === wanted) + 1;
}

const ACTIVATE = placeOf('ACTIVATE');
const SET_PIN = placeOf('RESET RETRY COUNTER');
const PROOF = placeOf('PACE with the new PIN');

export function lentBy(authority: TerminalAuthority): LentRight {
  return {
    authority,
    rights: ['read-dg1'],
    minimumAge: 16,
    today: TODAY,
    passiveAuthentication: {
      mode: 'required',
      documentSigners: [],
      countryCertificates: [pki.csca],
    },
  };
}

export function cardOf(profile: EidProfileName, pull?: Pull): SimulatedEidCard {
  return createSimulatedCard(CARD_PROFILES[profile], { today: TODAY, ...(pull ? { pull } : {}) });
}

export function ok(facts: { activated: boolean; documentType?: string }): SetPinByRightOutcome {
  return { kind: 'ok', documentType: 'ID', notChecked: [], ...facts };
}

/** What a card of this profile holds once the fast lane is through. */
export function renewed(profile: EidProfileName): CardState {
  const { state } = CARD_PROFILES[profile];
  return { ...state, pin: NEW_PIN, pinActive: true, retryCounter: 3, transportPin: false };
}

/** What can truthfully be said of a card that went away at this command. */
export function toldOf(atCommand: number): SetPinByRightOutcome {
  return {
    kind: 'card-removed',
    newPin: atCommand < SET_PIN ? 'not-set' : 'unknown',
    ...(atCommand === ACTIVATE ? { eidFunction: 'unknown' } : {}),
    ...(atCommand > ACTIVATE ? { eidFunction: 'activated' } : {}),
    // The chip's answer to the first command of PACE tells it, and the last one may change it.
    ...(atCommand > PROOF && atCommand < COMMANDS.length ? { triesLeft: 3 } : {}),
  };
}

/** What a card whose function was off holds after so many commands. */
export function stateAfter(profile: EidProfileName, commands: number): CardState {
  if (commands >= SET_PIN) return renewed(profile);
  return { ...CARD_PROFILES[profile].state, pinActive: commands >= ACTIVATE };
}
