import { useCallback, useEffect, useState } from 'react';
import type { Role, Session } from '../../contract/staff.ts';
import type { Chime } from '../desk/chime.ts';
import type { Desk } from '../desk/desk.ts';
import { ShownProvider, useCentralNow, useDesk, useShown } from '../desk/use-desk.ts';
import { openCount, sectionsOf } from '../lane/sections.ts';
import { Announcer } from '../parts/announcer.tsx';
import { HelpDialog } from '../parts/help-dialog.tsx';
import { LiveLine } from '../parts/live-line.tsx';
import { PageHeader, type PageView } from '../parts/page-header.tsx';
import { troubleWords } from '../parts/words.ts';
import { ChooseCounterPage } from './choose-counter-page.tsx';
import { KiosksPage } from './kiosks-page.tsx';
import { LanePage } from './lane-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

/** Those who keep the machines vouch for nobody, and clerks need not know of machines. */
const VIEWS: Readonly<Record<Role, readonly [PageView, ...PageView[]]>> = {
  clerk: ['lane'],
  lead: ['lane', 'kiosks'],
  it: ['kiosks'],
};

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
  const views = VIEWS[session.account.role];
  const [wanted, setWanted] = useState<PageView>(views[0]);
  const shown = views.includes(wanted) ? wanted : views[0];
  return (
    <>
      <WindowTitle session={session} />
      <PageHeader
        session={session}
        chime={chime}
        views={views}
        shown={shown}
        onShow={setWanted}
        onHelp={openHelp}
      />
      <LiveLine />
      <main className="desk">
        {shown === 'lane' ? (
          <LanePage session={session} onHelp={openHelp} />
        ) : (
          <KiosksPage session={session} />
        )}
      </main>
      <Announcer />
      <HelpDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
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
