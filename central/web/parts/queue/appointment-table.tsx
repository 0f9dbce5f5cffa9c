import { useEffect, useState } from 'react';
import type { AppointmentList } from '../../../contract/queue-configuration.ts';
import { useCentralNow, useShown } from '../../desk/use-desk.ts';
import { timeText } from '../../lane/clock.ts';
import type { TicketGiven } from '../../link/queue-api.ts';
import { serviceName } from '../../queue/calling-state.ts';
import { Button } from '../button.tsx';

type Appointments = AppointmentList['appointments'];

/** Today's whose visitors are not here yet, by the beginning of their codes; null: not read yet. */
export function useAppointments(search: string): Appointments | null {
  const { desk, view } = useShown();
  const [today, setToday] = useState<Appointments | null>(null);
  const version = view.calling.queue?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes in the queue is asked for.
  useEffect(() => {
    let isAwaited = true;
    void desk.calling.appointments().then((read) => {
      if (isAwaited && read) setToday(read);
    });
    return () => {
      isAwaited = false;
    };
  }, [desk, version]);
  const beginning = search.trim().toUpperCase();
  return (
    today?.filter(({ code, entryId }) => entryId === null && code.startsWith(beginning)) ?? null
  );
}

export function useCheckIn(onGiven: (given: TicketGiven) => void): (code: string) => void {
  const { desk } = useShown();
  return async (code) => {
    const given = await desk.calling.checkIn(crypto.randomUUID(), code);
    if (given) onGiven(given);
  };
}

interface AppointmentTableProps {
  readonly appointments: Appointments;
  readonly onGiven: (given: TicketGiven) => void;
}

/** Staff check in who has lost the code, comes early or late. */
export function AppointmentTable({ appointments, onGiven }: AppointmentTableProps) {
  const { view, text } = useShown();
  const now = useCentralNow();
  const checkIn = useCheckIn(onGiven);
  const { appointments: words, steps } = text.queue;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.code}</th>
          <th scope="col">{words.service}</th>
          <th scope="col">{words.at}</th>
          <th scope="col">{words.expected}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {appointments.map(({ id, code, serviceId, at }) => (
          <tr key={id}>
            <th scope="row">{code}</th>
            <td>{serviceName(view.calling, serviceId)}</td>
            <td>{timeText(Date.parse(at))}</td>
            <td>{words.away(Math.round((Date.parse(at) - now) / 60_000))}</td>
            <td>
              <Button
                look="secondary"
                label={`${steps.serve}: ${code}`}
                onPress={() => checkIn(code)}
              >
                {steps.serve}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
