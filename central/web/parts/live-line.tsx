import { useShown } from '../desk/use-desk.ts';
import { timeText } from '../lane/clock.ts';
import { hasQueue } from '../queue/calling-state.ts';
import { Button } from './button.tsx';
import { PrintList } from './queue/print-list.tsx';
import { TroubleMessage } from './trouble-message.tsx';

/**
 * Says whether the page is live, and what went wrong. Always there and as high: nothing jumps. Cut
 * off, who works where gives way to the list on paper.
 */
export function LiveLine() {
  const { view, text } = useShown();
  const { connection, heardAt, who, calling } = view;
  const isCutOff = connection === 'lost' || connection === 'outdated';
  return (
    <section className={`live live--${connection}`} aria-label={text.live.label}>
      <p role="status">
        <span className="live-mark" aria-hidden="true" />
        {lineOf()}
      </p>
      <TroubleMessage />
      {who.kind === 'signed-in' && !isCutOff && (
        <p className="live-place">
          {who.session.branch.name} <strong>{who.session.account.displayName}</strong>
        </p>
      )}
      {isCutOff && calling.queue !== null && hasQueue(calling) && <PrintList />}
      {connection === 'outdated' && (
        <Button look="secondary" onPress={() => location.reload()}>
          {text.page.reload}
        </Button>
      )}
    </section>
  );

  function lineOf() {
    if (connection === 'outdated') return <strong>{text.live.outdated}</strong>;
    if (connection === 'live') return text.live.live;
    if (connection === 'connecting' || heardAt === null) return text.live.connecting;
    return (
      <>
        <strong>{text.live.lost(timeText(heardAt))}</strong>
        {view.trouble === null && <span>{text.live.lostHint}</span>}
      </>
    );
  }
}
