/** One line of the table: what was measured, against what, and how good it has to be. */
export interface Row {
  readonly name: string;
  readonly unit:
    | 'commands'
    | 'messages'
    | 'ms'
    | 'min'
    | 'MB'
    | 'µs'
    | 'slope'
    | 'requests/s'
    | 'tickets/s';
  readonly ours: number;
  /** Absent where the target is an amount of its own. */
  readonly reference?: { readonly name: string; readonly value: number };
  /** The highest ratio that passes, or the highest amount; absent where a row only informs. */
  readonly target?: number;
  readonly runs: number;
  /** What was counted. */
  readonly note: string;
  /** A table of its own, to be printed below the notes. */
  readonly details?: string;
}

export type Verdict = 'pass' | 'fail' | 'for information' | 'not measured';

export interface Measurement {
  readonly name: string;
  /** How to get what this machine lacks, one sentence a part; empty where nothing is lacking. */
  missing(): readonly string[];
  run(): Promise<readonly Row[]>;
}

export function ratioOf({ ours, reference }: Row): number | undefined {
  return reference === undefined ? undefined : ours / reference.value;
}

export function verdictOf(row: Row): Exclude<Verdict, 'not measured'> {
  if (row.target === undefined) return 'for information';
  return (ratioOf(row) ?? row.ours) <= row.target ? 'pass' : 'fail';
}
