import { QUEUE_SERVICES } from '../../config/services.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import { Button } from '../parts/button.tsx';
import { Frame } from '../parts/frame.tsx';
import { CardAndLetterPicture } from '../parts/plain-pictures.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';
import { ServiceSign } from '../parts/service-sign.tsx';
import { Words } from '../parts/words.tsx';

type Props = ScreenProps<'menu'>;
type ServiceName = Props['screen']['services'][number];

const TO_COUNTER: ReadonlySet<ServiceName> = new Set<ServiceName>(QUEUE_SERVICES);

/** What leads to a counter, and what is done here: two large groups instead of seven equals. */
export function MenuScreen({ screen, text, press }: Props) {
  const toCounter = screen.services.filter((service) => TO_COUNTER.has(service));
  const doneHere = screen.services.filter((service) => !TO_COUNTER.has(service));
  const isOne = toCounter.length === 0 || doneHere.length === 0;
  const choices = (services: readonly ServiceName[], look: string) => (
    <div className={`choices ${look}`}>
      {services.map((service) => (
        <Choice key={service} service={service} text={text} press={press} />
      ))}
    </div>
  );
  return (
    <Frame
      text={text}
      title={text.menu.title}
      picture={<CardAndLetterPicture />}
      controls={
        isOne ? (
          choices(screen.services, 'choices--services')
        ) : (
          <div className="choice-groups">
            <section>
              <h2 className="choice-group-title">{text.queue.toCounter}</h2>
              {choices(toCounter, 'choices--counter')}
            </section>
            <section>
              <h2 className="choice-group-title">{text.queue.doneHere}</h2>
              {choices(doneHere, 'choices--many')}
            </section>
          </div>
        )
      }
      actions={<ActionBar offered={['cancel']} labels={text.frame} press={press} />}
    >
      {doneHere.length > 0 && <Sentences lines={[text.menu.text]} look="large" />}
    </Frame>
  );
}

function Choice({ service, text, press }: Omit<Props, 'screen'> & { service: ServiceName }) {
  return (
    <Button
      look="secondary"
      className="choice"
      onPress={() => press({ kind: 'choose-service', service })}
    >
      <ServiceSign service={service} />
      <span>
        <span className="choice-title">{text.services[service].title}</span>{' '}
        <span className="choice-text">
          <Words of={text.services[service].text.join(' ')} />
        </span>
      </span>
    </Button>
  );
}
