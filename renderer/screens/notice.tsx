import type { ReactNode } from 'react';
import type { Text } from '../../config/text/index.ts';
import type { Notice } from '../../state-machines/views.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import { Emblem, type Tone } from '../parts/emblem.tsx';
import { Frame } from '../parts/frame.tsx';
import { laneShown } from '../parts/lane-shown.ts';
import { CanPicture, LetterPicture } from '../parts/number-pictures.tsx';
import { LockPicture } from '../parts/plain-pictures.tsx';
import { ReaderPicture } from '../parts/reader-picture.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { NextSteps, Sentences } from '../parts/sentences.tsx';
import { TriesLeft } from '../parts/tries-left.tsx';
import { triesShown } from '../parts/tries-shown.ts';

type Illustration = 'place-card' | 'card-lies' | 'can' | 'lock' | 'letter-pin' | 'letter-puk';

interface Look {
  readonly tone: Tone;
  readonly picture: Illustration;
}

const LOOKS: Readonly<Record<Notice, Look>> = {
  'wrong-card': { tone: 'warning', picture: 'place-card' },
  'card-removed': { tone: 'warning', picture: 'place-card' },
  'card-removed-while-setting-pin': { tone: 'warning', picture: 'place-card' },
  'reader-lost': { tone: 'danger', picture: 'card-lies' },
  'card-fault': { tone: 'warning', picture: 'card-lies' },
  'wrong-pin': { tone: 'warning', picture: 'letter-pin' },
  'wrong-can': { tone: 'warning', picture: 'can' },
  'wrong-puk': { tone: 'warning', picture: 'letter-puk' },
  suspended: { tone: 'warning', picture: 'can' },
  blocked: { tone: 'danger', picture: 'letter-puk' },
  'not-blocked': { tone: 'info', picture: 'card-lies' },
  deactivated: { tone: 'danger', picture: 'card-lies' },
  'puk-spent': { tone: 'danger', picture: 'letter-puk' },
  'weak-pin': { tone: 'warning', picture: 'lock' },
  'pins-differ': { tone: 'warning', picture: 'lock' },
  'already-active': { tone: 'info', picture: 'card-lies' },
  'central-unreachable': { tone: 'warning', picture: 'card-lies' },
  'authority-unreachable': { tone: 'warning', picture: 'card-lies' },
  'approval-ended': { tone: 'info', picture: 'card-lies' },
  'lane-interrupted': { tone: 'warning', picture: 'place-card' },
  'lane-interrupted-activated': { tone: 'warning', picture: 'place-card' },
};

export function NoticeScreen({ screen, text, press }: ScreenProps<'notice'>) {
  const { notice, actions } = screen;
  const { title, happened, next, help, confirm, alternative } = text.notices[notice];
  const { tone, picture } = LOOKS[notice];
  const tries = triesShown(screen);
  const labels = {
    confirm,
    alternative: alternative || text.frame.alternative,
    cancel: text.frame.cancel,
  };
  return (
    <Frame
      text={text}
      title={title}
      lane={laneShown(screen)}
      emblem={<Emblem tone={tone} />}
      picture={pictureOf(picture, text)}
      actions={<ActionBar offered={actions} labels={labels} press={press} />}
    >
      <Sentences lines={happened} look="large" />
      {tries !== undefined && <TriesLeft tries={tries} label={text.frame.triesLeft(tries)} />}
      <NextSteps title={text.frame.whatNow} lines={next} />
      <Sentences lines={[help]} />
    </Frame>
  );
}

function pictureOf(illustration: Illustration, { pictures }: Text): ReactNode {
  switch (illustration) {
    case 'place-card':
      return <ReaderPicture moment="placing" label={pictures.cardOnReader} />;
    case 'card-lies':
      return <ReaderPicture moment="lying" />;
    case 'lock':
      return <LockPicture />;
    case 'can':
      return <CanPicture label={pictures.can} />;
    case 'letter-pin':
      return <LetterPicture marks="pin" heading={pictures.letter} label={pictures.letterPin} />;
    case 'letter-puk':
      return <LetterPicture marks="puk" heading={pictures.letter} label={pictures.letterPuk} />;
  }
}
