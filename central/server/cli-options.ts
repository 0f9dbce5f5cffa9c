import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { z } from 'zod';
import { offeredServices } from './fast-lane/offered-services.ts';
import type { AuthorityOptions, CentralOptions } from './main.ts';

/** What the command line, the configuration file and the environment say; in this order. */

/** A wrong call; the message is one sentence. */
export class UsageError extends Error {
  readonly code = 'usage';
}

const configuration = z.strictObject({
  data: z.string().optional(),
  host: z.string().optional(),
  port: z.int().min(0).max(65_535).optional(),
  publicOrigin: z.url({ protocol: /^https?$/ }).optional(),
  trustedProxies: z.array(z.string()).optional(),
  pages: z.string().optional(),
  authority: z.string().optional(),
  pkcs11: z.string().optional(),
  token: z.string().optional(),
  key: z.string().optional(),
  pinFile: z.string().optional(),
  log: z.string().optional(),
  services: offeredServices.optional(),
});
type Configuration = z.infer<typeof configuration>;

const FLAGS = {
  config: { type: 'string' },
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'public-origin': { type: 'string' },
  pages: { type: 'string' },
  authority: { type: 'string' },
  pkcs11: { type: 'string' },
  token: { type: 'string' },
  key: { type: 'string' },
  'pin-file': { type: 'string' },
  log: { type: 'string' },
  demo: { type: 'boolean', default: false },
  role: { type: 'string' },
  'display-name': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 8_440;
const PIN_BYTES_MAX = 255;

export interface CliCall {
  /** e.g. `['branch', 'add', 'Bürgeramt Mitte']` */
  readonly words: readonly string[];
  readonly flags: {
    readonly help: boolean;
    readonly demo: boolean;
    readonly role?: string | undefined;
    readonly displayName?: string | undefined;
  };
  readonly configuration: Configuration;
}

/** Throws a `UsageError`. */
export function readCall(argv: readonly string[]): CliCall {
  const { values, positionals } = parse(argv);
  const { port, config, demo, help, role } = values;
  const flags = omitUndefined({
    data: values.data,
    host: values.host,
    port: port === undefined ? undefined : Number(port),
    publicOrigin: values['public-origin'],
    pages: values.pages,
    authority: values.authority,
    pkcs11: values.pkcs11,
    token: values.token,
    key: values.key,
    pinFile: values['pin-file'],
    log: values.log,
  });
  return {
    words: positionals,
    flags: { demo, help, role, displayName: values['display-name'] },
    configuration: check('The command line', {
      ...(config === undefined ? {} : check(config, readJson(config))),
      ...flags,
    }),
  };
}

export function databaseOf(
  { data }: Configuration,
  environment: NodeJS.ProcessEnv,
): CentralOptions['database'] | undefined {
  const { DATABASE_URL: url } = environment;
  if (data !== undefined) return { folder: resolve(data) };
  return url === undefined || url === '' ? undefined : { url };
}

/** Throws a `UsageError`. */
export function serverOptionsOf(
  settings: Configuration,
  environment: NodeJS.ProcessEnv,
): Omit<CentralOptions, 'database' | 'log'> {
  const { host = DEFAULT_HOST, port = DEFAULT_PORT, pages, services } = settings;
  return {
    host,
    port,
    publicOrigin: settings.publicOrigin?.replace(/\/$/, ''),
    trustedProxies: settings.trustedProxies,
    pages: pages === undefined ? undefined : resolve(pages),
    authority: authorityOf(settings, environment),
    offered: services,
  };
}

function authorityOf(
  { authority, pkcs11, token, key, pinFile }: Configuration,
  environment: NodeJS.ProcessEnv,
): AuthorityOptions {
  const folder = authority === undefined ? undefined : resolve(authority);
  if (pkcs11 === undefined) {
    if (token === undefined && key === undefined && pinFile === undefined) return { folder };
    throw new UsageError('--token, --key and --pin-file need --pkcs11 MODULE.');
  }
  if (token === undefined || key === undefined) {
    throw new UsageError('--pkcs11 needs --token LABEL and --key LABEL.');
  }
  const pin = readPin(pinFile, environment);
  return { folder, token: { module: pkcs11, tokenLabel: token, keyLabel: key, pin } };
}

function readPin(file: string | undefined, environment: NodeJS.ProcessEnv): Uint8Array {
  const { TOKEN_PIN } = environment;
  // Programs that this one starts have no business with it.
  delete environment['TOKEN_PIN'];
  if (file === undefined && TOKEN_PIN === undefined) {
    throw new UsageError('--pkcs11 needs the PIN in --pin-file FILE or the environment TOKEN_PIN.');
  }
  const read = file === undefined ? Buffer.from(TOKEN_PIN ?? '') : readFileOf(file);
  const [newline, carriageReturn] = [0x0a, 0x0d];
  let end = read.length;
  while (end > 0 && (read[end - 1] === newline || read[end - 1] === carriageReturn)) end -= 1;
  if (end > 0 && end <= PIN_BYTES_MAX) return read.subarray(0, end);
  throw new UsageError('The PIN of the token is empty or too long.');
}

/** Throws a `UsageError`. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileOf(path).toString('utf8'));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`${path} is not JSON.`, { cause });
  }
}

function readFileOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new UsageError(`${path} cannot be read.`, { cause });
  }
}

function check(where: string, value: unknown): Configuration {
  const { success, data, error } = configuration.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const place = issue && issue.path.length > 0 ? `, at ${issue.path.join('.')}` : '';
  throw new UsageError(`${where}${place}: ${issue?.message}.`);
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: FLAGS });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : 'The call cannot be read.');
  }
}

function omitUndefined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
