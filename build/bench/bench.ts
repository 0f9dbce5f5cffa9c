import { approveToUnlocked } from './approve-to-unlocked.ts';
import { authoritySignature } from './authority-signature.ts';
import { cardSide } from './card-side.ts';
import { centralLoad } from './central-load.ts';
import { lentRightCommands } from './lent-right-commands.ts';
import { lentRightTime } from './lent-right-time.ts';
import { memory } from './memory.ts';
import { ownTime } from './own-time.ts';
import { queueLoad } from './queue-load.ts';
import { keepResults } from './results-file.ts';
import { type Row, verdictOf } from './row.ts';
import { start } from './start.ts';
import { tableOf } from './table.ts';
import { ticketCost } from './ticket-cost.ts';
import { touch } from './touch.ts';
import { waitEstimate } from './wait-estimate.ts';

/**
 * `npm run bench [measurement …]`: measures ratios in one run and prints them. A run of all
 * measurements is kept in `results.json`. Exit code 1 where a target is missed, or where a part is
 * missing and REQUIRE_REAL_PARTS=1.
 */

const MEASUREMENTS = [
  cardSide,
  ownTime,
  lentRightTime,
  lentRightCommands,
  authoritySignature,
  approveToUnlocked,
  centralLoad,
  queueLoad,
  ticketCost,
  waitEstimate,
  touch,
  start,
  memory,
];
const MISUSED = 2;

const names = process.argv.slice(2);
const unknown = names.filter((name) => MEASUREMENTS.every((one) => one.name !== name));
if (unknown.length > 0) {
  const known = MEASUREMENTS.map(({ name }) => name).join(', ');
  process.stderr.write(`No such measurement: ${unknown.join(', ')}. There are ${known}.\n`);
  process.exit(MISUSED);
}
process.exitCode = await measure();

async function measure(): Promise<number> {
  const chosen = MEASUREMENTS.filter(({ name }) => names.length === 0 || names.includes(name));
  const rows: Row[] = [];
  const notMeasured: string[] = [];
  for (const measurement of chosen) {
    const missing = measurement.missing();
    if (missing.length > 0) {
      notMeasured.push(`${measurement.name}: not measured. ${missing.join('; ')}`);
      continue;
    }
    process.stderr.write(`Measuring ${measurement.name} …\n`);
    rows.push(...(await measurement.run()));
  }
  process.stdout.write(
    `${[...(rows.length > 0 ? [tableOf(rows)] : []), ...notMeasured].join('\n')}\n`,
  );
  if (names.length === 0 && notMeasured.length === 0) keepResults(rows);
  const isLacking = notMeasured.length > 0 && process.env['REQUIRE_REAL_PARTS'] === '1';
  return isLacking || rows.some((row) => verdictOf(row) === 'fail') ? 1 : 0;
}
