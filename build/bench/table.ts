import { type Row, ratioOf, verdictOf } from './row.ts';

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
  return [...drawn, '', ...notes, ''].join('\n');
}

function cellsOf(row: Row): string[] {
  const { name, unit, ours, reference, target } = row;
  const amount = (value: number): string =>
    `${value.toFixed(unit === 'commands' ? 0 : 1)} ${unit === 'commands' ? '' : unit}`.trim();
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
