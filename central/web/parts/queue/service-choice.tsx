import type { QueueService } from '../../../contract/queue-configuration.ts';

interface ServiceChoiceProps {
  readonly legend: string;
  readonly services: readonly QueueService[];
  readonly chosen: string | null;
  readonly onChoose: (serviceId: string) => void;
}

export function ServiceChoice({ legend, services, chosen, onChoose }: ServiceChoiceProps) {
  return (
    <fieldset className="ticks choice">
      <legend>{legend}</legend>
      <div className="choice-rows">
        {services.map(({ id, name, series }) => (
          <label key={id} className="tick">
            <input
              type="radio"
              name="service"
              checked={id === chosen}
              onChange={() => onChoose(id)}
            />
            {name}
            <span className="choice-prefix">{series.prefix}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const NOTE_LENGTH_MAX = 200;

interface NoteFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One line, so that Enter sends the form. */
export function NoteField({ label, hint, value, onChange }: NoteFieldProps) {
  return (
    <label className="field">
      {label}
      <input
        value={value}
        maxLength={NOTE_LENGTH_MAX}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
      />
      <span className="muted">{hint}</span>
    </label>
  );
}

/** As the contract has it: null where nothing was written. */
export function noteOf(value: string): string | null {
  return value.trim() === '' ? null : value.trim();
}
