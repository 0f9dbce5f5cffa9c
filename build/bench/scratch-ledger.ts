import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../main/ledger/ledger.ts';
import type { CardStepJournal } from '../../state-machines/ports/card.ts';

/** The terminal's real ledger on this machine's disk, for one measurement. */
export interface ScratchLedger {
  readonly journal: CardStepJournal;
  remove(): void;
}

const TRANSACTION = 'bench';

export function openScratchLedger(): ScratchLedger {
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-bench-'));
  const ledger = openLedger({ file: join(folder, 'ledger.sqlite'), now: () => Date.now() });
  ledger.open({ id: TRANSACTION, service: 'change-pin' });
  return {
    journal: {
      begun: (step) => ledger.stepBegun(TRANSACTION, step),
      ended: (step, ending) => ledger.stepEnded(TRANSACTION, step, ending),
    },
    remove() {
      ledger.shut();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
