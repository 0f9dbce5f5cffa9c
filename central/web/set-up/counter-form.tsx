import { arrow } from '../../contract/queue.ts';
import { useShown } from '../desk/use-desk.ts';
import type { Draft, DraftCounter } from './draft.ts';
import { ChoiceField, TextField } from './fields.tsx';

interface CounterFormProps {
  readonly name: string;
  readonly counter: DraftCounter;
  readonly services: Draft['services'];
  readonly place: string;
  readonly onChange: (counter: DraftCounter) => void;
}

const NO_ARROW = 'none';

export function CounterForm({ name, counter, services, place, onChange }: CounterFormProps) {
  const { counters: words } = useShown().text.setUp;
  const { serviceIds } = counter;
  const serve = (id: string, serves: boolean): void =>
    onChange({
      ...counter,
      serviceIds: serves ? [...serviceIds, id] : serviceIds.filter((each) => each !== id),
    });
  return (
    <fieldset className="set-up-item">
      <legend>{name}</legend>
      <div className="set-up-row">
        <TextField
          label={words.direction}
          places={[`${place}.direction`]}
          hint={words.directionHint}
          value={counter.direction ?? ''}
          onChange={(value) => onChange({ ...counter, direction: value === '' ? null : value })}
        />
        <ChoiceField
          label={words.arrow}
          places={[`${place}.arrow`]}
          value={counter.arrow ?? NO_ARROW}
          onChange={(value) =>
            onChange({ ...counter, arrow: arrow.options.find((each) => each === value) ?? null })
          }
          choices={[NO_ARROW, ...arrow.options].map((value) => ({
            value,
            name: words.arrows[value as keyof typeof words.arrows],
          }))}
        />
        <fieldset className="serves">
          <legend>{words.serves}</legend>
          {services.map(({ id, name: service }) => (
            <label className="tick" key={id}>
              <input
                type="checkbox"
                checked={serviceIds.includes(id)}
                onChange={({ target }) => serve(id, target.checked)}
              />
              {service || id}
            </label>
          ))}
        </fieldset>
      </div>
    </fieldset>
  );
}
