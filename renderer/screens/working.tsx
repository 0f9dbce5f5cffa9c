import { Frame } from '../parts/frame.tsx';
import { laneShown } from '../parts/lane-shown.ts';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';
import { WorkingDots } from '../parts/working-dots.tsx';

export function WorkingScreen({ screen, text }: ScreenProps<'working'>) {
  const { tasks, wait, keepCard } = text.working;
  return (
    <Frame
      text={text}
      title={tasks[screen.task]}
      lane={laneShown(screen)}
      emblem={<WorkingDots />}
      picture={<ReaderPicture moment="lying" />}
    >
      <Sentences lines={[wait, keepCard]} look="large" />
    </Frame>
  );
}
