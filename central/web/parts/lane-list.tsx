import type { RefObject } from 'react';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Session } from '../../contract/staff.ts';
import { useShown } from '../desk/use-desk.ts';
import type { Sections } from '../lane/sections.ts';
import { RequestRow } from './request-row.tsx';
import { endWords, stateWords } from './words.ts';

export interface LaneListProps {
  readonly sections: Sections;
  readonly session: Session;
  /** By the central system's clock. */
  readonly now: number;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

export function LaneList({ sections, session, now, heading }: LaneListProps) {
  const { view, text } = useShown();
  const { running, tickets, ended } = sections;
  const listed = [...running, ...tickets];
  const isChosenListed = listed.some(({ id }) => id === view.chosen);
  const isEntry = ({ id }: FastLaneRequest): boolean =>
    isChosenListed ? id === view.chosen : id === listed[0]?.id;
  const say = { text, session, now };
  return (
    <>
      <section aria-labelledby="running">
        <h2 id="running" ref={heading} tabIndex={-1}>
          {text.lane.running}
        </h2>
        {running.length === 0 && (
          <p className="lane-none">
            <strong>{text.lane.none}</strong> {text.lane.noneHint}
          </p>
        )}
        <ul className="rows">
          {running.map((request) => (
            <RequestRow
              key={request.id}
              request={request}
              state={stateWords(request, say)}
              now={now}
              isEntry={isEntry(request)}
            />
          ))}
        </ul>
      </section>
      {tickets.length > 0 && (
        <section aria-labelledby="tickets">
          <h2 id="tickets">{text.lane.tickets}</h2>
          <ul className="rows">
            {tickets.map((request) => (
              <RequestRow
                key={request.id}
                request={request}
                state={endWords(request, text)}
                now={now}
                isEntry={isEntry(request)}
              />
            ))}
          </ul>
        </section>
      )}
      <Ended requests={ended} />
    </>
  );
}

function Ended({ requests }: { requests: readonly FastLaneRequest[] }) {
  const { text } = useShown();
  return (
    <section aria-labelledby="ended" className="ended">
      <h2 id="ended">{text.lane.ended}</h2>
      {requests.length === 0 && <p>{text.lane.endedNone}</p>}
      <ul>
        {requests.map((request) => (
          <li key={request.id}>
            <span className="ended-sign">{request.callSign}</span>
            <span>{text.services[request.service]}</span>
            <span>{request.kiosk.name}</span>
            <span>{endWords(request, text)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
