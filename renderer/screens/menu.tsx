import { ActionBar } from '../parts/action-bar.tsx';
import { Button } from '../parts/button.tsx';
import { Frame } from '../parts/frame.tsx';
import { CardAndLetterPicture } from '../parts/plain-pictures.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';
import { ServiceSign } from '../parts/service-sign.tsx';
import { Words } from '../parts/words.tsx';

export function MenuScreen({ screen, text, press }: ScreenProps<'menu'>) {
  return (
    <Frame
      text={text}
      title={text.menu.title}
      picture={<CardAndLetterPicture />}
      controls={
        <div className="choices choices--services">
          {screen.services.map((service) => (
            <Button
              key={service}
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
          ))}
        </div>
      }
      actions={<ActionBar offered={['cancel']} labels={text.frame} press={press} />}
    >
      <Sentences lines={[text.menu.text]} look="large" />
    </Frame>
  );
}
