import type { Session } from '../../contract/staff.ts';
import { useShown } from '../desk/use-desk.ts';
import { CounterForm } from './counter-form.tsx';
import { DaysForm } from './days-form.tsx';
import { type Draft, without, withoutService, withQueue, withService } from './draft.ts';
import { ChoiceField } from './fields.tsx';
import { NewItem } from './new-item.tsx';
import { QueueForm } from './queue-form.tsx';
import { ServiceForm } from './service-form.tsx';

interface FormsProps {
  readonly draft: Draft;
  readonly counters: Session['counters'];
  readonly onChange: (draft: Draft) => void;
}

export function SetUpForms(props: FormsProps) {
  const { draft, onChange } = props;
  return (
    <>
      <Queues {...props} />
      <Services {...props} />
      <Counters {...props} />
      <DaysForm draft={draft} onChange={onChange} />
      <FastLane {...props} />
    </>
  );
}

function Queues({ draft, onChange }: FormsProps) {
  const { queues: words } = useShown().text.setUp;
  const { queues } = draft;
  return (
    <section aria-labelledby="set-up-queues">
      <h3 id="set-up-queues">{words.title}</h3>
      {queues.length === 0 && <p>{words.none}</p>}
      {queues.map((queue, index) => (
        <QueueForm
          key={queue.id}
          queue={queue}
          place={`queues.${index}`}
          onChange={(changed) => onChange({ ...draft, queues: queues.with(index, changed) })}
          onRemove={() => onChange({ ...draft, queues: without(queues, index) })}
        />
      ))}
      <NewItem
        title={words.add}
        taken={queues.map(({ id }) => id)}
        onAdd={(id) => onChange(withQueue(draft, id))}
      />
    </section>
  );
}

function Services({ draft, onChange }: FormsProps) {
  const { services: words } = useShown().text.setUp;
  const { services, queues } = draft;
  return (
    <section aria-labelledby="set-up-services">
      <h3 id="set-up-services">{words.title}</h3>
      {services.length === 0 && <p>{words.none}</p>}
      {services.map((service, index) => (
        <ServiceForm
          key={service.id}
          service={service}
          queues={queues}
          place={`services.${index}`}
          onChange={(changed) => onChange({ ...draft, services: services.with(index, changed) })}
          onRemove={() => onChange(withoutService(draft, service.id))}
        />
      ))}
      <NewItem
        title={words.add}
        taken={services.map(({ id }) => id)}
        onAdd={(id) => onChange(withService(draft, id))}
      />
    </section>
  );
}

function Counters({ draft, counters: known, onChange }: FormsProps) {
  const { counters: words } = useShown().text.setUp;
  const { counters, services } = draft;
  return (
    <section aria-labelledby="set-up-counters">
      <h3 id="set-up-counters">{words.title}</h3>
      {counters.length === 0 && <p>{words.none}</p>}
      {counters.map((counter, index) => (
        <CounterForm
          key={counter.counterId}
          name={known.find(({ id }) => id === counter.counterId)?.name ?? counter.counterId}
          counter={counter}
          services={services}
          place={`counters.${index}`}
          onChange={(changed) => onChange({ ...draft, counters: counters.with(index, changed) })}
        />
      ))}
    </section>
  );
}

function FastLane({ draft, onChange }: FormsProps) {
  const { fastLane: words } = useShown().text.setUp;
  const nobody = { value: 'none-', name: words.none };
  return (
    <section aria-labelledby="set-up-fast-lane">
      <h3 id="set-up-fast-lane">{words.title}</h3>
      <ChoiceField
        label={words.service}
        places={['fastLaneServiceId']}
        value={draft.fastLaneServiceId ?? nobody.value}
        onChange={(value) =>
          onChange({ ...draft, fastLaneServiceId: value === nobody.value ? null : value })
        }
        choices={[
          nobody,
          ...draft.services.map(({ id, name }) => ({ value: id, name: name || id })),
        ]}
      />
    </section>
  );
}
