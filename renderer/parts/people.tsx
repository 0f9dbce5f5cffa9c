/** Head and shoulders, 120 by 130, drawn at the origin. */
export function Person({ look }: { look: 'visitor' | 'staff' }) {
  return (
    <g className={`person person--${look}`}>
      <path d="M4 130C4 86 28 72 60 72S116 86 116 130Z" />
      <circle cx="60" cy="34" r="32" />
    </g>
  );
}

/** A tick on a round ground, 64 by 64, drawn at the origin. */
export function Tick() {
  return (
    <g className="tick">
      <circle cx="32" cy="32" r="31" />
      <path d="M18 33 28 43 47 22" />
    </g>
  );
}
