import type { Text } from '../../config/text/index.ts';
import type { Screen } from '../../state-machines/views.ts';
import type { Press } from '../parts/screen-props.ts';
import { AttractScreen } from '../screens/attract.tsx';
import { CardStateScreen } from '../screens/card-state.tsx';
import { EnterCodeScreen } from '../screens/enter-code.tsx';
import { EnterSecretScreen } from '../screens/enter-secret.tsx';
import { FastLaneIntroScreen } from '../screens/fast-lane-intro.tsx';
import { FindTopicScreen } from '../screens/find-topic.tsx';
import { GoodbyeScreen } from '../screens/goodbye.tsx';
import { LaneWaitingScreen } from '../screens/lane-waiting.tsx';
import { LanguageScreen } from '../screens/language.tsx';
import { MenuScreen } from '../screens/menu.tsx';
import { NoticeScreen } from '../screens/notice.tsx';
import { OutOfServiceScreen } from '../screens/out-of-service.tsx';
import { OutcomeScreen } from '../screens/outcome.tsx';
import { PresentCardScreen } from '../screens/present-card.tsx';
import { QueueNoticeScreen } from '../screens/queue-notice.tsx';
import { ScanCodeScreen } from '../screens/scan-code.tsx';
import { TakeCardScreen } from '../screens/take-card.tsx';
import { TicketScreen } from '../screens/ticket.tsx';
import { TopicScreen } from '../screens/topic.tsx';
import { TopicGroupsScreen } from '../screens/topic-groups.tsx';
import { TopicsScreen } from '../screens/topics.tsx';
import { WorkingScreen } from '../screens/working.tsx';

export interface ScreenOfViewProps {
  readonly screen: Screen;
  readonly text: Text;
  readonly press: Press;
}

/** One screen a view. */
export function ScreenOfView({ screen, ...rest }: ScreenOfViewProps) {
  switch (screen.name) {
    case 'attract':
      return <AttractScreen screen={screen} {...rest} />;
    case 'language':
      return <LanguageScreen screen={screen} {...rest} />;
    case 'menu':
      return <MenuScreen screen={screen} {...rest} />;
    case 'present-card':
      return <PresentCardScreen screen={screen} {...rest} />;
    case 'fast-lane-intro':
      return <FastLaneIntroScreen screen={screen} {...rest} />;
    case 'lane-waiting':
      return <LaneWaitingScreen screen={screen} {...rest} />;
    case 'working':
      return <WorkingScreen screen={screen} {...rest} />;
    case 'enter-secret':
      return <EnterSecretScreen screen={screen} {...rest} />;
    case 'notice':
      return <NoticeScreen screen={screen} {...rest} />;
    case 'card-state':
      return <CardStateScreen screen={screen} {...rest} />;
    case 'outcome':
      return <OutcomeScreen screen={screen} {...rest} />;
    case 'topic-groups':
      return <TopicGroupsScreen screen={screen} {...rest} />;
    case 'topics':
      return <TopicsScreen screen={screen} {...rest} />;
    case 'find-topic':
      return <FindTopicScreen screen={screen} {...rest} />;
    case 'topic':
      return <TopicScreen screen={screen} {...rest} />;
    case 'enter-code':
      return <EnterCodeScreen screen={screen} {...rest} />;
    case 'scan-code':
      return <ScanCodeScreen screen={screen} {...rest} />;
    case 'ticket':
      return <TicketScreen screen={screen} {...rest} />;
    case 'queue-notice':
      return <QueueNoticeScreen screen={screen} {...rest} />;
    case 'take-card':
      return <TakeCardScreen screen={screen} {...rest} />;
    case 'goodbye':
      return <GoodbyeScreen screen={screen} {...rest} />;
    case 'out-of-service':
      return <OutOfServiceScreen screen={screen} {...rest} />;
  }
}
