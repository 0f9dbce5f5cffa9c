import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LaneRig, startLaneRig } from '../testing/lane-rig.ts';
import { enrol } from './enrol.ts';
import { readKioskIdentity } from './kiosk-identity.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let rig: LaneRig;
let folder: string;
let file: string;

beforeAll(async () => {
  rig = await startLaneRig();
});
afterAll(() => rig.close());
beforeEach(() => {
  rig.network.mend();
  folder = mkdtempSync(join(tmpdir(), 'schnellspur-enrol-'));
  file = join(folder, 'kiosk.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('enrolment', () => {
  it('stores who the terminal is', async () => {
    const { address: central } = rig.network;
    const code = await rig.enrolmentCode();
    const spelt = `${code.slice(0, 4)}-${code.slice(4)} `.toLowerCase();
    const identity = await enrol({ file, central: `${central}/counter?x`, code: spelt });
    expect(identity).toMatchObject({ central, branchName: 'Musterstadt' });
    expect(readKioskIdentity(file)).toMatchObject({ central, kioskId: identity.kioskId });
  });

  it('is finished with the same code where its answer was lost', async () => {
    const { address: central } = rig.network;
    const code = await rig.enrolmentCode();
    rig.network.lose('answer', /enrolment/, 1);
    await expect(enrol({ file, central, code })).rejects.toMatchObject({ code: 'unreachable' });
    expect(readKioskIdentity(file)).toBeNull();
    await enrol({ file, central, code });
    expect(readKioskIdentity(file)).not.toBeNull();
  });

  it('is refused to another terminal with the same code', async () => {
    const { address: central } = rig.network;
    const code = await rig.enrolmentCode();
    await enrol({ file, central, code });
    const other = enrol({ file: join(folder, 'other.json'), central, code });
    await expect(other).rejects.toMatchObject({ code: 'code-wrong' });
  });

  it.each([
    ['zentrale.example', 'K7MR4W2P', 'address-malformed'],
    ['ftp://zentrale.example', 'K7MR4W2P', 'address-not-encrypted'],
    ['http://zentrale.example', 'K7MR4W2P', 'address-not-encrypted'],
    ['http://127.0.0.1.zentrale.example', 'K7MR4W2P', 'address-not-encrypted'],
    ['https://zentrale.example', 'K7MR4W2', 'code-malformed'],
    ['https://zentrale.example', 'K7MR4W2O', 'code-malformed'],
    ['http://127.0.0.1:1', 'K7MR4W2P', 'unreachable'],
  ])('at %s with %s fails as %s', async (central, code, expected) => {
    await expect(enrol({ file, central, code })).rejects.toMatchObject({ code: expected });
  });

  it('takes no answer for one that the contract does not know', async () => {
    const server = createServer((_, response) => response.end('<html>Welcome</html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const place = server.address();
    const port = typeof place === 'object' ? place?.port : undefined;
    const attempt = enrol({ file, central: `http://127.0.0.1:${port}`, code: 'K7MR4W2P' });
    await expect(attempt).rejects.toMatchObject({ code: 'unreachable' });
    server.close();
  });
});

describe('the command', () => {
  const CLI = new URL('cli.ts', import.meta.url).pathname;
  const run = async (...args: string[]) => {
    const env = { ...process.env, SCHNELLSPUR_DATA: folder };
    const child = promisify(execFile)(process.execPath, [CLI, ...args], { env });
    return child.then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
    );
  };

  it('enrols and shows where', async () => {
    expect(await run('show')).toMatchObject({ code: 1, said: 'Not enrolled.\n' });
    const code = await rig.enrolmentCode();
    const { address } = rig.network;
    const enrolled = await run('enrol', '--central', address, '--code', code);
    expect(enrolled).toMatchObject({ code: 0, said: expect.stringContaining('"Musterstadt"') });
    expect(await run('show')).toMatchObject({ code: 0, said: expect.stringContaining(address) });
  });

  it.each([
    [2, /Usage/, []],
    [2, /Usage/, ['enrol', 'more']],
    [2, /needs --central and --code/, ['enrol', '--code', 'K7MR4W2P']],
    [2, /nothing/, ['enrol', '--nothing']],
    [1, /does not answer/, ['enrol', '--central', 'http://127.0.0.1:1', '--code', 'K7MR4W2P']],
  ])('ends with %i and says %s for %j', async (code, said, args) => {
    const answer = await run(...args);
    expect(answer.code).toBe(code);
    expect(answer.said).toMatch(said);
    expect(answer.said).not.toMatch(/\n\s+at /);
  });
});

// Last, because from then on no code from this address is taken.
it('is locked after too many wrong codes', async () => {
  const { address: central } = rig.network;
  const outcomes = [];
  for (const letter of 'ABCDEF') {
    const attempt = enrol({ file, central, code: `${letter}7MR4W2P` });
    outcomes.push(await attempt.catch(({ code }) => code));
  }
  expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(['code-wrong']));
  expect(outcomes.at(-1)).toBe('too-many-tries');
});
