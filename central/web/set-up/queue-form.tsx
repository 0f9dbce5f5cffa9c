import { useShown } from '../desk/use-desk.ts';
import { Button } from '../parts/button.tsx';
import { type DraftQueue, placed, without } from './draft.ts';
import { TextField } from './fields.tsx';
import { PeriodFields, SmallButton } from './period-fields.tsx';

interface QueueFormProps {
  readonly queue: DraftQueue;
  readonly place: string;
  readonly onChange: (queue: DraftQueue) => void;
  readonly onRemove: () => void;
}

export function QueueForm({ queue, place, onChange, onRemove }: QueueFormProps) {
  const { setUp } = useShown().text;
  const name = queue.name || setUp.unnamed;
  return (
    <fieldset className="set-up-item">
      <legend>
        {name} <span className="muted">{queue.id}</span>
      </legend>
      <div className="set-up-row">
        <TextField
          label={setUp.name}
          places={[`${place}.name`, `${place}.id`]}
          value={queue.name}
          onChange={(value) => onChange({ ...queue, name: value })}
        />
        <TextField
          label={setUp.queues.place}
          places={[`${place}.place`]}
          value={queue.place}
          onChange={(value) => onChange({ ...queue, place: value })}
        />
        <TextField
          label={setUp.queues.slipText}
          places={[`${place}.slipText`]}
          className="field--wide"
          value={queue.slipText ?? ''}
          onChange={(value) => onChange({ ...queue, slipText: value === '' ? null : value })}
        />
        <Button look="tertiary" label={setUp.removeLabel(name)} onPress={onRemove}>
          {setUp.remove}
        </Button>
      </div>
      <Hours queue={queue} place={place} onChange={onChange} />
    </fieldset>
  );
}

/** The next opening hours of a day begin where the last ones end. */
const FIRST_HOURS = { opens: '08:00', closes: '12:00' } as const;
const LAST_CLOSING = '18:00';

function Hours({ queue, place, onChange }: Omit<QueueFormProps, 'onRemove'>) {
  const { setUp } = useShown().text;
  const { openingHours } = queue;
  const all = placed(openingHours, `${place}.openingHours`);
  const change = (next: DraftQueue['openingHours']): void =>
    onChange({ ...queue, openingHours: next });
  return (
    <dl className="hours" aria-label={setUp.queues.hours}>
      {setUp.weekdays.map((day, dayIndex) => {
        const weekday = dayIndex + 1;
        const periods = all.filter(({ item }) => item.weekday === weekday);
        const last = periods.at(-1)?.item;
        const next = last ? { opens: last.closes, closes: LAST_CLOSING } : FIRST_HOURS;
        return (
          <div key={day}>
            <dt>{day}</dt>
            <dd>
              {periods.length === 0 && <span className="muted">{setUp.queues.closed}</span>}
              {periods.map(({ item, index, place: periodPlace }) => (
                <PeriodFields
                  key={periodPlace}
                  day={day}
                  period={item}
                  place={periodPlace}
                  onChange={(changed) => change(openingHours.with(index, changed))}
                  onRemove={() => change(without(openingHours, index))}
                />
              ))}
              <SmallButton
                label={setUp.queues.addHours(day)}
                onPress={() => change([...openingHours, { weekday, ...next }])}
              >
                +
              </SmallButton>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
