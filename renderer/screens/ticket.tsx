import { ActionBar } from '../parts/action-bar.tsx';
import { type Fact, Facts } from '../parts/facts.tsx';
import { Frame } from '../parts/frame.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

/** More letters and digits than this are set smaller. */
const ROOM_FOR = 4;

type Props = ScreenProps<'ticket'>;

/** The number as large as it goes: it is read from where the slip comes out, and noted without one. */
export function TicketScreen({ screen, text, press }: Props) {
  const { ticket, topic, slip, actions } = screen;
  const words = text.queue.ticket;
  const isLong = ticket.number.length > ROOM_FOR;
  const isAppointment = ticket.appointmentAt !== null;
  return (
    <Frame
      text={text}
      service={topic?.title ?? text.services['check-in'].title}
      title={isAppointment ? words.checkedIn : words.title}
      picture={
        <div className={isLong ? 'ticket-number ticket-number--long' : 'ticket-number'}>
          <span className="kern-sr-only">{words.title}</span>
          <strong>{ticket.number}</strong>
        </div>
      }
      caption={<Sentences lines={words.slip[slip]} look="large" />}
      actions={
        <ActionBar
          offered={actions}
          labels={{ ...text.frame, confirm: words.finish }}
          press={press}
          announcesConfirm
        />
      }
    >
      <Facts of={factsOf(screen, text)} />
      <Sentences lines={[words.called]} look="large" />
    </Frame>
  );
}

function factsOf({ ticket, appointment }: Props['screen'], text: Props['text']): Fact[] {
  const { ticket: words, minutes } = text.queue;
  const { place, wait } = ticket;
  return [
    ...(appointment === null ? [] : [{ label: words.appointment, value: appointment }]),
    { label: words.place, value: place },
    ...(wait === null
      ? []
      : [{ label: words.wait, value: minutes(wait.fromMinutes, wait.toMinutes) }]),
  ];
}
