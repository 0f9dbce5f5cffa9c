import { IdCard } from './id-card.tsx';

/** The front of the card, and where the CAN is on it. */
export function CanPicture({ label }: { label: string }) {
  return (
    <svg className="picture" viewBox="0 0 450 218" role="img" aria-label={label}>
      <g transform="translate(8 8)">
        <IdCard marksCan />
      </g>
      <path className="pointer" d="M320 176H350" />
      <text className="picture-word picture-word--marked" x="362" y="189">
        CAN
      </text>
    </svg>
  );
}

export interface LetterPictureProps {
  readonly marks: 'pin' | 'puk';
  readonly heading: string;
  readonly label: string;
}

/** The PIN letter, and which of its numbers is meant. */
export function LetterPicture({ marks, heading, label }: LetterPictureProps) {
  return (
    <svg className="picture" viewBox="30 0 360 236" role="img" aria-label={label}>
      <path className="letter-body" d="M40 8H330L380 52V228H40Z" />
      <path className="letter-fold" d="M330 8V52H380Z" />
      <text className="picture-word" x="70" y="54">
        {heading}
      </text>
      <NumberRow y={76} word="PIN" places={5} isMarked={marks === 'pin'} />
      <NumberRow y={148} word="PUK" places={10} isMarked={marks === 'puk'} />
    </svg>
  );
}

interface NumberRowProps {
  readonly y: number;
  readonly word: string;
  readonly places: number;
  readonly isMarked: boolean;
}

function NumberRow({ y, word, places, isMarked }: NumberRowProps) {
  return (
    <g transform={`translate(66 ${y})`}>
      {isMarked && <rect className="marker" x="-14" y="0" width="316" height="66" rx="16" />}
      <text
        className={isMarked ? 'picture-word picture-word--marked' : 'picture-word'}
        x="4"
        y="47"
      >
        {word}
      </text>
      <g className={isMarked ? 'number-places number-places--marked' : 'number-places'}>
        {Array.from({ length: places }, (_, place) => place).map((place) => (
          <rect key={place} x={88 + place * 20} y="19" width="14" height="28" rx="3" />
        ))}
      </g>
    </g>
  );
}
