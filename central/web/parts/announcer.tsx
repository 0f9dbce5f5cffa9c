import { useShown } from '../desk/use-desk.ts';
import { serviceName } from '../queue/calling-state.ts';
import { newsWords } from './words.ts';

/** Says aloud what the eye sees appear. */
export function Announcer() {
  const { view, text } = useShown();
  const { serial, items } = view.news;
  const words = items.map((news) =>
    news.kind === 'somebody-waits'
      ? text.queue.news(news.entry.ticket, serviceName(view.calling, news.entry.serviceId))
      : newsWords(news, text),
  );
  return (
    <div className="kern-sr-only" role="log" aria-live="polite" aria-label={text.page.newsLabel}>
      <p key={serial}>{words.join(' ')}</p>
    </div>
  );
}
