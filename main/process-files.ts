import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pino from 'pino';
import { LedgerError } from './ledger/ledger-error.ts';
import { createLog, type Log } from './log/log.ts';

/** Where a terminal keeps its ledger, its identity, its configuration, its log, its browser profile. */
export interface ProcessFiles {
  readonly ledgerFile: string;
  readonly identityFile: string;
  readonly siteFile: string;
  readonly profileFolder: string;
  readonly log: Log;
}

/** The folder named by the environment, else `.data` below the folder it was started in. */
export function dataFolder(): string {
  return resolve(process.env['SCHNELLSPUR_DATA'] ?? '.data');
}

/** The site file named by the environment, else `site.json` in this folder. */
export function siteFileIn(folder: string): string {
  return resolve(process.env['SCHNELLSPUR_SITE'] ?? join(folder, 'site.json'));
}

/** Makes the folder where it is missing. Throws a `LedgerError` where it cannot be written. */
export function openProcessFiles(folder: string): ProcessFiles {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new LedgerError(
      'folder-not-writable',
      `The data folder ${folder} cannot be written. Give this user the right to write there, or name another folder in SCHNELLSPUR_DATA.`,
      cause,
    );
  }
  return {
    ledgerFile: join(folder, 'ledger.sqlite'),
    identityFile: join(folder, 'kiosk.json'),
    siteFile: siteFileIn(folder),
    profileFolder: join(folder, 'profile'),
    log: createLog(pino.destination({ dest: join(folder, 'terminal.log'), sync: true })),
  };
}

/** For a program that can do nothing without them: says why in one sentence, and ends with 1. */
export function openProcessFilesOrExit(folder: string): ProcessFiles {
  try {
    return openProcessFiles(folder);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
