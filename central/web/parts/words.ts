import { APPROVAL_SECONDS, type FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Session } from '../../contract/staff.ts';
import type { Trouble } from '../desk/desk-state.ts';
import { secondsUntil, spanText } from '../lane/clock.ts';
import type { LaneNews } from '../lane/lane.ts';
import { isMine } from '../lane/sections.ts';
import type { Text } from '../text/index.ts';

/** Puts what the central system says into the words of a language. */

interface Saying {
  readonly text: Text;
  readonly session: Session;
  /** By the central system's clock. */
  readonly now: number;
}

export function stateWords(request: FastLaneRequest, { text, session, now }: Saying): string {
  const { states } = text;
  const { state, takenBy, approvalEndsAt } = request;
  if (state === 'taken') {
    if (isMine(request, session)) return states.mine;
    return takenBy ? states.taken(takenBy.name, takenBy.counter) : states.open;
  }
  if (state === 'approved' && approvalEndsAt !== null) {
    // The shown clock ticks once a second and may be behind by that much.
    const seconds = Math.min(secondsUntil(approvalEndsAt, now), APPROVAL_SECONDS);
    return states.approvedFor(spanText(seconds));
  }
  return states[state];
}

/** How an ended one ended: what the kiosk told says more than the state. */
export function endWords({ state, result, ticket }: FastLaneRequest, text: Text): string {
  const ending = result === null ? endOf(state, text) : resultWords(result, text);
  return ticket === 'served' ? `${ending}, ${text.states.served}` : ending;
}

/** Null where it begins anew. */
export function continuesWords({ continues }: FastLaneRequest, { queue }: Text): string | null {
  if (continues === null) return null;
  const { ticket, note } = continues;
  const { continuing } = queue;
  return note === null ? continuing.continues(ticket) : continuing.continuesNote(ticket, note);
}

export function documentWords(documentType: string | null, text: Text): string {
  if (documentType === null) return text.panel.documentUnknown;
  return lookUp(text.documents, documentType) ?? text.otherDocument(documentType);
}

export function troubleWords(trouble: Trouble, text: Text): string {
  const { trouble: words, signIn } = text;
  switch (trouble.kind) {
    case 'refused': {
      const { code, callSign } = trouble;
      const ofRequest = callSign === null ? undefined : words.refusedRequest[code]?.(callSign);
      return ofRequest ?? words.refused[code] ?? words.other(code);
    }
    case 'locked':
      return signIn.locked;
    case 'notice':
      return text.queue.notices[trouble.notice](trouble.ticket ?? '');
    case 'unanswered':
      return words.unanswered(trouble.callSign);
    default:
      return words[trouble.kind];
  }
}

export function newsWords(news: LaneNews, text: Text): string {
  switch (news.kind) {
    case 'arrived': {
      const { callSign, service, kiosk } = news.request;
      return text.news.arrived(callSign, text.services[service], kiosk.name);
    }
    case 'escalated':
      return text.news.escalated(news.request.callSign);
    case 'alarm':
      return text.news.alarm(text.alarmKinds[news.alarm.kind].title);
  }
}

function endOf(state: FastLaneRequest['state'], { states }: Text): string {
  return state === 'used' ? states.unknown : states[state === 'taken' ? 'closed' : state];
}

function resultWords(result: string, text: Text): string {
  return lookUp(text.results, result) ?? text.otherResult(result);
}

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
