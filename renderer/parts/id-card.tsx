/** An identity card, 320 by 202, drawn at the origin. The spots mark where the CAN is printed. */
export function IdCard({ marksCan = false }: { marksCan?: boolean }) {
  return (
    <g className="id-card">
      <rect className="id-card-body" width="320" height="202" rx="16" />
      <path
        className="id-card-wave"
        d="M120 150C170 96 236 168 318 92V60C240 120 176 60 120 112Z"
      />
      <rect className="id-card-line" x="22" y="20" width="150" height="13" rx="6" />
      <rect className="id-card-photo" x="22" y="50" width="88" height="114" rx="6" />
      <circle className="id-card-face" cx="66" cy="92" r="21" />
      <path className="id-card-face" d="M30 164C30 130 46 120 66 120S102 130 102 164Z" />
      <rect className="id-card-line" x="130" y="58" width="108" height="11" rx="5" />
      <rect className="id-card-line" x="130" y="84" width="142" height="11" rx="5" />
      <rect className="id-card-line" x="130" y="110" width="82" height="11" rx="5" />
      <g className={marksCan ? 'id-card-can id-card-can--marked' : 'id-card-can'}>
        {[0, 1, 2, 3, 4, 5].map((place) => (
          <rect key={place} x={208 + place * 15} y="158" width="10" height="20" rx="2" />
        ))}
      </g>
      {marksCan && <rect className="marker" x="196" y="144" width="112" height="48" rx="14" />}
    </g>
  );
}
