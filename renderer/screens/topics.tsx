import { ActionBar } from '../parts/action-bar.tsx';
import { Frame } from '../parts/frame.tsx';
import { NamedChoices } from '../parts/named-choices.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';

export function TopicsScreen({ screen, text, press }: ScreenProps<'topics'>) {
  const { queue, frame } = text;
  const { group, topics, page, pages, actions } = screen;
  const labels = { ...frame, alternative: queue.topics.more, cancel: queue.back };
  const where = pages > 1 ? [queue.topics.page(page, pages)] : [];
  return (
    <Frame
      text={text}
      service={text.services['take-ticket'].title}
      title={group.title}
      controls={
        <NamedChoices of={topics} onChoose={(topic) => press({ kind: 'choose-topic', topic })} />
      }
      actions={<ActionBar offered={actions} labels={labels} press={press} />}
    >
      <Sentences lines={[queue.topics.text, ...where]} look="large" />
    </Frame>
  );
}
