import {
  createContext,
  type HTMLInputTypeAttribute,
  type ReactNode,
  useContext,
  useId,
} from 'react';
import type { Faults } from './faults.ts';

/** Fields with what is wrong about them, said beside them and to screen readers. */

const FaultsContext = createContext<Faults>(new Map());
export const FaultsProvider = FaultsContext.Provider;

interface PlacedProps {
  readonly label: string;
  /** Of the field; the first of them that has a fault shows it. */
  readonly places: readonly string[];
  /** The label is said only: what stands around the field shows it. */
  readonly isLabelHidden?: boolean;
}

interface InputProps extends PlacedProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: HTMLInputTypeAttribute;
  readonly hint?: string;
  readonly className?: string;
}

export function TextField({ value, onChange, type = 'text', className, ...placed }: InputProps) {
  return (
    <Field {...placed} className={className ?? ''}>
      {(described) => (
        <input
          {...described}
          type={type}
          inputMode={type === 'number' ? 'numeric' : undefined}
          autoComplete="off"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

interface NumberProps extends Omit<InputProps, 'value' | 'onChange' | 'type'> {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

export function NumberField({ value, onChange, ...placed }: NumberProps) {
  return (
    <TextField
      {...placed}
      type="number"
      className="field--number"
      value={value === null ? '' : String(value)}
      onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
    />
  );
}

interface ChoiceProps extends PlacedProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
}

/** A value that is no choice any more is shown as none. */
export function ChoiceField({ value, onChange, choices, ...placed }: ChoiceProps) {
  const isKnown = choices.some((each) => each.value === value);
  return (
    <Field {...placed}>
      {(described) => (
        <select
          {...described}
          value={isKnown ? value : ''}
          onChange={({ target }) => onChange(target.value)}
        >
          {!isKnown && <option value="">–</option>}
          {choices.map((each) => (
            <option key={each.value} value={each.value}>
              {each.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** What is wrong at places that have no field of their own. */
export function Fault({ place }: { place: string }) {
  const fault = useContext(FaultsContext).get(place);
  return fault === undefined ? null : <p className="fault">{fault}</p>;
}

interface FieldProps extends PlacedProps {
  readonly hint?: string;
  readonly className?: string;
  readonly children: (described: {
    readonly id: string;
    readonly 'aria-label': string | undefined;
    readonly 'aria-invalid': boolean;
    readonly 'aria-describedby': string;
  }) => ReactNode;
}

function Field({ label, places, isLabelHidden, hint, className = '', children }: FieldProps) {
  const faults = useContext(FaultsContext);
  const id = useId();
  const fault = places.flatMap((place) => faults.get(place) ?? [])[0];
  return (
    <div className={`set-up-field ${className}`}>
      <label className="field" htmlFor={`${id}field`}>
        {!isLabelHidden && label}
        {children({
          id: `${id}field`,
          'aria-label': isLabelHidden ? label : undefined,
          'aria-invalid': fault !== undefined,
          'aria-describedby': id,
        })}
      </label>
      <p id={id} className={fault === undefined ? 'muted' : 'fault'}>
        {fault ?? hint}
      </p>
    </div>
  );
}
