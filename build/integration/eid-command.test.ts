import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { CardState } from '../../devices/simulators/eid-card/card-memory.ts';
import { type PrivatePcscd, startPcscd } from './rig/pcscd.ts';
import { CARD_READER_PARTS, describeWithParts } from './rig/requirements.ts';
import { waitUntil } from './rig/wait.ts';

/** The two desk commands against each other, as somebody at a desk starts them. */

const EID = new URL('../../devices/eid/cli.ts', import.meta.url).pathname;
const CARD = new URL('../../devices/simulators/eid-card/cli.ts', import.meta.url).pathname;
const NOTICE_DEADLINE_MS = 10_000;

describeWithParts(CARD_READER_PARTS, 'the desk commands', () => {
  let pcscd: PrivatePcscd;
  let folder: string;
  let stopCard: () => Promise<unknown>;

  beforeAll(async () => {
    pcscd = await startPcscd();
    folder = mkdtempSync(join(tmpdir(), 'schnellspur-desk-'));
  });

  afterEach(takeOut);

  afterAll(async () => {
    await pcscd?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A card put in before pcscd has noticed that the last one is gone would be taken for that one. */
  async function takeOut(): Promise<void> {
    await stopCard();
    await waitUntil('an empty reader', NOTICE_DEADLINE_MS, () => !pcscd.seesCard(0) || undefined);
  }

  const stateFile = (): string => join(folder, 'card.json');
  const cardState = (): CardState => JSON.parse(readFileSync(stateFile(), 'utf8'));

  async function insert(profile: string): Promise<void> {
    rmSync(stateFile(), { force: true });
    const port = String(pcscd.readerPorts[0]);
    const args = [CARD, '--profile', profile, '--port', port, '--state', stateFile()];
    const card = spawn(process.execPath, args, { stdio: 'ignore' });
    const ended = new Promise((resolve) => card.once('exit', resolve));
    stopCard = () => {
      card.kill('SIGTERM');
      return ended;
    };
    await waitUntil('the card', NOTICE_DEADLINE_MS, () => pcscd.seesCard(0) || undefined);
  }

  async function eid(args: readonly string[], pipe: string) {
    const child = spawn(
      process.execPath,
      [EID, ...args, '--reader', pcscd.readerNames[0], '--json'],
      {
        env: { ...process.env, ...pcscd.clientEnvironment },
      },
    );
    child.stdin.end(pipe);
    const [stdout, stderr] = ['', ''].map(() => ({ text: '' }));
    child.stdout.on('data', (chunk) => {
      if (stdout) stdout.text += chunk;
    });
    child.stderr.on('data', (chunk) => {
      if (stderr) stderr.text += chunk;
    });
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    const last = stdout?.text.trim().split('\n').at(-1) ?? '';
    return { code, result: JSON.parse(last), everything: `${stdout?.text}${stderr?.text}` };
  }

  it('turns a transport PIN into a PIN', async () => {
    await insert('transport-pin');
    const changed = await eid(['change-pin'], 'pin=12345\nnew-pin=271828\n');
    expect(changed).toMatchObject({ code: 0, result: { outcome: 'ok', triesLeft: 3 } });
    expect(changed.everything).not.toMatch(/12345|271828/);
    expect(cardState()).toMatchObject({ pin: '271828', transportPin: false, retryCounter: 3 });
    expect(await eid(['verify-pin'], 'pin=271828')).toMatchObject({ code: 0 });
  });

  it('tells the state, counts down, resumes and unblocks', async () => {
    await insert('ready');
    const state = await eid(['state'], '');
    expect(state).toMatchObject({ code: 0, result: { outcome: 'operational', triesLeft: 3 } });
    for (const triesLeft of [2, 1]) {
      const wrong = await eid(['verify-pin'], 'pin=999999\n');
      expect(wrong).toMatchObject({ code: 1, result: { outcome: 'wrong-pin', triesLeft } });
    }
    const suspended = await eid(['verify-pin'], 'pin=123456\n');
    expect(suspended).toMatchObject({ code: 1, result: { outcome: 'suspended', triesLeft: 1 } });
    const resumed = await eid(['resume-pin'], 'can=500540\r\npin=123456\r\n');
    expect(resumed).toMatchObject({ code: 0, result: { outcome: 'ok' } });
    const again = await eid(['resume-pin'], 'can=500540\npin=123456\n');
    expect(again).toMatchObject({ code: 1, result: { outcome: 'not-suspended', triesLeft: 3 } });
    await takeOut();

    await insert('blocked');
    expect(await eid(['unblock-pin'], 'puk=0000000000\n')).toMatchObject({
      code: 1,
      result: { outcome: 'wrong-puk' },
    });
    expect(await eid(['unblock-pin'], 'puk=9876543210\n')).toMatchObject({ code: 0 });
    expect(cardState()).toMatchObject({ retryCounter: 3, pukCounter: 9 });
  });

  it('refuses bad input before it touches the card', async () => {
    await insert('ready');
    for (const pipe of [
      'pin=1234\nnew-pin=271828\n',
      'pin=123456\nnew-pin=12345\n',
      'pin=123456\n',
      'PIN=1\n',
    ]) {
      const refused = await eid(['change-pin'], pipe);
      expect(refused).toMatchObject({ code: 2, result: { outcome: 'invalid-input' } });
      expect(refused.everything).not.toMatch(/123456|271828/);
    }
    expect(cardState().retryCounter).toBe(3);
  });
});
