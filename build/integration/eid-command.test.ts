import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  encodePrivateKey,
  writeAuthorityFolder,
} from '../../devices/simulators/test-pki/folder.ts';
import { createTestPki } from '../../devices/simulators/test-pki/test-pki.ts';
import { type DeskRig, openDeskRig } from './rig/desk-command.ts';
import { createCertificate } from './rig/openpace.ts';
import { CARD_READER_PARTS, describeWithParts, requirePart } from './rig/requirements.ts';

/** The two desk commands against each other, as somebody at a desk starts them. */

const DAY_MS = 86_400_000;
const TEST_CARD_CAN = 'can=500540\n';
const NOT_GENUINE = 'chip-not-genuine';

describeWithParts(CARD_READER_PARTS, 'the desk commands', () => {
  let rig: DeskRig;

  beforeAll(async () => {
    rig = await openDeskRig();
  });
  afterEach(() => rig.takeOut());
  afterAll(() => rig?.close());

  const insert: DeskRig['insert'] = (...card) => rig.insert(...card);
  const eid: DeskRig['eid'] = (...call) => rig.eid(...call);
  const cardState: DeskRig['cardState'] = () => rig.cardState();

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
    await rig.takeOut();

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

  describe('under the right of a folder', () => {
    const pki = createTestPki({ today: new Date() });
    let anchors: string;
    let authority: string;

    beforeAll(async () => {
      anchors = join(rig.folder, 'anchors');
      mkdirSync(anchors);
      writeFileSync(join(anchors, 'country.cer'), pki.csca);
      authority = join(rig.folder, 'authority');
      const rights = ['pin-management', 'can-allowed', 'age-verification', 'read-dg4', 'read-dg5'];
      await writeAuthorityFolder(pki, authority, { rights });
    });

    it('switches the function on and off, and sets a PIN without the old one', async () => {
      await insert('function-off-blocked');
      const lent = ['--authority', authority];
      const newPin = `${TEST_CARD_CAN}new-pin=271828\n`;
      expect(await eid(['reset-pin', ...lent], newPin)).toMatchObject({
        code: 1,
        result: { outcome: 'deactivated' },
      });
      expect(await eid(['activate-eid', ...lent], TEST_CARD_CAN)).toMatchObject({
        code: 0,
        result: { outcome: 'ok', was: 'off', notChecked: ['card-security-issuer'] },
      });
      const reset = await eid(['reset-pin', ...lent, '--minimum-age', '16'], newPin);
      expect(reset).toMatchObject({
        code: 0,
        result: { outcome: 'ok', activated: false, triesLeft: 3 },
      });
      expect(reset.everything).not.toMatch(/500540|271828/);
      expect(cardState()).toMatchObject({ pin: '271828', pinActive: true, retryCounter: 3 });
      const known = [...lent, '--passive-authentication', 'required', '--anchors', anchors];
      expect(await eid(['deactivate-eid', ...known], TEST_CARD_CAN)).toMatchObject({
        code: 0,
        result: { outcome: 'ok', was: 'on', notChecked: [] },
      });
      expect(cardState()).toMatchObject({ pinActive: false });
    });

    it.each([
      ['ready', ['read-data', '--groups', '4,8'], 'right-refused'],
      [
        'ready',
        ['read-data', '--groups', '4', '--passive-authentication', 'required'],
        NOT_GENUINE,
      ],
      ['wrong-trust-anchor', ['activate-eid'], 'ok'],
      ['wrong-trust-anchor', ['deactivate-eid'], 'right-refused'],
      ['clone', ['deactivate-eid'], NOT_GENUINE],
      ['broken-card-security', ['deactivate-eid'], NOT_GENUINE],
      ['certificate-expired', ['deactivate-eid'], 'terminal-not-accepted'],
      ['expired', ['reset-pin'], 'document-expired'],
      ['too-young', ['reset-pin', '--minimum-age', '16'], 'holder-too-young'],
    ])('profile %s, %j: %s', async (profile, command, outcome) => {
      await insert(profile);
      const pipe = `${TEST_CARD_CAN}${command[0] === 'reset-pin' ? 'new-pin=271828\n' : ''}`;
      const before = cardState();
      const ended = await eid([...command, '--authority', authority], pipe);
      expect(ended).toMatchObject({ code: outcome === 'ok' ? 0 : 1, result: { outcome } });
      expect(cardState()).toMatchObject({ pin: before.pin, pinActive: before.pinActive });
    });

    it('tells a wrong CAN and a wrong folder', async () => {
      await insert('ready');
      const lent = ['--authority', authority];
      expect(await eid(['deactivate-eid', ...lent], 'can=111111\n')).toMatchObject({
        code: 1,
        result: { outcome: 'wrong-can' },
      });
      expect(await eid(['deactivate-eid', '--authority', anchors], TEST_CARD_CAN)).toMatchObject({
        code: 2,
        result: { outcome: 'invalid-input' },
      });
      expect(cardState().pinActive).toBe(true);
    });
  });

  describeWithParts(['openpace'], 'under a chain that cvc-create made', () => {
    const RIGHTS = ['pin-management', 'can-allowed', 'verify-age', 'read-dg4', 'read-dg5'];
    const VALIDITY = { issued: yymmdd(-1), expires: yymmdd(30) };
    let authority: string;
    let trustPoint: readonly string[];

    beforeAll(async () => {
      authority = mkdtempSync(join(rig.folder, 'openpace-'));
      const order = { rights: [...RIGHTS, 'read-dg8'], ...VALIDITY };
      const cvca = await createCertificate(authority, {
        ...order,
        reference: 'DECVCAAT00001',
        role: 'cvca',
      });
      const dv = await createCertificate(
        authority,
        { ...order, reference: 'DEDVAT000001', role: 'dv_domestic' },
        cvca,
      );
      const file = (name: string): string => join(authority, name);
      writeFileSync(file('cvca.cvcert'), cvca.certificate);
      writeFileSync(file('dv.cvcert'), dv.certificate);
      writeFileSync(file('dv.pkcs8'), encodePrivateKey(dv.privateKey));
      // The terminal's key is cvc-create's own, in whatever form it writes one.
      execFileSync(requirePart('openpace'), [
        ...['--role=terminal', '--type=at', '--chr=DETERM000001', '--scheme=ECDSA_SHA_256'],
        ...[`--issued=${VALIDITY.issued}`, `--expires=${VALIDITY.expires}`],
        ...[`--sign-as=${file('dv.cvcert')}`, `--sign-with=${file('dv.pkcs8')}`],
        ...[`--out-cert=${file('terminal.cvcert')}`, `--out-key=${file('terminal.pkcs8')}`],
        ...RIGHTS.map((right) => `--${right}`),
      ]);
      trustPoint = ['--cvca', file('cvca.cvcert')];
    });

    it('sets a PIN, switches the function and reads names', async () => {
      await insert('function-off', trustPoint);
      const lent = ['--authority', authority];
      const age = ['--minimum-age', '16'];
      expect(await eid(['activate-eid', ...lent, ...age], TEST_CARD_CAN)).toMatchObject({
        code: 0,
        result: { outcome: 'ok', was: 'off' },
      });
      const newPin = `${TEST_CARD_CAN}new-pin=271828\n`;
      expect(await eid(['reset-pin', ...lent, ...age], newPin)).toMatchObject({
        code: 0,
        result: { outcome: 'ok', triesLeft: 3 },
      });
      expect(await eid(['verify-pin'], 'pin=271828\n')).toMatchObject({ code: 0 });
      expect(await eid(['read-data', ...lent, '--groups', '4,5'], TEST_CARD_CAN)).toMatchObject({
        code: 0,
        result: { groups: { 4: { text: 'ERIKA' }, 5: { text: 'MUSTERMANN' } } },
      });
      expect(await eid(['deactivate-eid', ...lent], TEST_CARD_CAN)).toMatchObject({ code: 0 });
      expect(cardState()).toMatchObject({ pin: '271828', pinActive: false });
    });

    it('does not read what only the certificates above the terminal grant', async () => {
      await insert('ready', trustPoint);
      const read = ['read-data', '--authority', authority, '--groups', '8'];
      expect(await eid(read, TEST_CARD_CAN)).toMatchObject({
        code: 1,
        result: { outcome: 'right-refused', reason: 'certificates-rights' },
      });
    });

    it('leads nowhere on a card of another trust point', async () => {
      await insert('ready');
      const read = ['read-data', '--authority', authority, '--groups', '4'];
      expect(await eid(read, TEST_CARD_CAN)).toMatchObject({
        code: 1,
        result: { outcome: 'right-refused', reason: 'no-chain' },
      });
    });
  });
});

/** A day from today as `cvc-create` takes it. */
function yymmdd(days: number): string {
  const day = new Date(Date.now() + days * DAY_MS).toISOString();
  return day.slice(2, 10).replaceAll('-', '');
}
