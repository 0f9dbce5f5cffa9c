import { useShown } from '../desk/use-desk.ts';
import { Button } from '../parts/button.tsx';
import type { Draft, DraftService } from './draft.ts';
import { ChoiceField, NumberField, TextField } from './fields.tsx';

interface ServiceFormProps {
  readonly service: DraftService;
  readonly queues: Draft['queues'];
  readonly place: string;
  readonly onChange: (service: DraftService) => void;
  readonly onRemove: () => void;
}

export function ServiceForm({ service, queues, place, onChange, onRemove }: ServiceFormProps) {
  const { setUp } = useShown().text;
  const { services: words } = setUp;
  const { series } = service;
  const name = service.name || setUp.unnamed;
  return (
    <fieldset className="set-up-item">
      <legend>
        {name} <span className="muted">{service.id}</span>
      </legend>
      <div className="set-up-row">
        <TextField
          label={setUp.name}
          places={[`${place}.name`, `${place}.id`]}
          value={service.name}
          onChange={(value) => onChange({ ...service, name: value })}
        />
        <ChoiceField
          label={words.queue}
          places={[`${place}.queueId`]}
          value={service.queueId}
          onChange={(queueId) => onChange({ ...service, queueId })}
          choices={queues.map((queue) => ({ value: queue.id, name: queue.name || queue.id }))}
        />
        <TextField
          label={words.prefix}
          places={[`${place}.series.prefix`, `${place}.series`]}
          className="field--number"
          value={series.prefix}
          onChange={(prefix) =>
            onChange({ ...service, series: { ...series, prefix: prefix.toUpperCase() } })
          }
        />
        <NumberField
          label={words.firstNumber}
          places={[`${place}.series.firstNumber`]}
          value={series.firstNumber}
          onChange={(firstNumber) => onChange({ ...service, series: { ...series, firstNumber } })}
        />
        <NumberField
          label={words.lastNumber}
          places={[`${place}.series.lastNumber`]}
          value={series.lastNumber}
          onChange={(lastNumber) => onChange({ ...service, series: { ...series, lastNumber } })}
        />
        <NumberField
          label={words.dailyLimit}
          places={[`${place}.dailyLimit`]}
          value={service.dailyLimit}
          onChange={(dailyLimit) => onChange({ ...service, dailyLimit })}
        />
        <NumberField
          label={words.usualMinutes}
          places={[`${place}.usualMinutes`]}
          value={service.usualMinutes}
          onChange={(usualMinutes) => onChange({ ...service, usualMinutes })}
        />
        <Button look="tertiary" label={setUp.removeLabel(name)} onPress={onRemove}>
          {setUp.remove}
        </Button>
      </div>
    </fieldset>
  );
}
