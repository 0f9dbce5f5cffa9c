import { parseArgs } from 'node:util';
import { ALL_RIGHTS } from './authorizations.ts';
import { writeAuthorityFolder } from './folder.ts';
import { createTestPki } from './test-pki.ts';

/** Entry: writes the folder of a terminal authority for simulated cards. */

const USAGE = `Usage: node devices/simulators/test-pki/cli.ts --out FOLDER [options]

  --rights NAMES       with commas between (default: pin-management,can-allowed)
  --date YYYY-MM-DD    the day the certificates are for (default: today)
  --under NAME         cvca, or successor: then cards need the link (default: cvca)
  --help               show this text

Rights: ${ALL_RIGHTS.join(', ')}`;

class BadOption extends Error {}

async function main(): Promise<void> {
  const words = readWords();
  if (words.help === true) {
    console.log(USAGE);
    return;
  }
  const { out, under } = words;
  if (out === undefined || out === '') throw new BadOption('--out names a folder.');
  if (under !== 'cvca' && under !== 'successor') {
    throw new BadOption('--under takes "cvca" or "successor".');
  }
  const pki = createTestPki({ today: readDate(words.date) });
  await writeAuthorityFolder(pki, out, { rights: readRights(words.rights), under });
  console.log(`Wrote certificates to ${out}. Everybody knows their keys: for tests only.`);
}

function readWords() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      options: {
        out: text,
        rights: { type: 'string', default: 'pin-management,can-allowed' },
        date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
        under: { type: 'string', default: 'cvca' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
}

function readRights(text: string): string[] {
  const rights = text.split(',').filter((name) => name !== '');
  for (const right of rights) {
    if (!ALL_RIGHTS.includes(right)) throw new BadOption(`There is no right "${right}".`);
  }
  return rights;
}

function readDate(text: string): Date {
  const date = new Date(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!isDay || !/^\d{4}-\d\d-\d\d$/.test(text)) {
    throw new BadOption('--date takes a day such as 2026-11-23.');
  }
  return date;
}

try {
  await main();
} catch (error) {
  const isBadOption = error instanceof BadOption;
  console.error(error instanceof Error ? error.message : String(error));
  if (isBadOption) console.error(`\n${USAGE}`);
  process.exitCode = isBadOption ? 2 : 1;
}
