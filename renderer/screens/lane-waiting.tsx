import { ActionBar } from '../parts/action-bar.tsx';
import { Frame } from '../parts/frame.tsx';
import { CounterPicture } from '../parts/lane-pictures.tsx';
import { laneShown } from '../parts/lane-shown.ts';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';
import { WorkingDots } from '../parts/working-dots.tsx';

export function LaneWaitingScreen({ screen, text, press }: ScreenProps<'lane-waiting'>) {
  const { waiting } = text.fastLane;
  return (
    <Frame
      text={text}
      title={waiting.title}
      lane={laneShown(screen)}
      emblem={<WorkingDots />}
      picture={<CounterPicture />}
      actions={<ActionBar offered={screen.actions} labels={text.frame} press={press} />}
    >
      <Sentences lines={waiting.text} look="large" />
      <Sentences lines={[waiting.privacy]} />
    </Frame>
  );
}
