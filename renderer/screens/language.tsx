import { TEXTS } from '../../config/text/index.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import { Button } from '../parts/button.tsx';
import { Frame } from '../parts/frame.tsx';
import { GreetingPicture } from '../parts/plain-pictures.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';

const CHOICES = ['de', 'en'] as const;

/** Each language in its own words: who looks for it reads no other. */
export function LanguageScreen({ text, press }: ScreenProps<'language'>) {
  const others = CHOICES.filter((language) => TEXTS[language] !== text);
  return (
    <Frame
      text={text}
      title={text.chooseLanguage.title}
      picture={<GreetingPicture />}
      controls={
        <div className="choices">
          {CHOICES.map((language) => (
            <Button
              key={language}
              look="secondary"
              className="choice"
              onPress={() => press({ kind: 'choose-language', language })}
            >
              <span lang={language}>
                <span className="choice-title">{TEXTS[language].language}</span>
                <span className="choice-text">{TEXTS[language].chooseLanguage.go}</span>
              </span>
            </Button>
          ))}
        </div>
      }
      actions={<ActionBar offered={['cancel']} labels={text.frame} press={press} />}
    >
      {others.map((language) => (
        <p key={language} lang={language} className="kern-body sentence sentence--large">
          {TEXTS[language].chooseLanguage.title}
        </p>
      ))}
    </Frame>
  );
}
