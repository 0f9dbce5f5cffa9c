import type { ReactNode } from 'react';
import type { Text } from '../../config/text/index.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import { DigitDots } from '../parts/digit-dots.tsx';
import { Frame } from '../parts/frame.tsx';
import { KeyPad } from '../parts/key-pad.tsx';
import { laneShown } from '../parts/lane-shown.ts';
import { CanPicture, LetterPicture } from '../parts/number-pictures.tsx';
import { LockPicture } from '../parts/plain-pictures.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';
import { TriesLeft } from '../parts/tries-left.tsx';

export function EnterSecretScreen({ screen, text, press }: ScreenProps<'enter-secret'>) {
  const { secret, digits, minimum, maximum, triesLeft, actions } = screen;
  const { entry, frame, secrets } = text;
  const label = entry.typed(digits, minimum, maximum);
  return (
    <Frame
      text={text}
      title={secrets[secret].title}
      lane={laneShown(screen)}
      picture={pictureOf(screen, text)}
      controls={
        <div className="entry">
          <DigitDots digits={digits} minimum={minimum} maximum={maximum} label={label} />
          <KeyPad text={text} press={press} />
        </div>
      }
      actions={
        <ActionBar
          offered={actions}
          labels={{ ...frame, confirm: entry.confirm }}
          press={press}
          announcesConfirm
        />
      }
    >
      <Sentences lines={secrets[secret].text} look="large" />
      {triesLeft !== undefined && (
        <TriesLeft tries={triesLeft} label={frame.triesLeft(triesLeft)} />
      )}
      <Sentences lines={triesLeft === 1 ? [entry.lastTry] : [entry.privacy]} />
    </Frame>
  );
}

/** Where the number is found; a PIN that only the visitor knows has no picture. */
function pictureOf(screen: ScreenProps<'enter-secret'>['screen'], text: Text): ReactNode {
  const { pictures } = text;
  switch (screen.secret) {
    case 'can':
      return <CanPicture label={pictures.can} />;
    case 'puk':
      return <LetterPicture marks="puk" heading={pictures.letter} label={pictures.letterPuk} />;
    case 'pin':
      return screen.triesLeft === undefined ? (
        <LetterPicture marks="pin" heading={pictures.letter} label={pictures.letterPin} />
      ) : null;
    default:
      return <LockPicture />;
  }
}
