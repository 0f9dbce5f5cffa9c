import { useEffect, useSyncExternalStore } from 'react';
import type { FollowedTicket } from '../../contract/follow.ts';
import type { deFollow } from '../text/de-follow.ts';
import type { Follower, FollowView } from './follower.ts';

type FollowText = typeof deFollow;

/** For somebody who waits, on a phone: how long it will be, and where to go. */
export function FollowPage({ follower, text }: { follower: Follower; text: FollowText }) {
  const view = useSyncExternalStore(follower.subscribe, follower.current);
  const { ticket, connection } = view;
  const title = titleOf(ticket, text);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className="follow">
      <h1>{text.title}</h1>
      {ticket && (
        <>
          <p className="branch">{ticket.branchName}</p>
          <p className="number">{ticket.ticket}</p>
        </>
      )}
      {/* Both are always there: what comes into them is said. */}
      <div role="alert" className="call">
        {ticket?.state === 'called' && <Called ticket={ticket} text={text} />}
      </div>
      <div role="status" className="state">
        {ticket?.state !== 'called' && (
          <State ticket={ticket} connection={connection} text={text} />
        )}
      </div>
      <p role="status" className={connection === 'lost' ? 'lost' : 'as-of'}>
        {connectionWords(view, text)}
      </p>
    </main>
  );
}

function State({ ticket, connection, text }: FollowView & { text: FollowText }) {
  if (connection === 'unknown') {
    return (
      <>
        <p className="headline">{text.unknown}</p>
        <p>{text.unknownHint}</p>
      </>
    );
  }
  if (ticket === null) return <p>{connection === 'reading' ? text.reading : text.lostHint}</p>;
  if (ticket.state !== 'waiting') return <p className="headline">{text.states[ticket.state]}</p>;
  return <Waiting ticket={ticket} text={text} />;
}

interface TicketProps {
  readonly ticket: FollowedTicket;
  readonly text: FollowText;
}

function Called({ ticket: { counter, direction }, text }: TicketProps) {
  return (
    <>
      <p className="headline">{text.called}</p>
      {counter !== null && (
        <>
          <p>{text.goTo}</p>
          <p className="counter">{counter}</p>
        </>
      )}
      {direction !== null && <p className="direction">{direction}</p>}
    </>
  );
}

function Waiting({ ticket: { ahead, wait, place }, text }: TicketProps) {
  return (
    <>
      <p className="headline">{ahead === 0 ? text.nobodyAhead : text.ahead(ahead)}</p>
      {wait === null ? (
        <p>{text.noEstimate}</p>
      ) : (
        <p>
          {text.wait} <strong>{text.minutes(wait.fromMinutes, wait.toMinutes)}</strong>
        </p>
      )}
      <p>
        {text.place}: <strong>{place}</strong>
      </p>
    </>
  );
}

function titleOf(ticket: FollowedTicket | null, text: FollowText): string {
  if (ticket === null) return text.title;
  const { state, counter } = ticket;
  return state === 'called' && counter !== null
    ? text.titleCalled(ticket.ticket, counter)
    : `${ticket.ticket} – ${text.title}`;
}

function connectionWords({ connection, ticket }: FollowView, text: FollowText): string {
  if (connection !== 'live' && connection !== 'lost') return '';
  if (ticket === null) return text.lost;
  const time = clock.format(new Date(ticket.at));
  return connection === 'live' ? text.live(time) : `${text.lostSince(time)}. ${text.lostHint}`;
}

/** Where the branch is, as the clocks on its walls. */
const clock = new Intl.DateTimeFormat('de-DE', {
  timeZone: 'Europe/Berlin',
  hour: '2-digit',
  minute: '2-digit',
});
