import { type FormEvent, useState } from 'react';
import { queueServiceId } from '../../contract/queue.ts';
import { useShown } from '../desk/use-desk.ts';
import { Button } from '../parts/button.tsx';
import { FaultsProvider, TextField } from './fields.tsx';

interface NewItemProps {
  readonly title: string;
  readonly taken: readonly string[];
  readonly onAdd: (id: string) => void;
}

const PLACE = 'id';

/** An identifier is chosen once, since terminals and tickets of the day go by it. */
export function NewItem({ title, taken, onAdd }: NewItemProps) {
  const { setUp } = useShown().text;
  const [id, setId] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isFree = !taken.includes(id);
    const isRight = queueServiceId.safeParse(id).success && isFree;
    setFault(isRight ? null : isFree ? setUp.idWrong : setUp.idTaken);
    if (!isRight) return;
    onAdd(id);
    setId('');
  };
  return (
    <FaultsProvider value={new Map(fault === null ? [] : [[PLACE, fault]])}>
      <form className="set-up-row set-up-new" onSubmit={submit} aria-label={title}>
        <TextField
          label={`${title}: ${setUp.id}`}
          places={[PLACE]}
          hint={setUp.idHint}
          value={id}
          onChange={setId}
        />
        <Button look="secondary">{setUp.add}</Button>
      </form>
    </FaultsProvider>
  );
}
