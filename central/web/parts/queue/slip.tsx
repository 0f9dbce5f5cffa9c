import { useShown } from '../../desk/use-desk.ts';
import { timeText } from '../../lane/clock.ts';
import type { TicketGiven } from '../../link/queue-api.ts';
import { serviceName } from '../../queue/calling-state.ts';
import { QrCode } from './qr-code.tsx';

/** What the visitor takes along: all that is printed of the page. */
export function Slip({ given }: { given: TicketGiven }) {
  const { view, text } = useShown();
  const { entry, place, wait, followToken } = given;
  const { ticket: words } = text.queue;
  const { who, calling } = view;
  const service = calling.setUp?.services.find(({ id }) => id === entry.serviceId);
  const queue = calling.setUp?.queues.find(({ id }) => id === service?.queueId);
  return (
    <div className="slip" role="status">
      {who.kind === 'signed-in' && <p>{who.session.branch.name}</p>}
      <p>{words.slip}</p>
      <p className="slip-ticket">{entry.ticket}</p>
      <p className="slip-service">{serviceName(calling, entry.serviceId)}</p>
      <p>
        {words.place}: <strong>{place}</strong>
      </p>
      <p>{wait === null ? words.noWait : words.wait(wait.fromMinutes, wait.toMinutes)}</p>
      {queue?.slipText && <p>{queue.slipText}</p>}
      <QrCode words={`${location.origin}/follow/#${followToken}`} label={words.follow} />
      <p>{words.follow}</p>
      <p className="muted">{words.given(timeText(Date.parse(entry.queuedAt)))}</p>
    </div>
  );
}
