import pino from 'pino';
import { COMMANDS, findCommand, runCommand } from './cli-commands.ts';
import { setUpDemo } from './cli-demo.ts';
import { type CliCall, databaseOf, readCall, serverOptionsOf, UsageError } from './cli-options.ts';
import { readPassword } from './cli-password.ts';
import { DatabaseError } from './database/database-error.ts';
import { openDatabase } from './database/open-database.ts';
import { createLog } from './log.ts';
import { type CentralOptions, startCentral } from './main.ts';
import { SetupError } from './setup-error.ts';
import { AuthorityError } from './terminal-authority/authority-error.ts';

/**
 * The central system at a shell: `npm run -s central -- [serve | COMMAND] [options]`. Standard output
 * carries answers only, the log goes to standard error. Exit code 0 for success, 1 where it could
 * not be done, 2 for a wrong call.
 */

const USAGE = `usage: npm run -s central -- [serve] [options]
       npm run -s central -- COMMAND [options]

commands:
${Object.entries(COMMANDS)
  .map(([name, { takes }]) => `  ${[name, ...takes].join(' ')}`)
  .join('\n')}

options:
  --data DIR             keeps the database in this folder; else DATABASE_URL names a PostgreSQL
  --config FILE          JSON with the same names in camel case, and "services"
  --host, --port         where to listen (127.0.0.1, 8440)
  --public-origin URL    how browsers reach a proxy that stands before
  --pages DIR            the built counter page
  --authority DIR        dv.cvcert, terminal.cvcert, link*.cvcert; without --pkcs11 also terminal.pkcs8
  --pkcs11 MODULE --token LABEL --key LABEL
                         the token with the terminal's key
  --pin-file FILE        its PIN; else the environment TOKEN_PIN
  --log FILE             appends the log to this file instead of standard error
  --demo                 sets up a branch to try things out, and prints how to get in
  --role clerk|lead|it, --display-name NAME
                         for staff add, which reads the password from the terminal or a pipe`;

const STANDARD_ERROR = 2;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  try {
    const call = readCall(argv);
    if (call.flags.help) return say(USAGE);
    const { words } = call;
    const isServing = words.length === 0 || (words.length === 1 && words[0] === 'serve');
    return isServing ? await serve(call) : await administer(call);
  } catch (error) {
    return explain(error);
  }
}

async function serve({ flags, configuration }: CliCall): Promise<number> {
  const database = databaseOf(configuration, process.env) ?? (flags.demo ? {} : noPlace());
  const options: CentralOptions = {
    ...serverOptionsOf(configuration, process.env),
    database,
    log: createLog(pino.destination({ dest: configuration.log ?? STANDARD_ERROR, sync: true })),
  };
  const told = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => told.resolve());
  let access: object = {};
  const central = await startCentral({
    ...options,
    prepare: async (opened) => {
      if (flags.demo) access = await setUpDemo(opened, Date.now());
    },
  });
  say(JSON.stringify({ address: central.address, ...access }));
  await told.promise;
  await central.close();
  return 0;
}

async function administer({ words, flags, configuration }: CliCall): Promise<number> {
  findCommand(words);
  const database = await openDatabase(databaseOf(configuration, process.env) ?? noPlace());
  try {
    const { sentence, exitCode } = await runCommand(words, {
      database,
      flags,
      now: Date.now(),
      readPassword: () => readPassword(process.stdin, process.stderr),
    });
    say(sentence);
    return exitCode;
  } finally {
    await database.close();
  }
}

function noPlace(): never {
  throw new UsageError('Say where the data lies: --data DIR, or DATABASE_URL of a PostgreSQL.');
}

function say(text: string): 0 {
  process.stdout.write(`${text}\n`);
  return 0;
}

/** Mistakes of the one who calls are told in a sentence, faults of the program as they are. */
function explain(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message} --help says how to call it.\n`);
    return 2;
  }
  const sentence = sentenceFor(error);
  if (sentence === undefined) throw error;
  process.stderr.write(`${sentence}\n`);
  return 1;
}

function sentenceFor(error: unknown): string | undefined {
  const isOurs =
    error instanceof DatabaseError ||
    error instanceof AuthorityError ||
    error instanceof SetupError;
  if (isOurs) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return 'Something else listens at this address: choose another --port.';
  if (code === 'EACCES') return 'This user may not listen at this address: choose another --port.';
  if (code === 'EADDRNOTAVAIL') return 'This machine does not have this address: check --host.';
  return undefined;
}
