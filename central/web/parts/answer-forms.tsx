import type { FormEvent, ReactNode } from 'react';
import { type FastLaneRequest, REFUSAL_REASONS, THINGS_SEEN } from '../../contract/fast-lane.ts';
import { isReadyToApprove, type Work } from '../desk/desk-state.ts';
import { useShown } from '../desk/use-desk.ts';
import { Button } from './button.tsx';

/** The two last words on a request. */

export function ApprovalForm({ work }: { work: Work }) {
  const { desk, view, text } = useShown();
  const { approve, refuse, giveBack } = text.panel;
  return (
    <form className="approval" onSubmit={submitting(() => desk.approve())}>
      <fieldset className="ticks" aria-describedby="approve-hint">
        <legend>{approve.title}</legend>
        {THINGS_SEEN.map((thing, index) => (
          <Tick key={thing} shortcut={index + 1}>
            <input
              type="checkbox"
              checked={work.seen.includes(thing)}
              onChange={() => desk.tick(index)}
            />
            {text.seen[thing]}
          </Tick>
        ))}
      </fieldset>
      <p id="approve-hint" className="muted">
        {approve.hint}
      </p>
      <div className="buttons">
        <Button look="primary" isDisabled={!isReadyToApprove(view)} shortcut="Enter">
          {approve.confirm}
        </Button>
        <Button look="secondary" shortcut="R" onPress={() => desk.setMode('refuse')}>
          {refuse.open}
        </Button>
        <Button look="tertiary" shortcut="G" onPress={() => void desk.giveBack()}>
          {giveBack}
        </Button>
      </div>
    </form>
  );
}

export function RefusalForm({ work, request }: { work: Work; request: FastLaneRequest }) {
  const { desk, text } = useShown();
  const { refuse } = text.panel;
  return (
    <form onSubmit={submitting(() => desk.refuse())}>
      <fieldset className="ticks" aria-describedby="refuse-hint">
        <legend>{refuse.title}</legend>
        {REFUSAL_REASONS.map((reason, index) => (
          <Tick key={reason} shortcut={index + 1}>
            <input
              type="radio"
              name="reason"
              checked={work.reason === reason}
              onChange={() => desk.tick(index)}
            />
            {text.reasons[reason]}
          </Tick>
        ))}
      </fieldset>
      <p id="refuse-hint" className="muted">
        {refuse.hint(request.callSign)}
      </p>
      <div className="buttons">
        <Button look="primary" isDisabled={work.reason === null} shortcut="Enter">
          {refuse.confirm}
        </Button>
        <Button look="tertiary" shortcut="Esc" onPress={() => desk.setMode('approve')}>
          {refuse.back}
        </Button>
      </div>
    </form>
  );
}

function Tick({ shortcut, children }: { shortcut: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children.
    <label className="tick">
      {children}
      <span className="key" aria-hidden="true">
        {shortcut}
      </span>
    </label>
  );
}

function submitting(send: () => Promise<void>) {
  return (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
}
