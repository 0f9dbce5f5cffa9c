import { useCallback, useEffect, useState } from 'react';
import type { Session } from '../../contract/staff.ts';
import type { Chime } from '../desk/chime.ts';
import type { Desk } from '../desk/desk.ts';
import { ShownProvider, useCentralNow, useDesk, useShown } from '../desk/use-desk.ts';
import { openCount, sectionsOf } from '../lane/sections.ts';
import { Announcer } from '../parts/announcer.tsx';
import { HelpDialog } from '../parts/help-dialog.tsx';
import { LiveLine } from '../parts/live-line.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { troubleWords } from '../parts/words.ts';
import { ChooseCounterPage } from './choose-counter-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { type PageView, VIEWS, viewsOf } from './views.tsx';

export function CounterApp({ desk, chime }: { desk: Desk; chime: Chime }) {
  const shown = useDesk(desk);
  const { language } = shown.view.preferences;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <ShownProvider value={shown}>
      <Page chime={chime} />
    </ShownProvider>
  );
}

function Page({ chime }: { chime: Chime }) {
  const { view, text } = useShown();
  const { who } = view;
  switch (who.kind) {
    case 'asking':
      return (
        <main className="card">
          <h1>{text.title}</h1>
          <p role="status">
            {view.trouble ? troubleWords(view.trouble, text) : text.page.starting}
          </p>
        </main>
      );
    case 'signed-out':
      return <SignInPage why={who.why} />;
    case 'signed-in':
      return view.isChoosingCounter ? (
        <ChooseCounterPage session={who.session} />
      ) : (
        <Working session={who.session} chime={chime} />
      );
  }
}

function Working({ session, chime }: { session: Session; chime: Chime }) {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const openHelp = useCallback(() => setHelpOpen(true), []);
  const { view } = useShown();
  const views = viewsOf(session.account.role, view);
  const [wanted, setWanted] = useState<PageView | null>(null);
  const [first = 'lane'] = views;
  const shown = wanted !== null && views.includes(wanted) ? wanted : first;
  const { Page, keys } = VIEWS[shown];
  return (
    <>
      <WindowTitle session={session} />
      <PageHeader
        session={session}
        chime={chime}
        views={views}
        shown={shown}
        hasKeys={keys !== null}
        onShow={setWanted}
        onHelp={openHelp}
      />
      <LiveLine />
      <main className="desk">
        <Page session={session} onShow={setWanted} onHelp={openHelp} />
      </main>
      <Announcer />
      {isHelpOpen && <HelpDialog of={keys ?? 'lane'} onClose={() => setHelpOpen(false)} />}
    </>
  );
}

/** Seen in the row of tabs while another one is in front. */
function WindowTitle({ session }: { session: Session }) {
  const { view, text } = useShown();
  const now = useCentralNow();
  const isWorking = session.account.role !== 'it';
  const open = view.lane && isWorking ? openCount(sectionsOf(view.lane, now)) : 0;
  const place = session.counter?.name ?? session.branch.name;
  const name = `${open > 0 ? `(${open}) ` : ''}${text.title} – ${place}`;
  const title = view.connection === 'lost' ? `${text.page.notLive}: ${name}` : name;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return null;
}
