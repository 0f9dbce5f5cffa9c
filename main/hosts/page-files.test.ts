import { symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FILE_BYTES_MAX, FILES_MAX, readPageFiles } from './page-files.ts';
import { createPageFixture, type PageFixture } from './testing/page-fixture.ts';

let fixture: PageFixture;

beforeEach(async () => {
  fixture = await createPageFixture();
});

afterEach(() => fixture.remove());

const read = () => readPageFiles(fixture.folder, ['visitor']);
const inAssets = (name: string) => join(fixture.folder, 'assets', name);

describe('the table of page files', () => {
  it('holds what the served roles need and nothing of the others’ pages', async () => {
    expect([...(await read()).keys()]).toEqual([
      '/assets/bench.js',
      '/assets/screen.css',
      '/assets/staff.js',
      '/assets/visitor.js',
      '/assets/waiting-room.js',
      '/visitor.html',
    ]);
  });

  it('leaves out hidden files, source maps and links to elsewhere', async () => {
    await writeFile(inAssets('.env'), 'x');
    await symlink('/etc/hostname', inAssets('hostname.txt'));
    expect((await read()).size).toBe(6);
  });

  it('names files as a URL does', async () => {
    await writeFile(inAssets('größe 1.txt'), 'x');
    expect((await read()).has('/assets/gr%C3%B6%C3%9Fe%201.txt')).toBe(true);
  });

  it('knows the type of every file', async () => {
    await writeFile(inAssets('tool.exe'), 'x');
    await expect(read()).rejects.toMatchObject({
      code: 'page-type-unknown',
      message: expect.stringContaining('tool.exe is of no known type'),
    });
  });

  it('refuses a file or a folder that is too large', async () => {
    await writeFile(inAssets('film.ogg'), '');
    await truncate(inAssets('film.ogg'), FILE_BYTES_MAX + 1);
    await expect(read()).rejects.toMatchObject({ code: 'pages-too-large' });
    await truncate(inAssets('film.ogg'), 1);
    for (let count = 0; count < FILES_MAX; count += 1) {
      await writeFile(inAssets(`${count}.txt`), '');
    }
    await expect(read()).rejects.toMatchObject({ code: 'pages-too-large' });
  });
});
