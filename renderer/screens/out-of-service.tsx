import { Emblem } from '../parts/emblem.tsx';
import { Frame } from '../parts/frame.tsx';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

export function OutOfServiceScreen({ screen, text }: ScreenProps<'out-of-service'>) {
  const { title, text: lines } = text.outOfService[screen.reason];
  const isClosed = screen.reason !== 'starting';
  return (
    <Frame
      text={text}
      title={title}
      emblem={<Emblem tone={isClosed ? 'warning' : 'info'} />}
      picture={<ReaderPicture moment="empty" />}
    >
      <Sentences lines={lines} look="large" />
      {isClosed && (
        <p className="kern-body sentence other-language" lang={text.inOtherLanguage.language}>
          {text.inOtherLanguage.closed}
        </p>
      )}
    </Frame>
  );
}
