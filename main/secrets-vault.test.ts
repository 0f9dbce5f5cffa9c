import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { SecretName } from '../state-machines/ports/secrets.ts';
import { createSecretsVault } from './secrets-vault.ts';

function vaultWith(secrets: Partial<Record<SecretName, string>>) {
  const vault = createSecretsVault();
  for (const [name, digits] of Object.entries(secrets)) {
    for (const digit of digits) vault.press(name as SecretName, Number(digit));
  }
  return vault;
}

describe('the vault', () => {
  it('counts presses and takes them back', async () => {
    const vault = vaultWith({ pin: '12' });
    expect(vault.press('pin', 3)).toBe(3);
    expect(vault.erase('pin')).toBe(2);
    await vault.lend(['pin'], async ({ pin }) =>
      pin.reveal((digits) => expect([...digits]).toEqual([0x31, 0x32])),
    );
  });

  it('lends digits that outlast a wipe, and overwrites them when the operation ends', async () => {
    const vault = vaultWith({ pin: '123456', can: '500540' });
    let borrowed = new Uint8Array(0);
    await vault.lend(['pin', 'can'], async ({ pin, can }) => {
      vault.wipe(['pin']);
      borrowed = pin.reveal((digits) => digits) as Uint8Array<ArrayBuffer>;
      expect(borrowed).toHaveLength(6);
      expect(can.length).toBe(6);
    });
    expect([...borrowed]).toEqual([0, 0, 0, 0, 0, 0]);
    await vault.lend(['pin', 'can'], async ({ pin, can }) => {
      expect([pin.length, can.length]).toEqual([0, 6]);
    });
  });

  it('shows a dot to whoever prints a secret', () => {
    return vaultWith({ pin: '123456' }).lend(['pin'], async ({ pin }) => {
      expect([`${pin}`, JSON.stringify(pin), inspect({ pin })].join()).not.toMatch(/\d/);
    });
  });

  it('compares the new PIN with its repetition', () => {
    expect(vaultWith({ 'new-pin': '271828', 'new-pin-again': '271828' }).compareNewPins()).toBe(
      'same',
    );
    for (const again of ['271829', '27182', '']) {
      const vault = vaultWith({ 'new-pin': '271828', 'new-pin-again': again });
      expect(vault.compareNewPins()).toBe('different');
    }
  });

  it.each(['111111', '123456', '654321', '121212', '123123', '000000', '012345'])(
    'finds %s weak',
    (pin) => expect(vaultWith({ 'new-pin': pin }).newPinStrength()).toBe('weak'),
  );

  it.each(['271828', '112233', '135790', '987651', '500540'])('finds %s good enough', (pin) =>
    expect(vaultWith({ 'new-pin': pin }).newPinStrength()).toBe('good'),
  );
});
