import { parseArgs } from 'node:util';
import { StartError } from './start-error.ts';

/** What `npm start -- …` was told. */
export interface StartOptions {
  readonly help: boolean;
  /** Open no window, only tell the addresses. */
  readonly print: boolean;
  /** Take a browser even where Electron is. */
  readonly browser: boolean;
  /** Try to fetch Electron even if an earlier try failed. */
  readonly fetchElectron: boolean;
  /** 0 for any free one. */
  readonly port: number;
}

export const USAGE = `usage: npm start -- [options]

  --print           open no window; print the addresses of the screens and serve them
  --browser         take an installed browser even where Electron is
  --port N          serve the screens on this port, in a browser (default: PORT, else a free one)
  --fetch-electron  try again to fetch Electron's binary
  --help            show this text

The terminal keeps its data in .data, or in the folder named by SCHNELLSPUR_DATA.`;

const PORT_MAX = 65_535;

/** Throws a `StartError`. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const { values } = parse(args);
  return {
    help: values.help,
    print: values.print,
    // Electron listens on no port, so whoever names one wants a browser.
    browser: values.browser || values.port !== undefined,
    fetchElectron: values['fetch-electron'],
    port: readPort(values.port ?? (environment['PORT'] || '0')),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        print: { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        'fetch-electron': { type: 'boolean', default: false },
        port: { type: 'string' },
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError('bad-option', `${reason}\n\n${USAGE}`);
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= PORT_MAX) return port;
  throw new StartError(
    'bad-option',
    `"${text}" is not a port: name a number from 1 to ${PORT_MAX}, or 0 for any free one.`,
  );
}
