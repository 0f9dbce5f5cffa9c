import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readLogo } from './logo.ts';

const folder = mkdtempSync(join(tmpdir(), 'schnellspur-logo-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const SVG = '<?xml version="1.0"?>\n<!-- Wappen --><svg xmlns="http://www.w3.org/2000/svg"/>';

function read(content: string | Buffer | null) {
  const path = join(folder, 'logo');
  rmSync(path, { force: true });
  if (content !== null) writeFileSync(path, content);
  const logged: unknown[] = [];
  return { logo: readLogo(path, (name, fields) => logged.push({ name, ...fields })), logged };
}

it.each([
  ['image/png', PNG],
  ['image/svg+xml', Buffer.from(SVG)],
])('is shown by its content: %s', (type, content) => {
  const logo = `data:${type};base64,${content.toString('base64')}`;
  expect(read(content)).toEqual({ logo, logged: [] });
});

it.each([
  ['neither-png-nor-svg', '<html><svg></svg></html>'],
  ['too-large', Buffer.concat([PNG, Buffer.alloc(100_000)])],
  ['ENOENT', null],
])('is left out, and the log says why: %s', (reason, content) => {
  expect(read(content)).toEqual({ logo: null, logged: [{ name: 'logo.not-shown', reason }] });
});

it('is not looked for where none is named', () => {
  expect(readLogo('', () => expect.unreachable())).toBeNull();
});
