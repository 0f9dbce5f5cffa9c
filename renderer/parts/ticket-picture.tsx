/** A slip with a number; the words beside it say the same. */
export function TicketPicture() {
  return (
    <svg className="picture" viewBox="0 0 560 300" aria-hidden="true">
      <g transform="rotate(-5 280 150)">
        <path
          className="letter-body"
          d="M170 20H390V270L366 256 342 270 318 256 294 270 270 256 246 270 222 256 198 270 170 256Z"
        />
        <rect className="letter-line" x="205" y="52" width="150" height="14" rx="7" />
        <g className="number-places number-places--marked">
          {[0, 1, 2].map((place) => (
            <rect key={place} x={214 + place * 46} y="92" width="34" height="66" rx="6" />
          ))}
        </g>
        <rect className="letter-line" x="205" y="188" width="150" height="10" rx="5" />
        <rect className="letter-line" x="225" y="212" width="110" height="10" rx="5" />
      </g>
    </svg>
  );
}
