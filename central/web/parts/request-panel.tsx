import { type RefObject, useEffect, useRef } from 'react';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { Session } from '../../contract/staff.ts';
import { chosenIn, mayAnswer } from '../desk/desk-state.ts';
import { useShown } from '../desk/use-desk.ts';
import { secondsSince, spanText } from '../lane/clock.ts';
import { isEnded } from '../lane/lane.ts';
import { continuableBy } from '../queue/continuing.ts';
import { ApprovalForm, RefusalForm } from './answer-forms.tsx';
import { Button } from './button.tsx';
import { documentWords, endWords, stateWords } from './words.ts';

export interface RequestPanelProps {
  readonly session: Session;
  /** By the central system's clock. */
  readonly now: number;
  readonly panel: RefObject<HTMLElement | null>;
  /** Opens the choice of whom it belongs to. */
  readonly onContinue: () => void;
}

/** The chosen request and what may be done with it. Always in its place, so nothing jumps. */
export function RequestPanel({ session, now, panel, onContinue }: RequestPanelProps) {
  const { view, text } = useShown();
  const request = chosenIn(view);
  const heading = useRef<HTMLHeadingElement>(null);
  const phase = request && `${request.id} ${request.state} ${view.work?.mode}`;
  // A form that ends under the hand takes the focus with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each phase once.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [phase]);
  if (!request) {
    return (
      <section className="panel panel--empty" aria-labelledby="panel-title" ref={panel}>
        <h2 id="panel-title">{text.panel.empty}</h2>
        <p className="muted">{text.panel.emptyHint}</p>
      </section>
    );
  }
  const counterId = session.counter?.id ?? null;
  const continuable = continuableBy(request, view.calling.queue, counterId);
  return (
    <section className="panel" aria-labelledby="panel-title" ref={panel}>
      <div className="panel-head">
        <h2 id="panel-title" tabIndex={-1} ref={heading}>
          <span className="panel-sign">{request.callSign}</span> {text.services[request.service]}
        </h2>
        {continuable.length > 0 && (
          <Button look="secondary" shortcut="F" onPress={onContinue}>
            {text.queue.continuing.open}
          </Button>
        )}
      </div>
      <Facts request={request} session={session} now={now} />
      <Doing request={request} />
    </section>
  );
}

interface FactsProps {
  readonly request: FastLaneRequest;
  readonly session: Session;
  readonly now: number;
}

function Facts({ request, session, now }: FactsProps) {
  const { text } = useShown();
  const { panel, lane } = text;
  const { kiosk, pinState, documentType, attempt, activated, takenBy, refusal, continues } =
    request;
  const earlier = continues && [continues.ticket, continues.note ?? []].flat().join(': ');
  const isOver = isEnded(request) || request.ticket === 'waiting';
  const state = isOver ? endWords(request, text) : stateWords(request, { text, session, now });
  const facts = [
    [panel.kiosk, kiosk.name],
    [panel.pin, text.pinStates[pinState]],
    [panel.document, documentWords(documentType, text)],
    ...(earlier === null ? [] : [[text.queue.continuing.name, earlier]]),
    ...(attempt > 1 || activated
      ? [[panel.attempt, [String(attempt), ...(activated ? [lane.activated] : [])].join(' – ')]]
      : []),
    ...(isOver ? [] : [[panel.waiting, spanText(secondsSince(request.openedAt, now))]]),
    [panel.state, state],
    ...(isOver && takenBy ? [[panel.by, `${takenBy.name}, ${takenBy.counter}`]] : []),
    ...(refusal ? [[panel.reason, text.reasons[refusal]]] : []),
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Doing({ request }: { request: FastLaneRequest }) {
  const { desk, view, text } = useShown();
  const { panel } = text;
  const { state, ticket, callSign } = request;
  if (ticket === 'waiting') {
    return (
      <>
        <p className="panel-note">{panel.ticket(callSign)}</p>
        <div className="buttons">
          <Button
            look="primary"
            label={text.lane.servedLabel(callSign)}
            onPress={() => void desk.serve(request)}
          >
            {text.lane.served}
          </Button>
        </div>
      </>
    );
  }
  if (state === 'open') {
    return (
      <div className="buttons">
        <Button look="primary" shortcut="A" onPress={() => void desk.answer('approve', request)}>
          {panel.take}
        </Button>
      </div>
    );
  }
  if (view.work && mayAnswer(view)) {
    return view.work.mode === 'approve' ? (
      <ApprovalForm work={view.work} />
    ) : (
      <RefusalForm work={view.work} request={request} />
    );
  }
  if (state === 'taken') return <p className="panel-note">{panel.takenByAnother}</p>;
  if (isEnded(request)) return null;
  return <p className="panel-note">{state === 'approved' ? panel.approved : panel.used}</p>;
}
