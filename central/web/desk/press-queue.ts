import type { QueueEntry } from '../../contract/queue.ts';
import type { QueueKeyAction } from '../keys/key-map.ts';
import { neighbourOf } from '../lane/sections.ts';
import { sectionsAt } from '../queue/calling-state.ts';
import { rowsOf } from '../queue/queue-sections.ts';
import { type StepKind, stepsWith } from '../queue/steps.ts';
import type { Desk, DeskView } from './desk.ts';
import { counterIn } from './desk-state.ts';
import { press } from './press.ts';

/** What a key does on the queue's page. */

/** What opens over the page. */
export type QueueDialog =
  | { readonly kind: 'ticket' | 'search' | 'appointments' | 'issuing' }
  | { readonly kind: 'park' | 'forward' | 'cancel'; readonly entry: QueueEntry };

export interface QueuePageEnds {
  readonly openDialog: (dialog: QueueDialog) => void;
  readonly openHelp: () => void;
  readonly showLane: () => void;
}

export function pressInQueue(desk: Desk, action: QueueKeyAction, page: QueuePageEnds): void {
  const view = desk.current();
  const { kind } = action;
  switch (kind) {
    case 'help':
      page.openHelp();
      break;
    case 'ticket':
    case 'search':
    case 'appointments':
    case 'issuing':
      page.openDialog({ kind });
      break;
    case 'answer':
      page.showLane();
      press(desk, { kind });
      break;
    case 'sound':
      press(desk, { kind });
      break;
    case 'next':
      void desk.calling.next();
      break;
    case 'pause':
      void desk.calling.togglePause();
      break;
    case 'move': {
      const ids = rowsOf(sectionsIn(view)).map(({ id }) => id);
      desk.calling.moveTo(neighbourOf(ids, view.calling.chosen, action.step));
      break;
    }
    case 'back':
      if (view.trouble) desk.dismiss();
      else desk.calling.moveTo(view.calling.chosen);
      break;
    default:
      takeStep(desk, sectionsIn(view).inHand, kind, page);
  }
}

/** Nothing where the entry's state does not offer it: a key too many does no harm. */
export function takeStep(
  desk: Desk,
  entry: QueueEntry | null,
  step: StepKind,
  { openDialog }: Pick<QueuePageEnds, 'openDialog'>,
): void {
  const counterId = counterIn(desk.current())?.id ?? null;
  if (entry === null || !stepsWith(entry, counterId).includes(step)) return;
  if (step === 'park' || step === 'forward' || step === 'cancel') {
    openDialog({ kind: step, entry });
  } else if (step === 'prefer') {
    void desk.calling.step(entry, { kind: step, preferred: !entry.preferred });
  } else void desk.calling.step(entry, { kind: step });
}

/** By the central system's clock, as it was when something was last heard or pressed. */
function sectionsIn({ calling, clockOffsetMs, who }: DeskView) {
  const counter = who.kind === 'signed-in' ? who.session.counter : null;
  const now = Date.now() + clockOffsetMs;
  return sectionsAt(calling, { counterId: counter?.id ?? null, now });
}
