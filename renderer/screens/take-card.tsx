import { Emblem } from '../parts/emblem.tsx';
import { Frame } from '../parts/frame.tsx';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

export function TakeCardScreen({ screen, text }: ScreenProps<'take-card'>) {
  const { title, text: lines } = text.takeCard[screen.forgotten ? 'forgotten' : 'now'];
  return (
    <Frame
      text={text}
      title={title}
      emblem={<Emblem tone={screen.forgotten ? 'warning' : 'info'} />}
      picture={<ReaderPicture moment="taking" label={text.pictures.takeCard} />}
    >
      <Sentences lines={lines} look="large" />
    </Frame>
  );
}
