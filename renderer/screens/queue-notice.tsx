import type { Text } from '../../config/text/index.ts';
import type { QueueNotice } from '../../state-machines/views.ts';
import { ActionBar } from '../parts/action-bar.tsx';
import { Emblem, type Tone } from '../parts/emblem.tsx';
import { Frame } from '../parts/frame.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { NextSteps, Sentences } from '../parts/sentences.tsx';
import { TicketPicture } from '../parts/ticket-picture.tsx';

const WARNINGS: ReadonlySet<QueueNotice> = new Set<QueueNotice>([
  'unknown-code',
  'unknown-scan',
  'queue-unreachable',
  'check-in-unreachable',
]);

export function QueueNoticeScreen({ screen, text, press }: ScreenProps<'queue-notice'>) {
  const { notice, about, actions } = screen;
  const { title, happened, next, help, confirm, alternative } = text.queue.notices[notice];
  const tone: Tone = WARNINGS.has(notice) ? 'warning' : 'info';
  const labels = { confirm, alternative, cancel: text.queue.finish };
  return (
    <Frame
      text={text}
      title={title}
      emblem={<Emblem tone={tone} />}
      picture={<TicketPicture />}
      actions={<ActionBar offered={actions} labels={labels} press={press} />}
    >
      <Sentences lines={[...happened, ...aboutLines(notice, about, text)]} look="large" />
      <NextSteps title={text.frame.whatNow} lines={next} />
      <Sentences lines={[help]} />
    </Frame>
  );
}

const ABOUT: Readonly<Partial<Record<QueueNotice, keyof Text['queue']['about']>>> = {
  'not-yet-open': 'opens',
  'closed-day': 'holiday',
  'too-early': 'checkIn',
  'appointment-over': 'appointment',
};

function aboutLines(notice: QueueNotice, about: string | null, text: Text): readonly string[] {
  if (about === null) return [];
  // The branch's own words stand as they are.
  if (notice === 'switched-off') return [about];
  const name = ABOUT[notice];
  return name === undefined ? [] : [text.queue.about[name](about)];
}
