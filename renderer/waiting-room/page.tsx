import { type CSSProperties, useEffect, useRef } from 'react';
import { TEXTS } from '../../config/text/index.ts';
import type { ShownCall, WaitingRoomView } from '../../main/contract/waiting-room.ts';
import type { LinkState, ScreenLink } from '../link/link.ts';
import { useLink } from '../link/use-link.ts';
import { CallRow, EarlierCall } from './call-row.tsx';
import { type Demand, planLayout } from './layout.ts';
import { callId, shownCalls } from './shown-calls.ts';
import { TextLine } from './text-line.tsx';
import { useAnnouncer } from './use-announcer.ts';
import { timeOfDay, useClock } from './use-clock.ts';
import { useGlass } from './use-glass.ts';

const TEXT = TEXTS.de.waitingRoom;

/** Shows who is called; what is said belongs to it. Nobody touches it. */
export function WaitingRoomPage({ link }: { link: ScreenLink<'waiting-room'> }) {
  const state = useLink(link);
  const isSoundOn = useAnnouncer(state.view);
  if (state.connection === 'taken') return <p className="room-message">{TEXT.notSetUp}</p>;
  if (state.view === null) return <p className="room-message">{TEXT.neverLive}</p>;
  return <Room view={state.view} connection={state.connection} isSoundOn={isSoundOn} />;
}

interface RoomProps {
  readonly view: WaitingRoomView;
  readonly connection: LinkState<'waiting-room'>['connection'];
  readonly isSoundOn: boolean;
}

function Room({ view, connection, isSoundOn }: RoomProps) {
  const now = useClock(view.at);
  const glass = useGlass();
  const { screen, timeZone, called, centreName, logo } = view;
  const notice = useNotice(view, connection, isSoundOn, now);
  const layout = planLayout({ ...glass, ...screen }, demandOf(view, notice ?? ''));
  const { calls, earlier } = shownCalls(called, { ...layout, timeZone, now });
  const { languages, viewingDistanceMetres: distance } = screen;
  useEffect(() => {
    document.documentElement.lang = languages[0] ?? 'de';
  }, [languages]);
  const texts = languages.map((language) => TEXTS[language].waitingRoom);
  const [text = TEXT] = texts;
  const label = (key: 'called' | 'before'): string => texts.map((it) => it[key]).join(' · ');
  const sizes = {
    '--number': `${layout.numberPx}px`,
    '--text': `${layout.textPx}px`,
    '--columns': layout.columns,
  } as CSSProperties;
  return (
    <main className={layout.isOneLine ? 'room room--one-line' : 'room'} style={sizes}>
      <header className="room-head">
        {logo !== null && <img className="room-logo" src={logo} alt="" />}
        <h1>
          {centreName}
          <small>{screen.name}</small>
          {layout.readableToMetres < distance && (
            <small>{text.readableTo(layout.readableToMetres.toFixed(1).replace('.', ','))}</small>
          )}
        </h1>
        <time>{timeOfDay(now, timeZone)}</time>
      </header>
      <p className="room-notice" role="status">
        {notice}
      </p>
      <section className="room-calls">
        <h2>{label('called')}</h2>
        {calls.length === 0 ? (
          <p className="room-nobody">{text.nobody}</p>
        ) : (
          <ol>
            {calls.map((call) => (
              <CallRow key={callId(call)} {...{ call, languages }} isNewest={call === called[0]} />
            ))}
          </ol>
        )}
      </section>
      {earlier.length > 0 && (
        <section className="room-earlier">
          <h2>{label('before')}</h2>
          <ol>
            {earlier.map((call) => (
              <EarlierCall key={callId(call)} {...{ call, languages }} />
            ))}
          </ol>
        </section>
      )}
      {screen.runningText !== '' && (
        <TextLine
          text={screen.runningText}
          isMoving={screen.runningTextAs === 'moving'}
          charactersPerLine={Math.floor(glass.widthPx / (layout.textPx * CHARACTER_EM))}
        />
      )}
    </main>
  );
}

/** Of Fira Sans in medium weight, on average. */
const CHARACTER_EM = 0.54;

/** What people must know to trust what they see; null: all is well. */
function useNotice(
  { live, since, timeZone, screen }: WaitingRoomView,
  connection: RoomProps['connection'],
  isSoundOn: boolean,
  now: number,
): string | null {
  const [language = 'de'] = screen.languages;
  const text = TEXTS[language].waitingRoom;
  // The page may lose the terminal as the terminal may lose the central system.
  const lostAt = useRef<number | null>(null);
  if (connection === 'open') lostAt.current = null;
  else lostAt.current ??= now;
  const upTo = live ? lostAt.current : since && Date.parse(since);
  if (!live && since === null) return text.neverLive;
  if (upTo !== null) return text.notLive(timeOfDay(Number(upTo), timeZone));
  return isSoundOn ? null : text.soundOff;
}

function demandOf({ called, screen }: WaitingRoomView, notice: string): Demand {
  const longest = (pick: (call: ShownCall) => string, least: number): number =>
    Math.max(least, ...called.map((call) => pick(call).length));
  return {
    numberLength: longest(({ number }) => number, 4),
    counterLength: longest(({ counter }) => counter, 11),
    directions: called.flatMap(({ direction }) => direction ?? []),
    hasRunningText: screen.runningText !== '',
    noticeLength: notice.length,
  };
}
