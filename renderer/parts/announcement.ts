import type { Text } from '../../config/text/index.ts';
import type { VisitorView } from '../../main/contract/visitor.ts';
import type { Screen } from '../../state-machines/views.ts';
import { laneShown } from './lane-shown.ts';
import { isQueueTask } from './queue-task.ts';
import { triesShown } from './tries-shown.ts';

/**
 * What a screen reader says when something changes without a new screen. No secret is ever among
 * it, only how much of it was typed.
 */
export function announcement({ screen, idleSecondsLeft }: VisitorView, text: Text): string {
  if (idleSecondsLeft !== undefined) {
    const isTold = idleSecondsLeft % COUNTDOWN_TOLD_EVERY_SECONDS === 0;
    return isTold ? text.idle.secondsLeft(idleSecondsLeft) : '';
  }
  const tries = triesShown(screen);
  const triesLeft = tries === undefined ? '' : text.frame.triesLeft(tries);
  switch (screen.name) {
    case 'enter-secret':
      if (screen.digits === 0) return triesLeft;
      return text.entry.typed(screen.digits, screen.minimum, screen.maximum);
    case 'working':
      return isQueueTask(screen.task)
        ? text.working.wait
        : `${text.working.wait} ${text.working.keepCard}`;
    // No secrets: who does not see the screen hears what is there.
    case 'find-topic':
      if (screen.typed === '') return '';
      return [screen.typed, ...screen.found.map(({ title }) => title)].join('. ');
    case 'enter-code':
      if (screen.typed === '') return '';
      return `${[...screen.typed].join(' ')}. ${text.queue.code.typed(screen.typed.length, screen.length)}`;
    case 'ticket':
      return `${text.queue.ticket.title}: ${screen.ticket.number}. ${text.queue.ticket.slip[screen.slip].join(' ')}`;
    case 'take-card':
      return text.takeCard[screen.forgotten ? 'forgotten' : 'now'].title;
    default:
      return triesLeft;
  }
}

/**
 * What becomes of the request, in a region of its own: with the digits in the same one, each digit
 * would repeat it.
 */
export function laneAnnouncement(screen: Screen, { fastLane }: Text): string {
  const lane = laneShown(screen);
  return lane ? `${fastLane.callSign}: ${lane.callSign}. ${fastLane.status[lane.status]}` : '';
}

const COUNTDOWN_TOLD_EVERY_SECONDS = 10;
