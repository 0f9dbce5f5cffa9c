import { useSyncExternalStore } from 'react';
import type { Session } from '../../contract/staff.ts';
import type { Chime } from '../desk/chime.ts';
import { useShown } from '../desk/use-desk.ts';
import { isMine } from '../lane/sections.ts';
import type { PageView } from '../pages/views.tsx';
import { LANGUAGES } from '../preferences.ts';
import { sectionsAt } from '../queue/calling-state.ts';
import { TEXTS } from '../text/index.ts';
import { Button } from './button.tsx';
import { TabMark } from './tab-mark.tsx';

export interface PageHeaderProps {
  readonly session: Session;
  readonly chime: Chime;
  /** What this role may look at, the shown one among it. */
  readonly views: readonly PageView[];
  readonly shown: PageView;
  /** Whether the shown one works with single keys and sound. */
  readonly hasKeys: boolean;
  readonly onShow: (view: PageView) => void;
  readonly onHelp: () => void;
}

export function PageHeader(props: PageHeaderProps) {
  const { session, chime, views, shown, hasKeys, onShow, onHelp } = props;
  const { desk, text } = useShown();
  const { header } = text;
  return (
    <header className="header">
      <h1>{text.title}</h1>
      {views.length > 1 && (
        <nav aria-label={header.views}>
          {views.map((each) => (
            <button
              key={each}
              type="button"
              className="tab"
              aria-current={each === shown ? 'page' : undefined}
              onClick={() => onShow(each)}
            >
              {header[each]}
              <TabMark of={each} session={session} />
            </button>
          ))}
        </nav>
      )}
      <span className="header-gap" />
      {session.counter && <CounterButton session={session} />}
      {hasKeys && (
        <>
          <SoundSwitch chime={chime} />
          <Button look="tertiary" shortcut="?" onPress={onHelp}>
            {header.help}
          </Button>
        </>
      )}
      <LanguageButton />
      <Button look="tertiary" onPress={() => void desk.signOut()}>
        {header.signOut}
      </Button>
    </header>
  );
}

/** The other language, in its own words. */
export function LanguageButton() {
  const { desk, view } = useShown();
  const other = LANGUAGES.find((each) => each !== view.preferences.language) ?? 'de';
  return (
    <Button look="tertiary" language={other} onPress={() => desk.prefer({ language: other })}>
      {TEXTS[other].language}
    </Button>
  );
}

/** A request that is held names the counter its holder sits at, and so does a person in hand. */
function CounterButton({ session }: { session: Session }) {
  const { desk, view, text } = useShown();
  const counterId = session.counter?.id ?? null;
  const { inHand } = sectionsAt(view.calling, { counterId, now: Date.now() });
  const isHolding =
    inHand !== null ||
    [...(view.lane?.requests.values() ?? [])].some((each) => isMine(each, session));
  return (
    <Button
      look="tertiary"
      label={`${session.counter?.name}: ${text.counter.change}`}
      isDisabled={isHolding || session.counters.length < 2}
      onPress={() => desk.askForCounter(true)}
    >
      {session.counter?.name}
    </Button>
  );
}

function SoundSwitch({ chime }: { chime: Chime }) {
  const { desk, view, text } = useShown();
  const isBlocked = useSyncExternalStore(chime.subscribe, chime.isBlocked);
  const { sound } = view.preferences;
  const { header } = text;
  const heard = isBlocked ? header.soundBlocked : header.on;
  return (
    <Button
      look="tertiary"
      isOn={sound}
      shortcut="M"
      onPress={() => desk.prefer({ sound: !sound })}
    >
      {`${header.sound}: ${sound ? heard : header.off}`}
    </Button>
  );
}
