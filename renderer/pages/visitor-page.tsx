import { useCallback, useEffect, useMemo } from 'react';
import { TEXTS } from '../../config/text/index.ts';
import type { ScreenLink } from '../link/link.ts';
import { useLink } from '../link/use-link.ts';
import { announcement, laneAnnouncement } from '../parts/announcement.ts';
import { CentreName } from '../parts/centre-name.ts';
import { ConnectionOverlay } from '../parts/connection-overlay.tsx';
import { IdleOverlay } from '../parts/idle-overlay.tsx';
import { createPressGuard } from '../parts/press-guard.ts';
import type { Press } from '../parts/screen-props.ts';
import { useKeyboard } from '../parts/use-keyboard.ts';
import { ScreenOfView } from './screen-of-view.tsx';

/** Draws the one screen the core shows, and whatever lies over it. */
export function VisitorPage({ link }: { link: ScreenLink<'visitor'> }) {
  const { connection, view, screen } = useLink(link);
  const language = view?.language ?? 'de';
  const text = TEXTS[language];
  const mayPress = useMemo(() => createPressGuard(() => performance.now()), []);
  const press = useCallback<Press>(
    (intent) => {
      if (mayPress(intent)) link.act(intent);
    },
    [link, mayPress],
  );
  useKeyboard(view, press);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const isConnected = connection === 'open';
  const secondsLeft = isConnected ? view?.idleSecondsLeft : undefined;
  return (
    <>
      <div inert={!isConnected || secondsLeft !== undefined}>
        {view && (
          <CentreName value={view.centreName}>
            <ScreenOfView key={screen} screen={view.screen} text={text} press={press} />
          </CentreName>
        )}
      </div>
      <p role="status" className="kern-sr-only">
        {view && announcement(view, text)}
      </p>
      <p role="status" className="kern-sr-only">
        {view && laneAnnouncement(view.screen, text)}
      </p>
      {secondsLeft !== undefined && <IdleOverlay seconds={secondsLeft} text={text} press={press} />}
      <ConnectionOverlay connection={connection} text={text} />
    </>
  );
}
