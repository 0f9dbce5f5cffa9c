import type { Badge } from './queue-words.ts';

export function Badges({ badges }: { badges: readonly Badge[] }) {
  if (badges.length === 0) return null;
  return (
    <span className="row-badges">
      {badges.map(({ words, isUrgent }) => (
        <span key={words} className={isUrgent ? 'badge badge--urgent' : 'badge'}>
          {words}
        </span>
      ))}
    </span>
  );
}
