import type { Named } from '../../state-machines/views.ts';
import { Button } from './button.tsx';
import { Words } from './words.tsx';

export interface NamedChoicesProps {
  readonly of: readonly Named[];
  readonly onChoose: (id: string) => void;
  readonly look?: string;
}

/** One thing a line, the whole line is the button. */
export function NamedChoices({ of, onChoose, look = 'choices--named' }: NamedChoicesProps) {
  return (
    <div className={`choices ${look}`}>
      {of.map(({ id, title }) => (
        <Button key={id} look="secondary" className="choice" onPress={() => onChoose(id)}>
          <span className="choice-title">
            <Words of={title} />
          </span>
        </Button>
      ))}
    </div>
  );
}
