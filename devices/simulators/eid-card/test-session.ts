import { type Bytes, NO_BYTES } from '../../kit/bytes.ts';
import { createTestPki, type TestPki } from '../test-pki/test-pki.ts';
import type { CardState } from './card-memory.ts';
import { CARD_PROFILES, type EidCardProfile } from './profiles.ts';
import { createSimulatedCard, type SimulatedEidCard } from './simulated-card.ts';
import { TestTerminal } from './test-terminal.ts';
import { chatOf, EacTerminal } from './test-terminal-eac.ts';

/** Cards of one day with the authority of that day, for tests. */

export const TODAY = new Date('2026-11-23T10:00:00Z');
export const pki: TestPki = createTestPki({ today: TODAY });
/** PIN management, CAN allowed, and all data groups that a kiosk may ask for. */
const KIOSK_RIGHTS = '010100DD3F';
export const KIOSK_TERMINAL = pki.terminal([
  'pin-management',
  'can-allowed',
  'age-verification',
  'community-id-verification',
  'privileged-terminal',
  'restricted-identification',
  ...[1, 3, 4, 5, 7, 8, 17].map((group) => `read-dg${group}`),
]);
export const CHAIN: readonly Bytes[] = [pki.dv.certificate, KIOSK_TERMINAL.certificate];

export interface Inserted {
  readonly card: SimulatedEidCard;
  readonly saved: CardState[];
  readonly terminal: TestTerminal;
  readonly eac: EacTerminal;
}

export function insert(profile: EidCardProfile = CARD_PROFILES.ready): Inserted {
  const saved: CardState[] = [];
  const card = createSimulatedCard(profile, {
    today: TODAY,
    onStateChange: (state) => saved.push(state),
  });
  const terminal = new TestTerminal((command) => card.transmit(command), profile);
  return { card, saved, terminal, eac: new EacTerminal(terminal) };
}

/** Inserted, and PACE run with the CAN and this CHAT. */
export function afterPace(profile?: EidCardProfile, rights = KIOSK_RIGHTS): Inserted {
  const inserted = insert(profile);
  const { final } = inserted.terminal.pace('can', CARD_PROFILES.ready.can, chatOf(rights));
  if (final !== 0x9000) throw new Error(`PACE ended with ${final.toString(16)}`);
  return inserted;
}

export interface TerminalPlan {
  readonly rights?: string;
  readonly auxiliary?: Bytes;
  readonly chain?: readonly Bytes[];
}

export function afterTerminalAuthentication(
  profile?: EidCardProfile,
  { rights, auxiliary = NO_BYTES, chain = CHAIN }: TerminalPlan = {},
): Inserted {
  const inserted = afterPace(profile, rights);
  const status = inserted.eac.authenticateTerminal(chain, KIOSK_TERMINAL, auxiliary);
  if (status !== 0x9000) throw new Error(`terminal authentication: ${status.toString(16)}`);
  return inserted;
}

/** Everything proved: the channel in which the rights count. */
export function afterEverything(profile?: EidCardProfile, plan?: TerminalPlan): Inserted {
  const inserted = afterTerminalAuthentication(profile, plan);
  const { status, isTokenRight } = inserted.eac.proveChip();
  if (status !== 0x9000 || isTokenRight !== true) throw new Error('chip authentication');
  return inserted;
}
