import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useShown } from '../../desk/use-desk.ts';
import type { TicketGiven } from '../../link/queue-api.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { NoteField, noteOf, ServiceChoice } from './service-choice.tsx';
import { Slip } from './slip.tsx';

/** A ticket from the counter, also outside opening hours. */
export function TicketDialog({ onClose }: { onClose: () => void }) {
  const { text } = useShown();
  const [given, setGiven] = useState<TicketGiven | null>(null);
  const words = text.queue.ticket;
  return (
    <Dialog title={words.title} onClose={onClose}>
      {given ? (
        <GivenTicket
          given={given}
          another={words.another}
          onAnother={() => setGiven(null)}
          onClose={onClose}
        />
      ) : (
        <TicketForm onGiven={setGiven} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface TicketFormProps {
  readonly onGiven: (given: TicketGiven) => void;
  readonly onClose: () => void;
}

function TicketForm({ onGiven, onClose }: TicketFormProps) {
  const { desk, view, text } = useShown();
  // One form is one ticket, however often an answer gets lost.
  const [id] = useState(() => crypto.randomUUID());
  const [serviceId, setServiceId] = useState<string | null>(null);
  const [isPreferred, setPreferred] = useState(false);
  const [note, setNote] = useState('');
  const { ticket: words, note: noteWords, dialog } = text.queue;
  const services = view.calling.setUp?.services ?? [];
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (serviceId === null) return;
    const question = { serviceId, preferred: isPreferred, note: noteOf(note) };
    const answer = await desk.calling.giveTicket(id, question);
    if (answer?.kind === 'given') onGiven(answer);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {services.length === 0 && <p className="panel-note">{words.none}</p>}
      <ServiceChoice
        legend={words.service}
        services={services}
        chosen={serviceId}
        onChoose={setServiceId}
      />
      <label className="tick">
        <input
          type="checkbox"
          checked={isPreferred}
          onChange={({ target }) => setPreferred(target.checked)}
        />
        {words.preferred}
      </label>
      <NoteField label={noteWords.label} hint={noteWords.hint} value={note} onChange={setNote} />
      <div className="buttons">
        <Button look="primary" isDisabled={serviceId === null}>
          {words.confirm}
        </Button>
        <Button look="tertiary" onPress={onClose}>
          {dialog.cancel}
        </Button>
      </div>
    </form>
  );
}

interface GivenTicketProps {
  readonly given: TicketGiven;
  /** What the way back to the form is called. */
  readonly another: string;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

/** The number that somebody got, to print. */
export function GivenTicket({ given, another, onAnother, onClose }: GivenTicketProps) {
  const { ticket: words, dialog } = useShown().text.queue;
  const buttons = useRef<HTMLDivElement>(null);
  useEffect(() => buttons.current?.querySelector('button')?.focus(), []);
  return (
    <>
      <Slip given={given} />
      <div className="buttons" ref={buttons}>
        <Button look="primary" onPress={() => print()}>
          {words.print}
        </Button>
        <Button look="secondary" onPress={onClose}>
          {dialog.close}
        </Button>
        <Button look="tertiary" onPress={onAnother}>
          {another}
        </Button>
      </div>
    </>
  );
}
