import { useState } from 'react';
import { CARD_PROFILES } from '../../main/contract/bench.ts';
import type { BenchPanelProps } from './bench-panel-props.ts';
import { Button } from './button.tsx';

export function BenchCardPanel({ view, text, act }: BenchPanelProps) {
  const { card, profiles } = text;
  return (
    <section className="panel">
      <h2>{card.insert}</h2>
      <p>{card.secrets}</p>
      <div className="profiles">
        {CARD_PROFILES.map((profile) => (
          <Button
            key={profile}
            look="secondary"
            className={view.card === profile ? 'kern-btn--pressed' : ''}
            onPress={() => act({ kind: 'insert-card', profile })}
          >
            {profiles[profile].title}
            <span className="profile-text"> {profiles[profile].text.join(' ')}</span>
          </Button>
        ))}
      </div>
      <div className="buttons">
        <Button look="primary" onPress={() => act({ kind: 'remove-card' })}>
          {card.remove}
        </Button>
      </div>
    </section>
  );
}

/** As in the contract. */
const COMMAND_MAX = 99;

export function PullPanel({ text: { pull }, act }: BenchPanelProps) {
  const [command, setCommand] = useState(20);
  const isInRange = Number.isInteger(command) && command >= 1 && command <= COMMAND_MAX;
  return (
    <section className="panel">
      <h2>{pull.title}</h2>
      <div className="buttons">
        <label className="number-field">
          {pull.label}
          <input
            type="number"
            min={1}
            max={COMMAND_MAX}
            value={Number.isNaN(command) ? '' : command}
            onChange={(event) => setCommand(event.target.valueAsNumber)}
          />
        </label>
        <Button
          look="secondary"
          isDisabled={!isInRange}
          onPress={() => act({ kind: 'pull-card-at', command })}
        >
          {pull.set}
        </Button>
      </div>
    </section>
  );
}
