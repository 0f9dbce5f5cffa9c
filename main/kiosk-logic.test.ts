import { expect, it, vi } from 'vitest';
import { createActor } from 'xstate';
import type { EidTerminal } from '../devices/eid/terminal.ts';
import type { SecretName } from '../state-machines/ports/secrets.ts';
import { screenOf } from '../state-machines/screen-meta.ts';
import { createKioskLogic } from './kiosk-logic.ts';
import { NO_QUEUE_DESK } from './queue-desk.ts';
import { createSecretsVault } from './secrets-vault.ts';

const SECRETS: readonly SecretName[] = ['can', 'pin', 'new-pin', 'new-pin-again', 'puk'];

function startKiosk() {
  const vault = createSecretsVault();
  const never = () => new Promise<never>(() => {});
  const terminal: EidTerminal = {
    watch: () => () => {},
    readState: async () => ({ kind: 'operational', triesLeft: 3 }),
    verifyPin: never,
    resumePin: never,
    changePin: never,
    settlePinChange: never,
    unblockPin: never,
    setPinByRight: never,
    switchFunction: never,
    readData: never,
  };
  const logic = createKioskLogic({
    terminal,
    vault,
    currentJournal: () => ({ begun: () => {}, ended: () => {} }),
    openTransaction: () => 'id',
    closeTransaction: () => {},
    openRequest: never,
    borrowRight: () => null,
    noteRightUsed: () => {},
    queue: NO_QUEUE_DESK,
    print: async () => ({ kind: 'printed' }),
    printTicket: never,
    wipeScreens: async () => {},
    tellStaffOfForgottenCard: () => {},
    noteFailure: () => {},
    noteOutcome: () => {},
  });
  const kiosk = createActor(logic, {
    input: {
      services: ['change-pin'],
      defaultLanguage: 'de',
      catalogue: { groups: [], topics: [] },
      timeZone: 'Europe/Berlin',
      hasScanner: false,
      codeForm: 'typed-or-scanned',
    },
  });
  kiosk.start();
  return { kiosk, vault };
}

const held = (vault: ReturnType<typeof createSecretsVault>): Promise<SecretName[]> =>
  vault.lend(SECRETS, async (secrets) => SECRETS.filter((name) => secrets[name].length > 0));

it.each(['staff.reset', 'card.removed', 'visitor.cancelled'] as const)(
  'wipes what was typed at %s',
  async (type) => {
    const { kiosk, vault } = startKiosk();
    kiosk.send({ type: 'reader.found' });
    kiosk.send({ type: 'card.placed' });
    kiosk.send({ type: 'visitor.language-chosen', language: 'de' });
    kiosk.send({ type: 'visitor.service-chosen', service: 'change-pin' });
    await vi.waitFor(() => expect(screenOf(kiosk.getSnapshot())?.name).toBe('enter-secret'));
    kiosk.send({ type: 'secret.typed', digits: vault.press('pin', 1) });
    expect(await held(vault)).toEqual(['pin']);
    kiosk.send({ type });
    expect(await held(vault)).toEqual([]);
    kiosk.stop();
  },
);

it('empties a secret before it is typed', async () => {
  const { kiosk, vault } = startKiosk();
  vault.press('pin', 9);
  kiosk.send({ type: 'reader.found' });
  kiosk.send({ type: 'card.placed' });
  kiosk.send({ type: 'visitor.language-chosen', language: 'de' });
  kiosk.send({ type: 'visitor.service-chosen', service: 'change-pin' });
  await vi.waitFor(() => expect(screenOf(kiosk.getSnapshot())?.name).toBe('enter-secret'));
  expect(await held(vault)).toEqual([]);
  kiosk.stop();
});
