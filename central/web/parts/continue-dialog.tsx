import { type FormEvent, useState } from 'react';
import type { FastLaneRequest } from '../../contract/fast-lane.ts';
import type { QueueEntry } from '../../contract/queue.ts';
import { counterIn } from '../desk/desk-state.ts';
import { useShown } from '../desk/use-desk.ts';
import { continuableBy } from '../queue/continuing.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';

interface ContinueDialogProps {
  readonly request: FastLaneRequest;
  readonly onClose: () => void;
}

/** Who stands at the terminal again, with what the counter has noted of them. */
export function ContinueDialog({ request, onClose }: ContinueDialogProps) {
  const { desk, view, text } = useShown();
  const { continuing, states, dialog } = text.queue;
  const entries = continuableBy(request, view.calling.queue, counterIn(view)?.id ?? null);
  const known = entries.find(({ ticket }) => ticket === request.continues?.ticket);
  const [chosen, setChosen] = useState((known ?? entries[0])?.id ?? null);
  const entry = entries.find(({ id }) => id === chosen);
  const tell = async (of: QueueEntry | null): Promise<void> => {
    if (await desk.step(request, { kind: 'continue', entryId: of?.id ?? null })) onClose();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (entry) void tell(entry);
  };
  return (
    <Dialog title={continuing.title(request.callSign)} onClose={onClose}>
      <p className="muted">{continuing.hint}</p>
      <form onSubmit={submit}>
        <fieldset className="ticks choice">
          <legend>{continuing.legend}</legend>
          <div className="choice-rows">
            {entries.map(({ id, ticket, state, note }) => (
              <label key={id} className="tick">
                <input
                  type="radio"
                  name="entry"
                  checked={id === chosen}
                  onChange={() => setChosen(id)}
                />
                <strong>{ticket}</strong>
                <span className="choice-note">{note}</span>
                <span className="badge">{states[state]}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="buttons">
          <Button look="primary" isDisabled={entry === undefined}>
            {continuing.confirm}
          </Button>
          {request.continues && (
            <Button look="secondary" onPress={() => void tell(null)}>
              {continuing.none}
            </Button>
          )}
          <Button look="tertiary" onPress={onClose}>
            {dialog.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
