import type { LaneKeyAction } from '../keys/key-map.ts';
import { neighbourOf, nextToAnswer, type Sections, sectionsOf } from '../lane/sections.ts';
import type { Desk, DeskView } from './desk.ts';
import { chosenIn } from './desk-state.ts';

/** What a key does; help and the way to another page are the page's own. */
export function press(desk: Desk, action: LaneKeyAction): void {
  const view = desk.current();
  switch (action.kind) {
    case 'move': {
      const { running, tickets } = sectionsIn(view);
      const ids = [...running, ...tickets].map(({ id }) => id);
      desk.moveTo(neighbourOf(ids, view.chosen, action.step));
      break;
    }
    case 'tick':
      desk.tick(action.index);
      break;
    case 'answer':
      void desk.answer('approve', nextIn(view));
      break;
    case 'refuse':
      void desk.answer('refuse', nextIn(view));
      break;
    case 'give-back':
      void desk.giveBack();
      break;
    case 'back':
      goBack(desk, view);
      break;
    case 'sound':
      desk.prefer({ sound: !view.preferences.sound });
  }
}

function goBack(desk: Desk, { trouble, work, chosen }: DeskView): void {
  if (trouble) desk.dismiss();
  else if (work?.mode === 'refuse') desk.setMode('approve');
  else desk.moveTo(chosen);
}

function nextIn(view: DeskView) {
  const { who } = view;
  if (who.kind !== 'signed-in') return null;
  return nextToAnswer(sectionsIn(view), chosenIn(view), who.session);
}

function sectionsIn({ lane, clockOffsetMs }: DeskView): Sections {
  if (lane === null) return { running: [], tickets: [], ended: [] };
  return sectionsOf(lane, Date.now() + clockOffsetMs);
}
