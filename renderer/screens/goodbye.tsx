import { Button } from '../parts/button.tsx';
import { Emblem } from '../parts/emblem.tsx';
import { Frame } from '../parts/frame.tsx';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

export function GoodbyeScreen({ screen, text, press }: ScreenProps<'goodbye'>) {
  const { title, text: lines } = text.goodbye[screen.expired ? 'expired' : 'done'];
  return (
    <Frame
      text={text}
      title={title}
      emblem={<Emblem tone={screen.expired ? 'info' : 'success'} />}
      picture={<ReaderPicture moment="empty" />}
      actions={
        <Button look="secondary" className="action-whole" onPress={() => press({ kind: 'begin' })}>
          {text.goodbye.begin}
        </Button>
      }
    >
      <Sentences lines={lines} look="large" />
    </Frame>
  );
}
