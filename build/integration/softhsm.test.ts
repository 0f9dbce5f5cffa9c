import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCentral } from '../../central/server/main.ts';
import type { AuthorityKeys } from '../../central/server/terminal-authority/authority-keys.ts';
import { openKeysInToken } from '../../central/server/terminal-authority/keys-in-token.ts';
import { makeAuthorityFolder } from '../../central/server/terminal-authority/testing/test-certificates.ts';
import { encodePrivateKey } from '../../devices/simulators/test-pki/folder.ts';
import { describeWithParts } from './rig/requirements.ts';
import { createSoftHsm, type SoftHsm } from './rig/softhsm.ts';

const LABEL = 'terminal';
const AT_ONCE = 50;

describeWithParts(['softhsm', 'softhsm2-util'], 'keys in a SoftHSM token', () => {
  const { secretKey, publicKey } = brainpoolP256r1.keygen();
  let hsm: SoftHsm;

  beforeAll(async () => {
    hsm = await createSoftHsm();
    await hsm.importKey(encodePrivateKey(Uint8Array.from(secretKey)), LABEL, 'a1');
    Object.assign(process.env, hsm.environment);
  });
  afterAll(() => {
    delete process.env['SOFTHSM2_CONF'];
    hsm?.remove();
  });

  const open = (change: { pin?: string; tokenLabel?: string; keyLabel?: string } = {}) =>
    openKeysInToken({
      module: hsm.module,
      tokenLabel: change.tokenLabel ?? hsm.tokenLabel,
      keyLabel: change.keyLabel ?? LABEL,
      pin: Buffer.from(change.pin ?? hsm.pin),
    });
  const isSound = (signature: Uint8Array, message: Uint8Array): boolean => {
    const digest = createHash('sha256').update(message).digest();
    const options = { prehash: false, lowS: false };
    return brainpoolP256r1.verify(signature, digest, publicKey, options);
  };
  const signs = async (keys: AuthorityKeys, text: string): Promise<boolean> => {
    const message = Buffer.from(text);
    const signature = await keys.sign('a1', message, 'sha256');
    return signature.length === 64 && isSound(signature, message);
  };

  it('sign what another library verifies', async () => {
    const keys = await open();
    expect(keys.place).toBe('token');
    expect(await keys.names()).toEqual(['a1']);
    expect(await signs(keys, 'one message')).toBe(true);
    await keys.close();
  });

  it('sign for many at once, each its own message, while the event loop runs', async () => {
    const keys = await open();
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const sound = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => signs(keys, `message ${index}`)),
    );
    clearInterval(timer);
    expect(sound).toEqual(sound.map(() => true));
    expect(turns).toBeGreaterThan(0);
    await keys.close();
  });

  it('sign on after everything that nobody holds was collected', async () => {
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    if (typeof collect !== 'function') throw new Error('there is no collector to call');
    const keys = await open();
    for (let round = 0; round < 5; round += 1) {
      collect();
      // What was collected is given back in a later turn.
      await nextTurn();
      expect(await signs(keys, `round ${round}`)).toBe(true);
    }
    await keys.close();
  });

  it('let no more wait than a limit', async () => {
    const keys = await open();
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) => signs(keys, `message ${index}`)),
    );
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(200 - 64);
    expect(refused[0]).toMatchObject({ reason: { code: 'key-unavailable' } });
    expect(await signs(keys, 'and afterwards')).toBe(true);
    await keys.close();
  });

  it('find a renewed key beside the old one', async () => {
    const keys = await open();
    const renewed = brainpoolP256r1.utils.randomSecretKey();
    await hsm.importKey(encodePrivateKey(Uint8Array.from(renewed)), LABEL, 'a2');
    expect([...(await keys.names())].sort()).toEqual(['a1', 'a2']);
    expect(await keys.sign('a2', Buffer.from('renewed'), 'sha256')).toHaveLength(64);
    await keys.close();
  });

  it.each([
    ['a wrong PIN', { pin: '999999' }, 'pin-wrong'],
    ['a token that is not there', { tokenLabel: 'another' }, 'token-missing'],
    ['a key that is not there', { keyLabel: 'another' }, 'key-missing'],
  ])('are refused with %s', async (_name, change, code) => {
    await expect(open(change)).rejects.toMatchObject({ code });
  });

  it('are refused without a module', async () => {
    const place = { tokenLabel: hsm.tokenLabel, keyLabel: LABEL, pin: Buffer.from(hsm.pin) };
    for (const module of ['/usr/lib/no-such-module.so', '/etc/hostname']) {
      const opening = openKeysInToken({ ...place, module });
      await expect(opening).rejects.toMatchObject({ code: 'module-unusable' });
    }
  });

  it('say that the token is gone, and sign again once it is back', async () => {
    const keys = await open();
    await hsm.removeToken();
    const signing = keys.sign('a1', Buffer.from('while it is away'), 'sha256');
    await expect(signing).rejects.toMatchObject({ code: 'token-missing' });
    await hsm.returnToken();
    expect(await signs(keys, 'and back')).toBe(true);
    await keys.close();
  });

  it('serve a central system that has the certificate of one of them', async () => {
    const folder = await makeAuthorityFolder();
    await hsm.importKey(encodePrivateKey(folder.terminal.privateKey), LABEL, 'a3');
    const logged: string[] = [];
    const central = await startCentral({
      database: {},
      host: '127.0.0.1',
      port: 0,
      authority: {
        folder: folder.path,
        token: {
          module: hsm.module,
          tokenLabel: hsm.tokenLabel,
          keyLabel: LABEL,
          pin: Buffer.from(hsm.pin),
        },
      },
      log: (name) => logged.push(name),
      now: () => Date.parse('2026-11-23T09:00:00Z'),
    });
    expect(logged).toContain('authority.ready');
    expect(logged).not.toContain('authority.key-in-file');
    await central.close();
    folder.remove();
  });
});
