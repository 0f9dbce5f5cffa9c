import { ActionBar } from '../parts/action-bar.tsx';
import { Frame } from '../parts/frame.tsx';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

export function PresentCardScreen({ screen, text, press }: ScreenProps<'present-card'>) {
  const { presentCard, services, pictures, frame } = text;
  return (
    <Frame
      text={text}
      service={services[screen.service].title}
      title={presentCard.title}
      picture={<ReaderPicture moment="placing" label={pictures.cardOnReader} />}
      actions={<ActionBar offered={screen.actions} labels={frame} press={press} />}
    >
      <Sentences lines={presentCard.text} look="large" />
      <Sentences lines={[presentCard.also]} />
    </Frame>
  );
}
