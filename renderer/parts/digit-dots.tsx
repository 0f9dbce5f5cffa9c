export interface DigitDotsProps {
  readonly digits: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly label: string;
}

/** How many digits have been typed; which ones, no screen knows. */
export function DigitDots({ digits, minimum, maximum, label }: DigitDotsProps) {
  const places = Array.from({ length: maximum }, (_, place) => place);
  return (
    <div className="digit-dots">
      <div className="digit-dots-row" aria-hidden="true">
        {places.map((place) => (
          <span key={place} className={dotLook(place, digits, minimum)} />
        ))}
      </div>
      <p className="digit-dots-label" aria-hidden="true">
        {label}
      </p>
    </div>
  );
}

function dotLook(place: number, digits: number, minimum: number): string {
  if (place < digits) return 'digit-dot digit-dot--typed';
  return place < minimum ? 'digit-dot' : 'digit-dot digit-dot--optional';
}
