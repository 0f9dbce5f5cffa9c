import { Button } from './button.tsx';
import type { Press } from './screen-props.ts';

export interface LetterKeysProps {
  readonly rows: readonly string[];
  readonly legend: string;
  readonly erase: string;
  readonly eraseLabel: string;
  /** Where words are typed. */
  readonly space?: string;
  readonly press: Press;
}

/** Large keys in rows; every row is as wide as the others. */
export function LetterKeys({ rows, legend, press, ...labels }: LetterKeysProps) {
  const key = (letter: string) => (
    <Button
      key={letter}
      look="secondary"
      className="key letter-key"
      onPress={() => press({ kind: 'letter', letter })}
    >
      {letter}
    </Button>
  );
  return (
    <fieldset className="letter-keys">
      <legend className="kern-sr-only">{legend}</legend>
      {rows.map((row) => (
        <div key={row} className="letter-row">
          {[...row].map(key)}
        </div>
      ))}
      <div className="letter-row">
        {labels.space !== undefined && (
          <Button
            look="secondary"
            className="key letter-key key-wide"
            onPress={() => press({ kind: 'letter', letter: ' ' })}
          >
            {labels.space}
          </Button>
        )}
        <Button
          look="secondary"
          className="key letter-key key-erase"
          label={labels.eraseLabel}
          onPress={() => press({ kind: 'erase' })}
        >
          {labels.erase}
        </Button>
      </div>
    </fieldset>
  );
}
