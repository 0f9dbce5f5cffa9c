import { useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { QueueEntry } from '../../../contract/queue.ts';
import { useCentralNow, useShown } from '../../desk/use-desk.ts';
import { timeText } from '../../lane/clock.ts';
import { sectionsAt, serviceName } from '../../queue/calling-state.ts';
import { reportWords } from '../../report/report-words.ts';
import { Button } from '../button.tsx';
import { badgesOf } from './queue-words.ts';

/** Lines for whoever comes while the paper is in use. */
const EMPTY_LINES = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;

/** So that a branch goes on calling while the page is cut off: all of it is here already. */
export function PrintList() {
  const { text } = useShown();
  const [isDrawn, setDrawn] = useState(false);
  const printList = (): void => {
    flushSync(() => setDrawn(true));
    addEventListener('afterprint', () => setDrawn(false), { once: true });
    print();
  };
  return (
    <>
      <Button look="secondary" onPress={printList}>
        {text.queue.paper.print}
      </Button>
      {isDrawn && createPortal(<PaperList />, document.body)}
    </>
  );
}

/** Whoever waits, whichever counter serves them, in the order of calls; then who was parked. */
function PaperList() {
  const { view, text } = useShown();
  const now = useCentralNow();
  const { paper } = text.queue;
  const { who, heardAt, calling } = view;
  const { moment } = reportWords(view.preferences.language, text);
  const { others: waiting, parked } = sectionsAt(calling, { counterId: null, now });
  return (
    <section className="paper">
      <h1>{paper.title}</h1>
      <p>
        {who.kind === 'signed-in' && <strong>{who.session.branch.name}</strong>}{' '}
        {heardAt !== null && paper.asOf(moment(new Date(heardAt).toISOString()))}
      </p>
      <p>{paper.how}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{paper.done}</th>
            <th scope="col">{paper.ticket}</th>
            <th scope="col">{paper.service}</th>
            <th scope="col">{paper.came}</th>
            <th scope="col">{paper.remark}</th>
          </tr>
        </thead>
        <tbody>
          {[...waiting, ...parked].map((entry) => (
            <PaperRow key={entry.id} entry={entry} />
          ))}
          {EMPTY_LINES.map((line) => (
            <tr key={line}>
              <td className="paper-box">☐</td>
              <td colSpan={4} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Notes stay off the paper, which may be left lying about. */
function PaperRow({ entry }: { entry: QueueEntry }) {
  const { view, text } = useShown();
  const { ticket, serviceId, queuedAt, state } = entry;
  const badges = badgesOf(entry, { text, calling: view.calling, lane: view.lane });
  const remarks = [
    ...(state === 'parked' ? [text.queue.states.parked] : []),
    ...badges.map(({ words }) => words),
  ];
  return (
    <tr>
      <td className="paper-box">☐</td>
      <th scope="row">{ticket}</th>
      <td>{serviceName(view.calling, serviceId)}</td>
      <td>{timeText(Date.parse(queuedAt))}</td>
      <td>{remarks.join(', ')}</td>
    </tr>
  );
}
