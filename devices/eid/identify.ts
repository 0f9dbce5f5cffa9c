import type { Exchange } from '../card/exchange.ts';
import {
  EF_CARD_ACCESS,
  EF_DIRECTORY,
  holdsWholeObject,
  namesEidApplication,
  readFile,
} from './card-files.ts';
import { type PaceSuite, selectPaceSuite } from './pace.ts';
import { decodeAt, ProtocolViolation } from './protocol-violation.ts';
import { decodeSecurityInfos, type SecurityInfo } from './security-infos.ts';

/** A German eID card: it names the eID application and offers a PACE this terminal can run. */
export interface EidCard {
  readonly suite: PaceSuite;
  readonly securityInfos: readonly SecurityInfo[];
}

/**
 * Reads the card, with its master file selected.
 *
 * @returns `undefined` for a card that is something else
 */
export async function identify(exchange: Exchange): Promise<EidCard | undefined> {
  const cardAccess = await readFile(exchange, EF_CARD_ACCESS, holdsWholeObject);
  if (cardAccess.kind === 'refused') return undefined;
  const directory = await readFile(exchange, EF_DIRECTORY, namesEidApplication);
  if (directory.kind === 'refused' || !namesEidApplication(directory.bytes)) return undefined;
  const securityInfos = decodeAt('card-access', () => decodeSecurityInfos(cardAccess.bytes));
  const suite = selectPaceSuite(securityInfos);
  if (!suite) throw new ProtocolViolation('card-access', 'the card offers no PACE we can run');
  return { suite, securityInfos };
}
