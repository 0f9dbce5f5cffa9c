import { Frame } from '../parts/frame.tsx';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

export function WorkingScreen({ screen, text }: ScreenProps<'working'>) {
  const { tasks, wait, keepCard } = text.working;
  return (
    <Frame
      text={text}
      title={tasks[screen.task]}
      emblem={
        <div className="working-dots" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      }
      picture={<ReaderPicture moment="lying" />}
    >
      <Sentences lines={[wait, keepCard]} look="large" />
    </Frame>
  );
}
