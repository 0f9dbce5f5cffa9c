import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseOf, readCall, serverOptionsOf, UsageError } from './cli-options.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-central-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const options = (argv: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  serverOptionsOf(readCall(argv).configuration, environment);

describe('the options of the central system', () => {
  it('stand alone', () => {
    expect(options([])).toMatchObject({ host: '127.0.0.1', port: 8_440, authority: {} });
  });

  it('are those of the file where the command line says nothing else', () => {
    const services = { 'reset-pin': { rights: ['pin-management'], minimumAge: null } };
    const config = { port: 9_000, host: '::1', publicOrigin: 'https://a.example/', services };
    const path = file('config.json', JSON.stringify(config));
    expect(options(['--config', path, '--port', '9001'])).toMatchObject({
      host: '::1',
      port: 9_001,
      publicOrigin: 'https://a.example',
      offered: services,
    });
  });

  it.each([
    ['a folder', ['--data', 'x'], {}, { folder: resolve('x') }],
    ['a folder before a server', ['--data', 'x'], { DATABASE_URL: 'u' }, { folder: resolve('x') }],
    ['a server', [], { DATABASE_URL: 'u' }, { url: 'u' }],
    ['none', [], { DATABASE_URL: '' }, undefined],
  ])('name the database: %s', (_name, argv, environment, place) => {
    expect(databaseOf(readCall(argv).configuration, environment)).toEqual(place);
  });

  it.each([
    ['with a line end', '1234\n', '1234'],
    ['with a line end of Windows', '1234\r\n', '1234'],
    ['bare', 'pin mit ü', 'pin mit ü'],
  ])("take the token's PIN from a file, %s", (_name, text, pin) => {
    const token = ['--pkcs11', 'm.so', '--token', 't', '--key', 'k'];
    const read = options([...token, '--pin-file', file('pin', text)]).authority?.token;
    expect(read).toEqual({
      module: 'm.so',
      tokenLabel: 't',
      keyLabel: 'k',
      pin: Buffer.from(pin),
    });
  });

  it("take the token's PIN from the environment, and take it out", () => {
    const environment = { TOKEN_PIN: '1234' };
    const token = ['--pkcs11', 'm.so', '--token', 't', '--key', 'k'];
    expect(options(token, environment).authority?.token?.pin).toEqual(Buffer.from('1234'));
    expect(environment).toEqual({});
  });

  it.each([
    ['an unknown option', ['--ports', '1'], /--ports/],
    ['a PIN as an argument', ['--pin', '1234'], /--pin/],
    ['a port that is none', ['--port', 'http'], /port/],
    ['a port too high', ['--port', '65536'], /port/],
    ['an origin that is none', ['--public-origin', 'a.example'], /publicOrigin/],
    ['a token without a module', ['--token', 't'], /--pkcs11/],
    ['a module without a token', ['--pkcs11', 'm.so', '--key', 'k'], /--token/],
    ['a module without a key', ['--pkcs11', 'm.so', '--token', 't'], /--key/],
    ['no PIN', ['--pkcs11', 'm.so', '--token', 't', '--key', 'k'], /--pin-file/],
    ['a file that is not there', ['--config', '/no/such/file'], /cannot be read/],
  ])('are refused: %s', (_name, argv, message) => {
    expect(() => options(argv)).toThrow(UsageError);
    expect(() => options(argv)).toThrow(message);
  });

  it.each([
    ['no JSON', '{', /not JSON/],
    ['an unknown name', '{"ports":1}', /ports/],
    ['a right that does not exist', services('[ "pin-management", "fly" ]'), /services/],
    ['rights without PIN management', services('[ "can-allowed" ]'), /services/],
  ])('are refused from a file with %s', (_name, text, message) => {
    const path = file('config.json', text);
    expect(() => options(['--config', path])).toThrow(message);
  });

  it.each([
    ['nothing', ''],
    ['a line end', '\n'],
    ['300 digits', '1'.repeat(300)],
  ])('are refused with a PIN of %s', (_name, text) => {
    const token = ['--pkcs11', 'm.so', '--token', 't', '--key', 'k'];
    expect(() => options([...token, '--pin-file', file('pin', text)])).toThrow(UsageError);
  });
});

function services(rights: string): string {
  return `{ "services": { "reset-pin": { "rights": ${rights}, "minimumAge": null } } }`;
}
