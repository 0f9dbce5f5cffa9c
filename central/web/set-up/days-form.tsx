import { useShown } from '../desk/use-desk.ts';
import { Button } from '../parts/button.tsx';
import { type Draft, placed, without } from './draft.ts';
import { Fault, TextField } from './fields.tsx';
import { PeriodFields, SmallButton } from './period-fields.tsx';

interface DaysFormProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const NEW_PERIOD = { opens: '08:00', closes: '12:00' } as const;

export function DaysForm({ draft, onChange }: DaysFormProps) {
  const { days } = useShown().text.setUp;
  const { closedDays, specialDays } = draft;
  return (
    <>
      <section aria-labelledby="closed-days">
        <h3 id="closed-days">{days.closed}</h3>
        <p className="muted">{days.closedHint}</p>
        {placed(closedDays, 'closedDays').map(({ item, index, place }) => (
          <div className="set-up-row" key={place}>
            <DayFields
              day={item}
              place={place}
              onChange={(day) => onChange({ ...draft, closedDays: closedDays.with(index, day) })}
              onRemove={() => onChange({ ...draft, closedDays: without(closedDays, index) })}
            />
          </div>
        ))}
        <Button
          look="secondary"
          onPress={() => onChange({ ...draft, closedDays: [...closedDays, { day: '', name: '' }] })}
        >
          {days.addClosed}
        </Button>
      </section>
      <section aria-labelledby="special-days">
        <h3 id="special-days">{days.special}</h3>
        <p className="muted">{days.specialHint}</p>
        {placed(specialDays, 'specialDays').map(({ item, index, place }) => (
          <SpecialDay
            key={place}
            day={item}
            place={place}
            onChange={(day) => onChange({ ...draft, specialDays: specialDays.with(index, day) })}
            onRemove={() => onChange({ ...draft, specialDays: without(specialDays, index) })}
          />
        ))}
        <Button
          look="secondary"
          onPress={() =>
            onChange({
              ...draft,
              specialDays: [...specialDays, { day: '', name: '', periods: [NEW_PERIOD] }],
            })
          }
        >
          {days.addSpecial}
        </Button>
      </section>
    </>
  );
}

type Day = Draft['closedDays'][number];

interface DayFieldsProps<Each extends Day> {
  readonly day: Each;
  readonly place: string;
  readonly onChange: (day: Each) => void;
  readonly onRemove: () => void;
}

function DayFields<Each extends Day>({ day, place, onChange, onRemove }: DayFieldsProps<Each>) {
  const { days, ...setUp } = useShown().text.setUp;
  return (
    <>
      <TextField
        type="date"
        label={days.day}
        places={[`${place}.day`]}
        value={day.day}
        onChange={(value) => onChange({ ...day, day: value })}
      />
      <TextField
        label={days.reason}
        places={[`${place}.name`]}
        value={day.name}
        onChange={(name) => onChange({ ...day, name })}
      />
      <Button
        look="tertiary"
        label={setUp.removeLabel(day.name || day.day || days.day)}
        onPress={onRemove}
      >
        {setUp.remove}
      </Button>
    </>
  );
}

function SpecialDay(props: DayFieldsProps<Draft['specialDays'][number]>) {
  const { day, place, onChange } = props;
  const { queues, days } = useShown().text.setUp;
  const { periods } = day;
  const name = day.name || days.day;
  return (
    <div className="set-up-row">
      <DayFields {...props} />
      <div className="periods">
        {placed(periods, `${place}.periods`).map(({ item, index, place: periodPlace }) => (
          <PeriodFields
            key={periodPlace}
            day={name}
            period={item}
            place={periodPlace}
            onChange={(changed) => onChange({ ...day, periods: periods.with(index, changed) })}
            onRemove={() => onChange({ ...day, periods: without(periods, index) })}
          />
        ))}
        <SmallButton
          label={queues.addHours(name)}
          onPress={() => onChange({ ...day, periods: [...periods, NEW_PERIOD] })}
        >
          +
        </SmallButton>
        <Fault place={`${place}.periods`} />
      </div>
    </div>
  );
}
