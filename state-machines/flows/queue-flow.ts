import type { Topic } from '../../config/catalogue.ts';
import type { Language } from '../../config/languages.ts';
import { timeInWords } from '../branch-time.ts';
import type { FlowInput } from '../parts/flow-end.ts';
import type { CheckInOutcome, NotGiven, OfferedService } from '../ports/queue.ts';
import type { Named, QueueNotice, Screen, ScreenAction } from '../views.ts';

/** What both flows of the queue say alike. */

/** Why there is no ticket, and the time, the holiday or the branch's words about it. */
export interface Refusal {
  readonly notice: QueueNotice;
  readonly about: string | null;
}

export function named({ id, title }: Pick<Topic, 'id' | 'title'>, language: Language): Named {
  return { id, title: title[language] };
}

export function isTakeable({ open, ticketsLeft }: OfferedService): boolean {
  return open.kind === 'open' && ticketsLeft !== 0;
}

export function queueNoticeScreen(refusal: Refusal, actions: readonly ScreenAction[]): Screen {
  return { name: 'queue-notice', ...refusal, actions };
}

type NotCheckedIn = Exclude<CheckInOutcome, { kind: 'given' }>;

export function refusalOf(
  outcome: NotGiven | NotCheckedIn,
  context: Pick<FlowInput, 'language' | 'timeZone' | 'codeForm'>,
): Refusal {
  const { language, timeZone } = context;
  switch (outcome.kind) {
    case 'not-open':
      return notOpen(outcome.open);
    case 'no-tickets-left':
      return { notice: 'no-tickets-left', about: null };
    case 'unknown-code':
      return unknownCode(context);
    case 'too-early':
      return { notice: 'too-early', about: timeInWords(outcome.opensAt, language, timeZone) };
    case 'over':
      return { notice: 'appointment-over', about: timeInWords(outcome.at, language, timeZone) };
    case 'unreachable':
      return { notice: 'queue-unreachable', about: null };
    case 'not-admitted':
      return { notice: 'queue-not-admitted', about: null };
  }
}

export function unknownCode({ codeForm }: Pick<FlowInput, 'codeForm'>): Refusal {
  return { notice: codeForm === 'scanned-only' ? 'unknown-scan' : 'unknown-code', about: null };
}

function notOpen(open: OfferedService['open']): Refusal {
  switch (open.kind) {
    case 'not-yet':
      return { notice: 'not-yet-open', about: open.opensAt };
    case 'closed-day':
      return { notice: 'closed-day', about: open.name };
    case 'switched-off':
      return { notice: 'switched-off', about: open.text };
    default:
      return { notice: 'closed', about: null };
  }
}
