import { ActionBar } from '../parts/action-bar.tsx';
import { Frame } from '../parts/frame.tsx';
import { LetterKeys } from '../parts/letter-keys.tsx';
import { NamedChoices } from '../parts/named-choices.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

/** As on a German keyboard. */
const ROWS = ['QWERTZUIOPÜ', 'ASDFGHJKLÖÄ', 'YXCVBNMß-'];

export function FindTopicScreen({ screen, text, press }: ScreenProps<'find-topic'>) {
  const { search, back } = text.queue;
  const { typed, found, actions } = screen;
  return (
    <Frame
      text={text}
      service={text.services['take-ticket'].title}
      title={search.title}
      controls={
        <div className="search">
          <div className="search-found">
            {found.length > 0 && (
              <NamedChoices
                of={found}
                look="choices--found"
                onChoose={(topic) => press({ kind: 'choose-topic', topic })}
              />
            )}
            {found.length === 0 && typed !== '' && <Sentences lines={[search.nothing]} />}
          </div>
          <p className="typed-words" aria-hidden="true">
            {typed}
            <span className="typed-caret" />
          </p>
          <LetterKeys
            rows={ROWS}
            legend={search.keys}
            space={search.space}
            erase={text.entry.erase}
            eraseLabel={search.eraseLast}
            press={press}
          />
        </div>
      }
      actions={
        <ActionBar offered={actions} labels={{ ...text.frame, cancel: back }} press={press} />
      }
    >
      <Sentences lines={[found.length > 0 ? search.found : search.text]} look="large" />
    </Frame>
  );
}
