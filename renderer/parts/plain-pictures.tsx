import { IdCard } from './id-card.tsx';

/** Pictures that only set the mood; the words beside them say it all. */

const SIX_PLACES = [0, 1, 2, 3, 4, 5];

/** A number that only one person knows. */
export function LockPicture() {
  return (
    <svg className="picture" viewBox="0 0 420 330" aria-hidden="true">
      <path className="lock-bow" d="M140 150V104C140 10 280 10 280 104V150" />
      <rect className="reader-body" x="50" y="140" width="320" height="176" rx="28" />
      <rect className="lock-window" x="78" y="194" width="264" height="68" rx="18" />
      {SIX_PLACES.map((place) => (
        <circle key={place} className="lock-dot" cx={110 + place * 40} cy="228" r="12" />
      ))}
    </svg>
  );
}

/** What to have at hand. */
export function CardAndLetterPicture() {
  return (
    <svg className="picture" viewBox="0 0 560 300" aria-hidden="true">
      <g transform="translate(300 14) rotate(6 110 130)">
        <path className="letter-body" d="M0 0H170L220 50V264H0Z" />
        <path className="letter-fold" d="M170 0V50H220Z" />
        <rect className="letter-line" x="28" y="42" width="110" height="14" rx="7" />
        <rect className="letter-line" x="28" y="86" width="164" height="10" rx="5" />
        <rect className="letter-line" x="28" y="112" width="136" height="10" rx="5" />
        <g className="number-places">
          {SIX_PLACES.map((place) => (
            <rect key={place} x={28 + place * 22} y="160" width="14" height="26" rx="3" />
          ))}
        </g>
      </g>
      <g transform="translate(36 70) rotate(-6 160 101)">
        <IdCard />
      </g>
    </svg>
  );
}

/** Two people greet each other, each in a language of their own. */
export function GreetingPicture() {
  return (
    <svg className="picture" viewBox="0 0 560 300" aria-hidden="true">
      <path
        className="bubble bubble--first"
        d="M52 20H300Q328 20 328 48V126Q328 154 300 154H132L84 196V154H52Q24 154 24 126V48Q24 20 52 20Z"
      />
      <path
        className="bubble bubble--second"
        d="M264 130H508Q536 130 536 158V232Q536 260 508 260H484V296L440 260H264Q236 260 236 232V158Q236 130 264 130Z"
      />
      <text className="bubble-word bubble-word--first" x="176" y="103" textAnchor="middle">
        Guten Tag
      </text>
      <text className="bubble-word" x="386" y="211" textAnchor="middle">
        Hello
      </text>
    </svg>
  );
}
