import { Frame } from '../parts/frame.tsx';
import { laneShown } from '../parts/lane-shown.ts';
import { isQueueTask } from '../parts/queue-task.ts';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';
import { TicketPicture } from '../parts/ticket-picture.tsx';
import { WorkingDots } from '../parts/working-dots.tsx';

export function WorkingScreen({ screen, text }: ScreenProps<'working'>) {
  const { tasks, wait, keepCard } = text.working;
  const needsNoCard = isQueueTask(screen.task);
  return (
    <Frame
      text={text}
      title={tasks[screen.task]}
      lane={laneShown(screen)}
      emblem={<WorkingDots />}
      picture={needsNoCard ? <TicketPicture /> : <ReaderPicture moment="lying" />}
    >
      <Sentences lines={needsNoCard ? [wait] : [wait, keepCard]} look="large" />
    </Frame>
  );
}
