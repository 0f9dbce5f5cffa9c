import { parseArgs } from 'node:util';
import type { PassiveAuthentication } from './card-security.ts';
import { AUTHORITY_OPTIONS, type AuthorityOption } from './cli-authority.ts';
import { COMMANDS, type Command } from './cli-commands.ts';
import { DATA_GROUPS, type DataGroupNumber, isDataGroupNumber } from './data-groups.ts';

/** The desk command's line: which command, on which reader, under whose authority. */

export const USAGE = `usage: npm run -s eid -- COMMAND [--reader NAME] [--json]

  state           tells what state the card's PIN is in; costs nothing
  verify-pin      tries the PIN
  change-pin      sets a new PIN under the old one, or under the transport PIN
  resume-pin      makes a suspended PIN operational again with the CAN
  unblock-pin     gives a blocked PIN three tries again with the PUK

With --authority DIR, a folder that holds dv.cvcert, terminal.cvcert and terminal.pkcs8:

  reset-pin       sets a new PIN without the old one; --minimum-age N refuses younger holders
  activate-eid    switches the online function on; --minimum-age N as well
  deactivate-eid  switches the online function off
  read-data       shows personal data of the card; --groups ${DATA_GROUPS.join(',')} says which

  --anchors DIR   certificates of the countries and document signers to be trusted
  --passive-authentication required | warn | off
                  whether a card of an unknown issuer is refused, or accepted with a word (warn,
                  the default), or not looked at

Secrets are asked for on the terminal, or read from a pipe as lines pin=, new-pin=, can=, puk=.`;

const MODES = ['required', 'warn', 'off'] as const;
const AGE_MAX = 120;
const TEXT = { type: 'string' } as const;
const ALWAYS = ['reader', 'json'];
const BORROWING = [...AUTHORITY_OPTIONS, 'anchors', 'passive-authentication'];

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
  readonly option: AuthorityOption;
  readonly value: string;
  readonly anchors: string | undefined;
  readonly mode: PassiveAuthentication['mode'];
  readonly minimumAge: number | undefined;
}

type Values = ReturnType<typeof parse>['values'];

/** Throws an error for whoever typed it. */
export function readCall(argv: readonly string[]): Call {
  const { values, positionals } = parse(argv);
  const [name = '', ...surplus] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Error(name ? `there is no command ${name}` : 'say which command');
  if (surplus.length > 0) throw new Error('one command at a time; secrets are never arguments');
  const needless = Object.keys(values).find((option) => !optionsOf(command).includes(option));
  if (needless) throw new Error(`${name} has no use for --${needless}`);
  return {
    name,
    command,
    readerName: values.reader ?? '',
    json: values.json ?? false,
    right: command.borrows ? readRight(name, values) : undefined,
    groups: readGroups(values.groups),
  };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      reader: TEXT,
      json: { type: 'boolean' },
      authority: TEXT,
      anchors: TEXT,
      'passive-authentication': TEXT,
      'minimum-age': TEXT,
      groups: TEXT,
    },
  });
}

function optionsOf({ borrows, options = [] }: Command): readonly string[] {
  return [...ALWAYS, ...(borrows ? BORROWING : []), ...options];
}

function readRight(name: string, values: Values): CalledRight {
  const given = AUTHORITY_OPTIONS.flatMap((option) => {
    const value = values[option];
    return value ? [{ option, value }] : [];
  });
  const [authority, ...others] = given;
  if (!authority || others.length > 0) {
    throw new Error(`${name} needs --${AUTHORITY_OPTIONS.join(' or --')}`);
  }
  return {
    ...authority,
    anchors: values.anchors,
    mode: readMode(values['passive-authentication']),
    minimumAge: readAge(values['minimum-age']),
  };
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
