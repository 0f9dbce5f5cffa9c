import { FAST_LANE_SERVICES } from '../../central/contract/fast-lane.ts';
import {
  type AuthorityOption,
  type DeskAuthority,
  DeskAuthorityError,
} from '../../devices/eid/cli-authority.ts';
import { systemClock } from '../../devices/kit/clock.ts';
import { LedgerError } from '../ledger/ledger-error.ts';
import { noteLedgerFault } from '../ledger/ledger-fault.ts';
import { dataFolder, openProcessFiles, type ProcessFiles } from '../process-files.ts';
import { connectCentral } from '../sync/central.ts';
import { readKioskIdentity } from '../sync/kiosk-identity.ts';
import { SyncError } from '../sync/sync-error.ts';
import { withFastLane } from './approved-errand.ts';
import { openFreeLedger } from './free-ledger.ts';

/**
 * The central system as a desk's authority: it lends a right for one command, once a counter has
 * approved it. The desk is enrolled like a terminal, and keeps a ledger like one.
 */
export const CENTRAL_AUTHORITY: AuthorityOption = {
  option: 'central',
  type: 'boolean',
  lendsFor: FAST_LANE_SERVICES,
  settles: ['minimum-age'],
  usage: `With --central, once a counter has approved it, at the central system where this desk is enrolled
(npm run -s kiosk -- enrol; a desk shares neither the enrolment nor the data folder of a terminal):`,
  async open() {
    try {
      return openDesk(openProcessFiles(dataFolder()));
    } catch (cause) {
      if (!(cause instanceof SyncError || cause instanceof LedgerError)) throw cause;
      throw new DeskAuthorityError(cause.message, { cause });
    }
  },
};

function openDesk({ identityFile, ledgerFile, log }: ProcessFiles): DeskAuthority {
  const identity = readKioskIdentity(identityFile);
  if (!identity) {
    throw new DeskAuthorityError(
      'This desk is not enrolled at a central system. Have a code made, and enrol with ' +
        'npm run -s kiosk -- enrol --central URL --code XXXXXXXX.',
    );
  }
  const ledger = openFreeLedger(ledgerFile);
  for (const { transactionId, service, lastStep, cardMayHaveChanged } of ledger.interrupted) {
    log('transaction.interrupted', { transactionId, lastStep, cardMayHaveChanged });
    if (cardMayHaveChanged) {
      tell(`An earlier ${service} (${transactionId}) was cut off; it may have changed its card.`);
    }
  }
  return {
    lendFor(errand, use) {
      const { passiveAuthentication } = errand.terms;
      const onLedgerFault = (error: unknown): void => noteLedgerFault(log, error);
      const connect = () =>
        connectCentral({
          ...{ identity, clock: systemClock, passiveAuthentication },
          ...{ ledger, log, onLedgerFault },
        });
      return withFastLane({ ledger, log, connect, clock: systemClock, tell }, errand, use);
    },
    close: ledger.shut,
  };
}

function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
