import { useEffect, useState } from 'react';
import type { QueueEntry, QueueList } from '../../../contract/queue.ts';
import { useShown } from '../../desk/use-desk.ts';
import { timeText } from '../../lane/clock.ts';
import type { TicketGiven } from '../../link/queue-api.ts';
import { serviceName } from '../../queue/calling-state.ts';
import { isOver } from '../../queue/queue.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { AppointmentTable, useAppointments } from './appointment-table.tsx';
import { GivenTicket } from './ticket-dialog.tsx';

interface TodayDialogProps {
  readonly onChoose: (entry: QueueEntry) => void;
  readonly onClose: () => void;
}

/** Typing is not answered letter by letter. */
const TYPING_MS = 200;
/** As long as a code of an appointment. */
const SEARCH_LENGTH_MAX = 8;

/**
 * Everybody of today, also those that are over, by the beginning of their numbers; and by that of
 * their codes those who have an appointment and are not here yet.
 */
export function TodayDialog({ onChoose, onClose }: TodayDialogProps) {
  const { desk, view, text } = useShown();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<QueueList | null>(null);
  const [given, setGiven] = useState<TicketGiven | null>(null);
  const appointments = useAppointments(search) ?? [];
  const version = view.calling.queue?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes in the queue is asked for.
  useEffect(() => {
    let isAwaited = true;
    const timer = setTimeout(async () => {
      const list = await desk.calling.list(search);
      if (isAwaited && list) setFound(list);
    }, TYPING_MS);
    return () => {
      isAwaited = false;
      clearTimeout(timer);
    };
  }, [desk, search, version]);
  const { search: words, dialog, appointments: expectedWords } = text.queue;
  const expected = search.trim() === '' ? [] : appointments;
  if (given) {
    return (
      <Dialog title={words.title} onClose={onClose}>
        <GivenTicket
          given={given}
          another={expectedWords.another}
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
          maxLength={SEARCH_LENGTH_MAX}
          autoComplete="off"
          onChange={({ target }) => setSearch(target.value)}
        />
        <span className="muted">{words.hint}</span>
      </label>
      <p role="status" className="muted">
        {found &&
          (found.entries.length + expected.length === 0
            ? words.none
            : words.found(found.entries.length + expected.length))}
        {found?.isCut && ` – ${words.cut}`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys. */}
      <section className="today" tabIndex={0} aria-label={words.title}>
        {expected.length > 0 && <AppointmentTable appointments={expected} onGiven={setGiven} />}
        {found && found.entries.length > 0 && (
          <TodayTable entries={found.entries} onChoose={onChoose} />
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

interface TodayTableProps {
  readonly entries: readonly QueueEntry[];
  readonly onChoose: (entry: QueueEntry) => void;
}

function TodayTable({ entries, onChoose }: TodayTableProps) {
  const { view, text } = useShown();
  const { search: words, states, list } = text.queue;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.ticket}</th>
          <th scope="col">{words.service}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.came}</th>
          <th scope="col">{words.counter}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} className={isOver(entry) ? 'today--over' : ''}>
            <th scope="row">
              {isOver(entry) ? (
                <span className="today-ticket">{entry.ticket}</span>
              ) : (
                <Button look="secondary" onPress={() => onChoose(entry)}>
                  {entry.ticket}
                </Button>
              )}
            </th>
            <td>{serviceName(view.calling, entry.serviceId)}</td>
            <td>{states[entry.state]}</td>
            <td>{timeText(Date.parse(entry.queuedAt))}</td>
            <td>{entry.counter && list.by(entry.counter.clerk, entry.counter.name)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
