import { type FormEvent, type ReactNode, useState } from 'react';
import type { EntryStep, QueueEntry } from '../../../contract/queue.ts';
import { useShown } from '../../desk/use-desk.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { NoteField, noteOf, ServiceChoice } from './service-choice.tsx';

/** Steps that need a word more, or cannot be taken back. */

interface StepDialogProps {
  readonly entry: QueueEntry;
  readonly onClose: () => void;
}

export function ParkDialog({ entry, onClose }: StepDialogProps) {
  const { park } = useShown().text.queue;
  const [note, setNote] = useState('');
  return (
    <StepForm
      entry={entry}
      words={{ ...park, title: park.title(entry.ticket) }}
      step={{ kind: 'park', note: noteOf(note) }}
      onClose={onClose}
    >
      <Note before={entry.note} value={note} onChange={setNote} />
    </StepForm>
  );
}

export function ForwardDialog({ entry, onClose }: StepDialogProps) {
  const { view, text } = useShown();
  const { forward } = text.queue;
  const [note, setNote] = useState('');
  const [serviceId, setServiceId] = useState<string | null>(null);
  const services = (view.calling.setUp?.services ?? []).filter(({ id }) => id !== entry.serviceId);
  return (
    <StepForm
      entry={entry}
      words={{ ...forward, title: forward.title(entry.ticket) }}
      step={serviceId === null ? null : { kind: 'forward', serviceId, note: noteOf(note) }}
      onClose={onClose}
    >
      {services.length === 0 && <p className="panel-note">{forward.none}</p>}
      <ServiceChoice
        legend={forward.service}
        services={services}
        chosen={serviceId}
        onChoose={setServiceId}
      />
      <Note before={entry.note} value={note} onChange={setNote} />
    </StepForm>
  );
}

/** The way out has the focus, since this cannot be taken back. */
export function CancelDialog({ entry, onClose }: StepDialogProps) {
  const { cancel } = useShown().text.queue;
  return (
    <StepForm
      entry={entry}
      words={{ ...cancel, title: cancel.title(entry.ticket) }}
      step={{ kind: 'cancel' }}
      isWayOutFirst
      onClose={onClose}
    />
  );
}

interface StepFormProps extends StepDialogProps {
  readonly words: { readonly title: string; readonly hint: string; readonly confirm: string };
  /** Null as long as something is missing. */
  readonly step: EntryStep | null;
  readonly isWayOutFirst?: boolean;
  readonly children?: ReactNode;
}

function StepForm({ entry, words, step, isWayOutFirst, children, onClose }: StepFormProps) {
  const { desk, text } = useShown();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (step && (await desk.calling.step(entry, step))) onClose();
  };
  const wayOut = (
    <Button look={isWayOutFirst ? 'secondary' : 'tertiary'} onPress={onClose}>
      {text.queue.dialog.cancel}
    </Button>
  );
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p className="muted">{words.hint}</p>
      <form onSubmit={(event) => void submit(event)}>
        {children}
        <div className="buttons">
          {isWayOutFirst && wayOut}
          <Button look="primary" isDisabled={step === null}>
            {words.confirm}
          </Button>
          {!isWayOutFirst && wayOut}
        </div>
      </form>
    </Dialog>
  );
}

interface NoteProps {
  /** What is noted already stays; what is written now comes before it. */
  readonly before: string | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Note({ before, value, onChange }: NoteProps) {
  const { note } = useShown().text.queue;
  return (
    <>
      <NoteField label={note.label} hint={note.hint} value={value} onChange={onChange} />
      {before !== null && <p className="panel-note">{note.before(before)}</p>}
    </>
  );
}
