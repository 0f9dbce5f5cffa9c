import { type Row, ratioOf, verdictOf } from './row.ts';

/** Whole numbers. */
const COUNTED: ReadonlySet<Row['unit']> = new Set([
  ...(['commands', 'messages', 'requests/s', 'tickets/s'] as const),
]);
const DECIMALS: Partial<Record<Row['unit'], number>> = { slope: 3 };
const HEADINGS = ['measured', 'ours', 'reference', 'ratio', 'target', ''] as const;

/** The rows as an aligned table, with their notes below. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const drawn = lines.map((line) =>
    line
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
  const notes = rows.map(({ name, runs, note }) => `${name} (${runs} runs): ${note}`);
  const details = rows.flatMap((row) => (row.details === undefined ? [] : [row.details, '']));
  return [...drawn, '', ...notes, '', ...details].join('\n');
}

function cellsOf(row: Row): string[] {
  const { name, unit, ours, reference, target } = row;
  const amount = (value: number): string =>
    COUNTED.has(unit)
      ? `${value} ${unit === 'commands' ? '' : unit}`.trim()
      : `${value.toFixed(DECIMALS[unit] ?? 1)} ${unit}`;
  const limit = reference ? target?.toFixed(2) : target && amount(target);
  return [
    name,
    amount(ours),
    reference ? `${amount(reference.value)} (${reference.name})` : '',
    ratioOf(row)?.toFixed(2) ?? '',
    limit ? `≤ ${limit}` : '',
    verdictOf(row),
  ];
}

/** Numbers stand right, words left. */
function pad(cell: string, width: number, column: number): string {
  const isNumber = column === 1 || column === 3;
  return isNumber ? cell.padStart(width) : cell.padEnd(width);
}
