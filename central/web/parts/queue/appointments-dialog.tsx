import { useState } from 'react';
import { useShown } from '../../desk/use-desk.ts';
import type { TicketGiven } from '../../link/queue-api.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { AppointmentTable, useAppointments, useCheckIn } from './appointment-table.tsx';
import { GivenTicket } from './ticket-dialog.tsx';

const CODE_LENGTH = 8;

/** Whoever is expected today and not here yet. */
export function AppointmentsDialog({ onClose }: { onClose: () => void }) {
  const { text } = useShown();
  const [search, setSearch] = useState('');
  const [given, setGiven] = useState<TicketGiven | null>(null);
  const found = useAppointments(search);
  const checkIn = useCheckIn(setGiven);
  const code = search.trim().toUpperCase();
  const { appointments: words, dialog } = text.queue;
  if (given) {
    return (
      <Dialog title={words.title} onClose={onClose}>
        <GivenTicket
          given={given}
          another={words.another}
          onAnother={() => setGiven(null)}
          onClose={onClose}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={words.title} onClose={onClose}>
      <label className="field">
        {words.label}
        <input
          type="search"
          value={search}
          maxLength={CODE_LENGTH}
          autoComplete="off"
          onChange={({ target }) => setSearch(target.value)}
        />
        <span className="muted">{words.hint}</span>
      </label>
      <p role="status" className="muted">
        {found && words.found(found.length)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys. */}
      <section className="today" tabIndex={0} aria-label={words.title}>
        {found && found.length > 0 && <AppointmentTable appointments={found} onGiven={setGiven} />}
        {found?.length === 0 && code.length === CODE_LENGTH && (
          <Button look="secondary" onPress={() => checkIn(code)}>
            {words.anyDay(code)}
          </Button>
        )}
      </section>
      <div className="buttons">
        <Button look="secondary" onPress={onClose}>
          {dialog.close}
        </Button>
      </div>
    </Dialog>
  );
}
