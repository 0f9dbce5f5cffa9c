import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import { useShown } from '../desk/use-desk.ts';
import { secondsSince, spanText } from '../lane/clock.ts';
import { Button } from './button.tsx';
import { continuesWords, documentWords } from './words.ts';

export interface RequestRowProps {
  readonly request: FastLaneRequest;
  readonly state: string;
  /** By the central system's clock. */
  readonly now: number;
  /** The one row of the list that Tab reaches. */
  readonly isEntry: boolean;
}

/** A request in the list: a mouse chooses it, Enter also takes it. */
export function RequestRow({ request, state, now, isEntry }: RequestRowProps) {
  const { desk, view, text } = useShown();
  const { id, callSign, escalated, ticket } = request;
  const isTicket = ticket === 'waiting';
  const continues = continuesWords(request, text);
  const isUrgent = escalated && (request.state === 'open' || request.state === 'taken');
  return (
    <li className={`row ${isUrgent ? 'row--urgent' : ''} row--${request.state}`}>
      <button
        type="button"
        className="row-main"
        data-row={id}
        tabIndex={isEntry ? 0 : -1}
        aria-current={view.chosen === id}
        onClick={() => desk.choose(id)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.repeat) return;
          event.preventDefault();
          void desk.answer('approve', request);
        }}
      >
        <span className="row-sign">{callSign}</span>
        <span className="row-text">
          <span className="row-service">{text.services[request.service]}</span>
          <span className="row-facts">{factsOf(request, text).join(' · ')}</span>
          {continues !== null && <span className="row-note">{continues}</span>}
          <Badges request={request} isUrgent={isUrgent} />
        </span>
        <span className="row-side">
          <span className="row-time">
            <span className="kern-sr-only">{text.lane.waiting} </span>
            {spanText(secondsSince(request.openedAt, now))}
          </span>
          <span className="row-state">{state}</span>
        </span>
      </button>
      {isTicket && (
        <Button
          look="secondary"
          label={text.lane.servedLabel(callSign)}
          onPress={() => void desk.serve(request)}
        >
          {text.lane.served}
        </Button>
      )}
    </li>
  );
}

function Badges({ request, isUrgent }: { request: FastLaneRequest; isUrgent: boolean }) {
  const { lane } = useShown().text;
  const { attempt, activated } = request;
  const badges = [
    ...(isUrgent ? [{ words: `! ${lane.escalated}`, look: 'badge badge--urgent' }] : []),
    ...(attempt > 1 ? [{ words: lane.attempt(attempt), look: 'badge' }] : []),
    ...(activated ? [{ words: lane.activated, look: 'badge' }] : []),
  ];
  if (badges.length === 0) return null;
  return (
    <span className="row-badges">
      {badges.map(({ words, look }) => (
        <span key={words} className={look}>
          {words}
        </span>
      ))}
    </span>
  );
}

function factsOf(
  { kiosk, pinState, documentType }: FastLaneRequest,
  text: ReturnType<typeof useShown>['text'],
): string[] {
  const known = documentType === null ? [] : [documentWords(documentType, text)];
  return [kiosk.name, text.pinStates[pinState], ...known];
}
