import { IdCard } from './id-card.tsx';

export interface ReaderPictureProps {
  /** `placing` and `taking` show a movement, `lying` a card that stays, `empty` no card. */
  readonly moment: 'placing' | 'lying' | 'taking' | 'empty';
  /** Left out where the words beside it say the same. */
  readonly label?: string;
}

/** The reader from above, and what happens to the card. */
export function ReaderPicture({ moment, label }: ReaderPictureProps) {
  const isMoving = moment === 'placing' || moment === 'taking';
  return (
    <svg
      className={`picture reader-picture reader-picture--${moment}`}
      viewBox={isMoving ? '0 0 560 500' : '24 122 512 378'}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <rect className="reader-shadow" x="44" y="158" width="472" height="326" rx="40" />
      <rect className="reader-body" x="44" y="142" width="472" height="326" rx="40" />
      <rect className="reader-pad" x="84" y="178" width="392" height="254" rx="22" />
      {moment === 'empty' && (
        <path
          className="reader-sign"
          d="M248 276Q270 305 248 334M276 258Q312 305 276 352M304 240Q354 305 304 370"
        />
      )}
      {moment === 'placing' && <path className="arrow" d="M280 256V390M226 340 280 394 334 340" />}
      {moment === 'taking' && <path className="arrow" d="M280 430V326M226 374 280 320 334 374" />}
      {moment !== 'empty' && (
        <g className="reader-card">
          <g transform={CARD_PLACE[moment]}>
            <IdCard />
          </g>
        </g>
      )}
    </svg>
  );
}

const CARD_PLACE = {
  placing: 'translate(120 18)',
  lying: 'translate(120 204)',
  taking: 'translate(120 18)',
} as const;
