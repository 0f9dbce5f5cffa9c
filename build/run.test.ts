import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const RUN = fileURLToPath(new URL('run.mjs', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-run-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(code: string, parameters: readonly string[], input = '') {
  const script = join(folder, 'script.ts');
  writeFileSync(script, code);
  return spawnSync(process.execPath, [RUN, script, ...parameters], { input, encoding: 'utf8' });
}

describe('a script', () => {
  it('has the arguments, the input, and an output that nobody else writes to', () => {
    const echo =
      'process.stdout.write(JSON.stringify(process.argv.slice(2))); process.stdin.pipe(process.stdout)';
    const { stdout, stderr, status } = run(echo, ['--a', 'b c'], 'pin=123456\n');
    expect({ stdout, stderr, status }).toEqual({
      stdout: '["--a","b c"]pin=123456\n',
      stderr: '',
      status: 0,
    });
  });

  it('runs on the Node of the lock file, whatever the machine has', () => {
    const { stdout } = run('process.stdout.write(process.execPath)', []);
    expect(stdout).toContain(join('node_modules', 'node', 'bin'));
  });

  it.each([
    ['process.exit(7)', 7],
    ['process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 5_000)', 143],
  ])('leaves its exit code: %s', (code, status) => {
    expect(run(code, []).status).toBe(status);
  });

  it('is missing', () => {
    const { status, stderr } = spawnSync(process.execPath, [RUN], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'usage: node build/run.mjs SCRIPT [arguments]\n',
    });
  });
});
