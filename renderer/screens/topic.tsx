import type { Text } from '../../config/text/index.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import { Button } from '../parts/button.tsx';
import { Facts } from '../parts/facts.tsx';
import { Frame } from '../parts/frame.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';
import { ServiceSign } from '../parts/service-sign.tsx';
import { TicketPicture } from '../parts/ticket-picture.tsx';

type Props = ScreenProps<'topic'>;

/** What to know before a ticket is taken, and whether it can be done here at once. */
export function TopicScreen({ screen, text, press }: Props) {
  const { queue, frame } = text;
  const { topic, here, actions } = screen;
  const labels = { ...frame, confirm: queue.topic.take, cancel: queue.back };
  return (
    <Frame
      text={text}
      service={text.services['take-ticket'].title}
      title={topic.title}
      picture={here.length === 0 && <TicketPicture />}
      controls={
        here.length > 0 && (
          <section>
            <h2 className="choice-group-title choice-group-title--large">{queue.topic.here}</h2>
            <div className="choices choices--services">
              {here.map((service) => (
                <Button
                  key={service}
                  look="secondary"
                  className="choice"
                  onPress={() => press({ kind: 'choose-service', service })}
                >
                  <ServiceSign service={service} />
                  <span className="choice-title">{text.services[service].title}</span>
                </Button>
              ))}
            </div>
          </section>
        )
      }
      actions={<ActionBar offered={actions} labels={labels} press={press} />}
    >
      <Offered screen={screen} text={text} />
    </Frame>
  );
}

function Offered({ screen, text }: Omit<Props, 'press'>) {
  const { offered, reading } = screen;
  const { topic, minutes, notices } = text.queue;
  if (offered === null) return <Sentences lines={[topic.notServed, ...askAt(text)]} look="large" />;
  const { open, ticketsLeft, waiting, wait, place } = offered;
  if (open.kind !== 'open') return <Sentences lines={closedLines(screen, text)} look="large" />;
  if (ticketsLeft === 0) {
    const { title, next } = notices['no-tickets-left'];
    return <Sentences lines={[`${title}.`, ...next]} look="large" />;
  }
  const isLive = reading === 'live';
  const lines = [topic.open(open.closesAt), isLive ? topic.waiting(waiting) : topic.remembered];
  return (
    <>
      <Sentences lines={lines} look="large" />
      <Facts
        of={[
          ...(isLive && wait !== null
            ? [{ label: topic.wait, value: minutes(wait.fromMinutes, wait.toMinutes) }]
            : []),
          { label: topic.place, value: place },
        ]}
      />
    </>
  );
}

function closedLines({ offered }: Props['screen'], text: Text): readonly string[] {
  const { notices, about } = text.queue;
  switch (offered?.open.kind) {
    case 'not-yet':
      return [`${notices['not-yet-open'].title}.`, about.opens(offered.open.opensAt)];
    case 'closed-day':
      return [`${notices['closed-day'].title}.`, about.holiday(offered.open.name)];
    case 'switched-off':
      return [
        `${notices['switched-off'].title}.`,
        ...(offered.open.text === null ? [] : [offered.open.text]),
        ...notices['switched-off'].next,
      ];
    default:
      return [...notices.closed.happened, ...notices.closed.next.slice(0, 1)];
  }
}

function askAt(text: Text): readonly string[] {
  return text.queue.notices['switched-off'].next;
}
