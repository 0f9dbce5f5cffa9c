import { TEXTS } from '../../config/text/index.ts';
import type { StaffIntent, StaffView } from '../../main/contract/staff.ts';
import type { ScreenLink } from '../link/link.ts';
import { useLink } from '../link/use-link.ts';
import { ResetPanel } from '../parts/reset-panel.tsx';
import { StaffNoticePanel } from '../parts/staff-notice-panel.tsx';

const TEXT = TEXTS.de;

/** What the team at the information desk sees of a terminal. */
export function StaffPage({ link }: { link: ScreenLink<'staff'> }) {
  const { connection, view } = useLink(link);
  const act = (intent: StaffIntent): void => link.act(intent);
  return (
    <main className="desk">
      <h1 className="kern-heading-x-large">{TEXT.staff.title}</h1>
      <p role="status">{connection === 'open' ? '' : connectionWords(connection)}</p>
      {view && (
        <div className="desk-columns" inert={connection !== 'open'}>
          <Notices view={view} act={act} />
          <div className="desk-column">
            <section className="panel">
              <h2>{TEXT.staff.terminal.label}</h2>
              <p>{TEXT.staff.terminal[view.terminal]}</p>
            </section>
            <ResetPanel text={TEXT.staff.reset} onReset={() => act({ kind: 'reset' })} />
          </div>
        </div>
      )}
    </main>
  );
}

interface NoticesProps {
  readonly view: StaffView;
  readonly act: (intent: StaffIntent) => void;
}

function Notices({ view, act }: NoticesProps) {
  return (
    <section className="desk-column" aria-labelledby="notices">
      <h2 id="notices">{TEXT.staff.notices}</h2>
      {view.notices.length === 0 && <p className="panel">{TEXT.staff.nothing}</p>}
      {view.notices.map((notice) => (
        <StaffNoticePanel
          key={notice.id}
          notice={notice}
          text={TEXT}
          onAcknowledge={() => act({ kind: 'acknowledge', notice: notice.id })}
        />
      ))}
    </section>
  );
}

function connectionWords(connection: 'connecting' | 'lost' | 'taken'): string {
  const { title, text } = TEXT.connection[connection === 'taken' ? 'taken' : 'lost'];
  return [`${title}.`, ...text].join(' ');
}
