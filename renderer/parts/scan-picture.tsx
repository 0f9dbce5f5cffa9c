/** The three corners that a QR code is known by. */
const CORNERS = [
  [0, 0],
  [78, 0],
  [0, 78],
] as const;

/** Some of its dots, in no order that would mean anything. */
const DOTS = [
  [52, 8],
  [52, 40],
  [12, 54],
  [40, 56],
  [60, 60],
  [84, 56],
  [106, 60],
  [52, 84],
  [84, 84],
  [104, 100],
  [64, 106],
] as const;

/** A letter with a QR code, and the light of the reader on it; the words beside it say the same. */
export function ScanPicture() {
  return (
    <svg className="picture" viewBox="0 0 560 330" aria-hidden="true">
      <g transform="translate(170 10)">
        <path className="letter-body" d="M0 0H170L220 50V226H0Z" />
        <path className="letter-fold" d="M170 0V50H220Z" />
        <rect className="letter-line" x="28" y="28" width="110" height="14" rx="7" />
        <g transform="translate(50 76)">
          {CORNERS.map(([x, y]) => (
            <g key={`${x} ${y}`}>
              <rect className="code-corner" x={x + 4} y={y + 4} width="34" height="34" rx="4" />
              <rect className="code-dot" x={x + 14} y={y + 14} width="14" height="14" rx="2" />
            </g>
          ))}
          {DOTS.map(([x, y]) => (
            <rect
              key={`${x} ${y}`}
              className="code-dot"
              x={x}
              y={y}
              width="12"
              height="12"
              rx="2"
            />
          ))}
        </g>
      </g>
      <path className="pointer" d="M280 300 214 258M280 300 346 258" />
      <rect className="reader-body" x="200" y="284" width="160" height="40" rx="14" />
    </svg>
  );
}
