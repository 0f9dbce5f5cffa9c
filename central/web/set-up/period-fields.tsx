import { useShown } from '../desk/use-desk.ts';
import { TextField } from './fields.tsx';

interface Period {
  readonly opens: string;
  readonly closes: string;
}

interface PeriodFieldsProps<Each extends Period> {
  /** e.g. `Montag` */
  readonly day: string;
  readonly period: Each;
  readonly place: string;
  readonly onChange: (period: Each) => void;
  readonly onRemove: () => void;
}

export function PeriodFields<Each extends Period>(props: PeriodFieldsProps<Each>) {
  const { day, period, place, onChange, onRemove } = props;
  const { queues } = useShown().text.setUp;
  return (
    <span className="period">
      <TextField
        type="time"
        label={queues.opens(day)}
        isLabelHidden
        places={[`${place}.opens`]}
        value={period.opens}
        onChange={(opens) => onChange({ ...period, opens })}
      />
      <span>{queues.to}</span>
      <TextField
        type="time"
        label={queues.closes(day)}
        isLabelHidden
        places={[`${place}.closes`]}
        value={period.closes}
        onChange={(closes) => onChange({ ...period, closes })}
      />
      <SmallButton label={queues.removeHours(day)} onPress={onRemove}>
        ×
      </SmallButton>
    </span>
  );
}

interface SmallButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: string;
}

export function SmallButton({ label, onPress, children }: SmallButtonProps) {
  return (
    <button type="button" className="small-button" aria-label={label} onClick={onPress}>
      {children}
    </button>
  );
}
