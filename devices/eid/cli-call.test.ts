import { describe, expect, it } from 'vitest';
import { readCall } from './cli-call.ts';
import { COMMANDS } from './cli-commands.ts';

const BORROWING = ['reset-pin', 'activate-eid', 'deactivate-eid', 'read-data'];

describe('the line of a desk', () => {
  it('knows every command, with an authority where one is needed', () => {
    for (const name of Object.keys(COMMANDS)) {
      const lent = BORROWING.includes(name) ? ['--authority', 'folder'] : [];
      expect(readCall([name, ...lent, '--reader', 'R', '--json'])).toMatchObject({
        name,
        readerName: 'R',
        json: true,
      });
    }
  });

  it('judges cards mildly and asks for all groups, unless told otherwise', () => {
    expect(readCall(['read-data', '--authority', 'folder'])).toMatchObject({
      right: { option: 'authority', value: 'folder', mode: 'warn' },
      groups: [1, 3, 4, 5, 8, 17],
      json: false,
    });
    const told = ['--passive-authentication', 'required', '--anchors', 'a', '--groups', '8,4,8'];
    expect(readCall(['read-data', '--authority', 'folder', ...told])).toMatchObject({
      right: { mode: 'required', anchors: 'a' },
      groups: [8, 4],
    });
    const aged = readCall(['reset-pin', '--authority', 'folder', '--minimum-age', '16']);
    expect(aged.right?.minimumAge).toBe(16);
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
    ['reset-pin', /reset-pin needs --authority/],
    ['reset-pin --authority=', /reset-pin needs --authority/],
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
    expect(() => readCall(line.split(' ').filter(Boolean))).toThrow(message);
  });
});
