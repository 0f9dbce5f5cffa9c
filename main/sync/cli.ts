import { parseArgs } from 'node:util';
import { LedgerError } from '../ledger/ledger-error.ts';
import { dataFolder, openProcessFiles, siteFileIn } from '../process-files.ts';
import { checkSite, exampleSite } from '../site/commands.ts';
import { enrol } from './enrol.ts';
import { readKioskIdentity } from './kiosk-identity.ts';
import { SyncError } from './sync-error.ts';

/**
 * Entry: this terminal, its central system and its configuration, at a desk. Exit code 0 where it is
 * enrolled or the file is right, 1 where not, 2 for a command line that makes no sense.
 */

const USAGE = `Usage: npm run -s kiosk -- <command>

  enrol --central URL --code XXXXXXXX   enrol this terminal with a one-time code
  show                                  show where it is enrolled
  site check [FILE]                     say whether the configuration is right, and what is not
  site example                          print one with every setting explained

The terminal keeps its key in .data, or in the folder named by SCHNELLSPUR_DATA. Start it again
after enrolling. Its configuration is site.json there, or the file named by SCHNELLSPUR_SITE.`;

interface CommandLine {
  readonly command: string;
  readonly words: readonly string[];
  readonly central: string;
  readonly code: string;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SyncError || error instanceof LedgerError)) throw error;
  console.error(error.message);
  process.exitCode = error.code === 'bad-option' ? 2 : 1;
}

async function run(args: readonly string[]): Promise<number> {
  const { command, words, central, code } = parseCommandLine(args);
  if (command === 'site') return answerOnSite(words);
  const { identityFile: file } = openProcessFiles(dataFolder());
  if (command === 'enrol') {
    const { kioskName, branchName, central: origin } = await enrol({ file, central, code });
    console.log(`Enrolled at ${origin} as "${kioskName}" of "${branchName}".`);
    return 0;
  }
  const identity = readKioskIdentity(file);
  console.log(
    identity
      ? `Enrolled at ${identity.central} as "${identity.kioskName}" of "${identity.branchName}" (${identity.kioskId}).`
      : 'Not enrolled.',
  );
  return identity ? 0 : 1;
}

function answerOnSite([question, file, ...more]: readonly string[]): number {
  const isCheck = question === 'check' && more.length === 0;
  if (!isCheck && !(question === 'example' && file === undefined)) {
    throw new SyncError('bad-option', USAGE);
  }
  const { text, exitCode } = isCheck ? checkSite(file ?? siteFileIn(dataFolder())) : exampleSite();
  if (exitCode === 0) console.log(text);
  else console.error(text);
  return exitCode;
}

function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [command = '', ...words] = positionals;
  const { central = '', code = '' } = values;
  const isKnown = command === 'site' || (['enrol', 'show'].includes(command) && words.length === 0);
  if (!isKnown) {
    throw new SyncError('bad-option', USAGE);
  }
  if (command === 'enrol' && (central === '' || code === '')) {
    throw new SyncError('bad-option', `enrol needs --central and --code.\n\n${USAGE}`);
  }
  return { command, words, central, code };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { central: { type: 'string' }, code: { type: 'string' } },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SyncError('bad-option', `${reason}\n\n${USAGE}`);
  }
}
