import { describe, expect, it } from 'vitest';
import { type AuthorityOption, FOLDER_AUTHORITY } from './cli-authority.ts';
import { readCall, usageWith } from './cli-call.ts';
import { COMMANDS } from './cli-commands.ts';

const BORROWING = ['reset-pin', 'activate-eid', 'deactivate-eid', 'read-data'];

/** Lends for one command alone, and says itself how old a holder must be. */
const COUNTER: AuthorityOption = {
  option: 'counter',
  type: 'boolean',
  lendsFor: ['reset-pin'],
  settles: ['minimum-age'],
  usage: 'With --counter:',
  open: () => Promise.reject(new Error('not opened here')),
};
const AUTHORITIES = [FOLDER_AUTHORITY, COUNTER];
const read = (argv: readonly string[]) => readCall(argv, AUTHORITIES);

describe('the line of a desk', () => {
  it('knows every command, with an authority where one is needed', () => {
    for (const name of Object.keys(COMMANDS)) {
      const lent = BORROWING.includes(name) ? ['--authority', 'folder'] : [];
      expect(read([name, ...lent, '--reader', 'R', '--json'])).toMatchObject({
        name,
        readerName: 'R',
        json: true,
      });
    }
  });

  it('judges cards mildly and asks for all groups, unless told otherwise', () => {
    expect(read(['read-data', '--authority', 'folder'])).toMatchObject({
      right: { authority: FOLDER_AUTHORITY, value: 'folder', mode: 'warn' },
      groups: [1, 3, 4, 5, 8, 17],
      json: false,
    });
    const told = ['--passive-authentication', 'required', '--anchors', 'a', '--groups', '8,4,8'];
    expect(read(['read-data', '--authority', 'folder', ...told])).toMatchObject({
      right: { mode: 'required', anchors: 'a' },
      groups: [8, 4],
    });
    const aged = read(['reset-pin', '--authority', 'folder', '--minimum-age', '16']);
    expect(aged.right?.minimumAge).toBe(16);
  });

  it('takes the right of one authority, whichever lends for the command', () => {
    expect(read(['reset-pin', '--counter', '--anchors', 'a']).right).toEqual({
      authority: COUNTER,
      value: '',
      anchors: 'a',
      mode: 'warn',
      minimumAge: undefined,
    });
    expect(() => readCall(['reset-pin', '--counter'], [FOLDER_AUTHORITY])).toThrow(
      /Unknown option/,
    );
  });

  it('tells every command, and what each authority lends for', () => {
    const usage = usageWith(AUTHORITIES);
    for (const name of Object.keys(COMMANDS)) expect(usage).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(usage).toMatch(/With --counter:\n\n {2}reset-pin\n/);
    expect(Math.max(...usage.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it.each([
    ['', /which command/],
    ['fly', /no command fly/],
    ['toString', /no command toString/],
    ['state now', /one command/],
    ['change-pin 123456', /never arguments/],
    ['state --pin 123456', /Unknown option/],
    ['state --authority folder', /no use for --authority/],
    ['change-pin --minimum-age 16', /no use for --minimum-age/],
    ['deactivate-eid --authority folder --minimum-age 16', /no use for --minimum-age/],
    ['reset-pin --authority folder --groups 1', /no use for --groups/],
    ['reset-pin', /reset-pin needs --authority or --counter$/],
    ['read-data', /read-data needs --authority$/],
    ['reset-pin --authority=', /reset-pin needs --authority/],
    ['reset-pin --authority folder --counter', /reset-pin needs --authority or --counter/],
    ['read-data --counter', /--counter lends no right for read-data/],
    ['state --counter', /no use for --counter/],
    ['reset-pin --counter=yes', /--counter/],
    ['reset-pin --counter --minimum-age 16', /leaves no choice of --minimum-age/],
    ['reset-pin --counter --passive-authentication strict', /required, warn, off/],
    ['reset-pin --authority folder --passive-authentication strict', /required, warn, off/],
    ['reset-pin --authority folder --minimum-age 0', /1 to 120/],
    ['reset-pin --authority folder --minimum-age 121', /1 to 120/],
    ['reset-pin --authority folder --minimum-age 1e1', /1 to 120/],
    ['reset-pin --authority folder --minimum-age=-1', /1 to 120/],
    ['read-data --authority folder --groups 2', /--groups takes/],
    ['read-data --authority folder --groups=', /--groups takes/],
    ['read-data --authority folder --groups 4,', /--groups takes/],
    ['read-data --authority folder --groups toString', /--groups takes/],
  ])('refuses %j', (line, message) => {
    expect(() => read(line.split(' ').filter(Boolean))).toThrow(message);
  });
});
