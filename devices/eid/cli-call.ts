import { parseArgs } from 'node:util';
import type { PassiveAuthentication } from './card-security.ts';
import type { AuthorityOption } from './cli-authority.ts';
import { COMMANDS, type Command } from './cli-commands.ts';
import { DATA_GROUPS, type DataGroupNumber, isDataGroupNumber } from './data-groups.ts';

/** The desk command's line: which command, on which reader, under whose authority. */

const OWN_COMMANDS = `usage: npm run -s eid -- COMMAND [--reader NAME] [--json]

  state           tells what state the card's PIN is in; costs nothing
  verify-pin      tries the PIN
  change-pin      sets a new PIN under the old one, or under the transport PIN
  resume-pin      makes a suspended PIN operational again with the CAN
  unblock-pin     gives a blocked PIN three tries again with the PUK`;

const BORROWING_COMMANDS: Readonly<Record<string, string>> = {
  'reset-pin': 'sets a new PIN without the old one; --minimum-age N refuses younger holders',
  'activate-eid': 'switches the online function on; --minimum-age N as well',
  'deactivate-eid': 'switches the online function off',
  'read-data': `shows personal data of the card; --groups ${DATA_GROUPS.join(',')} says which`,
};

const JUDGEMENT = `  --anchors DIR   certificates of the countries and document signers to be trusted
  --passive-authentication required | warn | off
                  whether a card of an unknown issuer is refused, or accepted with a word (warn,
                  the default), or not looked at

Secrets are asked for on the terminal, or read from a pipe as lines pin=, new-pin=, can=, puk=.`;

/** What there is to call, with what each authority lends for. */
export function usageWith(authorities: readonly AuthorityOption[]): string {
  const lent = authorities.map(({ usage, lendsFor }) =>
    lendsFor ? `${usage}\n\n  ${lendsFor.join(', ')}` : `${usage}\n\n${table(BORROWING_COMMANDS)}`,
  );
  return [OWN_COMMANDS, ...lent, JUDGEMENT].join('\n\n');
}

const MODES = ['required', 'warn', 'off'] as const;
const AGE_MAX = 120;
const TEXT = { type: 'string' } as const;
const ALWAYS = ['reader', 'json'];
const JUDGING = ['anchors', 'passive-authentication'];
const COMMAND_WIDTH = 16;

export interface Call {
  readonly name: string;
  readonly command: Command;
  readonly readerName: string;
  readonly json: boolean;
  readonly right: CalledRight | undefined;
  readonly groups: readonly DataGroupNumber[];
}

/** Whose right is to be borrowed, and how the card is to be judged under it. */
export interface CalledRight {
  readonly authority: AuthorityOption;
  /** Empty for an option that takes none. */
  readonly value: string;
  readonly anchors: string | undefined;
  readonly mode: PassiveAuthentication['mode'];
  readonly minimumAge: number | undefined;
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Throws an error for whoever typed it. */
export function readCall(argv: readonly string[], authorities: readonly AuthorityOption[]): Call {
  const { values, positionals } = parse(argv, authorities);
  const [name = '', ...surplus] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Error(name ? `there is no command ${name}` : 'say which command');
  if (surplus.length > 0) throw new Error('one command at a time; secrets are never arguments');
  const useful = optionsOf(command, authorities);
  const needless = Object.keys(values).find((option) => !useful.includes(option));
  if (needless) throw new Error(`${name} has no use for --${needless}`);
  return {
    name,
    command,
    readerName: textOf(values, 'reader') ?? '',
    json: values['json'] === true,
    right: command.borrows ? readRight(name, values, authorities) : undefined,
    groups: readGroups(textOf(values, 'groups')),
  };
}

function parse(
  argv: readonly string[],
  authorities: readonly AuthorityOption[],
): { values: Values; positionals: readonly string[] } {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      reader: TEXT,
      json: { type: 'boolean' },
      anchors: TEXT,
      'passive-authentication': TEXT,
      'minimum-age': TEXT,
      groups: TEXT,
      ...Object.fromEntries(authorities.map(({ option, type }) => [option, { type }])),
    },
  });
  return { values: { ...values }, positionals };
}

function textOf(values: Values, option: string): string | undefined {
  const value = values[option];
  return typeof value === 'string' ? value : undefined;
}

function optionsOf(
  { borrows, options = [] }: Command,
  authorities: readonly AuthorityOption[],
): readonly string[] {
  const lenders = authorities.map(({ option }) => option);
  return [...ALWAYS, ...(borrows ? [...lenders, ...JUDGING] : []), ...options];
}

function readRight(
  name: string,
  values: Values,
  authorities: readonly AuthorityOption[],
): CalledRight {
  const [authority, ...others] = authorities.filter(({ option }) => values[option]);
  if (!authority || others.length > 0) {
    const lenders = authorities.filter((lender) => lendsFor(lender, name));
    throw new Error(`${name} needs --${lenders.map(({ option }) => option).join(' or --')}`);
  }
  const { option, settles = [] } = authority;
  if (!lendsFor(authority, name)) throw new Error(`--${option} lends no right for ${name}`);
  const settled = settles.find((other) => values[other] !== undefined);
  if (settled) throw new Error(`--${option} leaves no choice of --${settled}`);
  return {
    authority,
    value: textOf(values, option) ?? '',
    anchors: textOf(values, 'anchors'),
    mode: readMode(textOf(values, 'passive-authentication')),
    minimumAge: readAge(textOf(values, 'minimum-age')),
  };
}

function lendsFor({ lendsFor: commands }: AuthorityOption, name: string): boolean {
  return commands?.includes(name) ?? true;
}

function readMode(text = 'warn'): PassiveAuthentication['mode'] {
  const mode = MODES.find((known) => known === text);
  if (!mode) throw new Error(`--passive-authentication is one of ${MODES.join(', ')}`);
  return mode;
}

function readAge(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const age = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (age < 1 || age > AGE_MAX) throw new Error(`--minimum-age is 1 to ${AGE_MAX} years`);
  return age;
}

function readGroups(text = DATA_GROUPS.join(',')): readonly DataGroupNumber[] {
  const numbers = text.split(',').map((part) => (/^\d{1,2}$/.test(part) ? Number(part) : 0));
  const groups = numbers.filter(isDataGroupNumber);
  if (groups.length < numbers.length) {
    throw new Error(`--groups takes ${DATA_GROUPS.join(',')} or some of them`);
  }
  return [...new Set(groups)];
}

function table(rows: Readonly<Record<string, string>>): string {
  return Object.entries(rows)
    .map(([name, what]) => `  ${name.padEnd(COMMAND_WIDTH)}${what}`)
    .join('\n');
}
