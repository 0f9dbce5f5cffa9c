import { ActionBar } from '../parts/action-bar.tsx';
import { Emblem, type Tone } from '../parts/emblem.tsx';
import { Frame } from '../parts/frame.tsx';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { NextSteps, Sentences } from '../parts/sentences.tsx';
import { TriesLeft } from '../parts/tries-left.tsx';
import { triesShown } from '../parts/tries-shown.ts';

type PinState = ScreenProps<'card-state'>['screen']['state'];

const TONES: Readonly<Record<PinState['kind'], Tone>> = {
  operational: 'success',
  suspended: 'warning',
  blocked: 'danger',
  deactivated: 'danger',
};

export function CardStateScreen({ screen, text, press }: ScreenProps<'card-state'>) {
  const { state, actions } = screen;
  const { title, detail, next, alternative } = text.cardState[state.kind];
  const labels = { confirm: text.cardState.finish, alternative, cancel: text.frame.cancel };
  const tries = triesShown(screen);
  return (
    <Frame
      text={text}
      service={text.services['check-card'].title}
      title={title}
      emblem={<Emblem tone={TONES[state.kind]} />}
      picture={<ReaderPicture moment="lying" />}
      actions={<ActionBar offered={actions} labels={labels} press={press} />}
    >
      <Sentences lines={detail} look="large" />
      {tries !== undefined && <TriesLeft tries={tries} label={text.frame.triesLeft(tries)} />}
      <NextSteps title={text.frame.whatNow} lines={next} />
    </Frame>
  );
}
