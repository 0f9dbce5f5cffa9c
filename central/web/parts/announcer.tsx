import { useShown } from '../desk/use-desk.ts';
import { newsWords } from './words.ts';

/** Says aloud what the eye sees appear. */
export function Announcer() {
  const { view, text } = useShown();
  const { serial, items } = view.news;
  return (
    <div className="kern-sr-only" role="log" aria-live="polite" aria-label={text.page.newsLabel}>
      <p key={serial}>{items.map((news) => newsWords(news, text)).join(' ')}</p>
    </div>
  );
}
