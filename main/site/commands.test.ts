import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkSite, exampleSite } from './commands.ts';

it('prints an example that it finds right itself, and says what is wrong with another', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schnellspur-site-'));
  const file = join(folder, 'site.json');
  try {
    const example = exampleSite().text;
    writeFileSync(file, example);
    expect(checkSite(file)).toEqual({
      exitCode: 0,
      text: expect.stringMatching(
        /site\.json is right: it sets centreName, .*\n"Bürgerservice Musterstadt": 7 services, .*$/,
      ),
    });
    const path = '"/dev/serial/by-id/usb-code-reader"';
    writeFileSync(file, example.replace(path, '""'));
    expect(checkSite(file)).toEqual({
      exitCode: 0,
      text: expect.stringMatching(
        /\nWarning: \S+site\.json, line 1\d\d: scanner\.path names no code reader\. .* no check-in\./,
      ),
    });
    writeFileSync(file, example.replace('"centreName"', '"centerName"'));
    expect(checkSite(file)).toEqual({
      exitCode: 1,
      text: expect.stringMatching(
        /^\S+site\.json, line \d+: centreName is missing\..*\n\S+, line \d+: centerName is no setting/,
      ),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
