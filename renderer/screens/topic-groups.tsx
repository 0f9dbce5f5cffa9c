import { ActionBar } from '../parts/action-bar.tsx';
import { Frame } from '../parts/frame.tsx';
import { NamedChoices } from '../parts/named-choices.tsx';
import type { ScreenProps } from '../parts/screen-props.ts';
import { Sentences } from '../parts/sentences.tsx';
import { TicketPicture } from '../parts/ticket-picture.tsx';

export function TopicGroupsScreen({ screen, text, press }: ScreenProps<'topic-groups'>) {
  const { queue, frame } = text;
  const labels = { ...frame, alternative: queue.groups.search, cancel: queue.back };
  return (
    <Frame
      text={text}
      service={text.services['take-ticket'].title}
      title={queue.groups.title}
      picture={<TicketPicture />}
      controls={
        <NamedChoices
          of={screen.groups}
          onChoose={(group) => press({ kind: 'choose-group', group })}
        />
      }
      actions={<ActionBar offered={screen.actions} labels={labels} press={press} />}
    >
      <Sentences lines={[queue.groups.text]} look="large" />
    </Frame>
  );
}
