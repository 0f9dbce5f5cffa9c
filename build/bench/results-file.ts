import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Row, ratioOf, verdictOf } from './row.ts';

const FILE = fileURLToPath(new URL('results.json', import.meta.url));
const DECIMALS = 3;

/** Keeps a whole run. No path, no name of the machine; only what the ratios depend on. */
export function keepResults(rows: readonly Row[]): void {
  const results = {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    processors: cpus().length,
    rows: rows.map(resultOf),
  };
  writeFileSync(FILE, `${JSON.stringify(results, null, 2)}\n`);
}

function resultOf(row: Row): object {
  const { name, unit, ours, reference, target, runs, note } = row;
  const ratio = ratioOf(row);
  return {
    name,
    unit,
    ours: round(ours),
    ...(reference && { reference: { ...reference, value: round(reference.value) } }),
    ...(ratio !== undefined && { ratio: round(ratio) }),
    ...(target !== undefined && { target }),
    verdict: verdictOf(row),
    runs,
    note,
  };
}

function round(value: number): number {
  return Number(value.toFixed(DECIMALS));
}
