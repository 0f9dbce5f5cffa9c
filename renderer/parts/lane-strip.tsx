import type { Text } from '../../config/text/index.ts';
import { LANE_STEPS, type LaneShown, type LaneStepState } from './lane-shown.ts';

/** Each state of a request has a sign of its own, so that nobody depends on its colour. */
const SIGNS: Readonly<Record<LaneShown['status'], string>> = {
  waiting: 'M24 12V24L32 30',
  escalated: 'M14 32H34M17 32V23C17 13 31 13 31 23V32M22 37H26',
  taken: 'M9 24C16 14 32 14 39 24C32 34 16 34 9 24M24 23.9V24.1',
  approved: 'M14 25 21 32 34 17',
  again: 'M34 19A12 12 0 1 0 36 26M35 11V20H26',
};

/** The call sign, what staff are doing, and which of the three steps is going on. */
export function LaneStrip({ lane, text }: { lane: LaneShown; text: Text }) {
  const { callSign, steps, done, status } = text.fastLane;
  return (
    <section className="lane-strip" aria-label={callSign}>
      <p className="lane-call-sign">
        <span className="lane-call-sign-label">{callSign}</span>{' '}
        <strong className="lane-call-sign-value">{lane.callSign}</strong>
      </p>
      <div className="lane-progress">
        <p className={`lane-status lane-status--${lane.status}`}>
          <svg className="lane-sign" viewBox="0 0 48 48" aria-hidden="true">
            <circle cx="24" cy="24" r="22" />
            <path d={SIGNS[lane.status]} />
          </svg>
          {status[lane.status]}
        </p>
        <ol className="lane-steps">
          {LANE_STEPS.map((step, place) => (
            <li
              key={step}
              className={`lane-step lane-step--${lane.steps[step]}`}
              aria-current={lane.steps[step] === 'current' ? 'step' : undefined}
            >
              <StepMark state={lane.steps[step]} number={place + 1} />
              {steps[step]}
              {lane.steps[step] === 'done' && <span className="kern-sr-only"> ({done})</span>}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function StepMark({ state, number }: { state: LaneStepState; number: number }) {
  return (
    <span className="lane-step-mark" aria-hidden="true">
      {state === 'done' ? (
        <svg viewBox="0 0 48 48" aria-hidden="true">
          <path d={SIGNS.approved} />
        </svg>
      ) : (
        number
      )}
    </span>
  );
}
