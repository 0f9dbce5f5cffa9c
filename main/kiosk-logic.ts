import { fromPromise } from 'xstate';
import type { ServiceName } from '../config/services.ts';
import type { EidTerminal } from '../devices/eid/terminal.ts';
import { FLOWS } from '../state-machines/flows/catalogue.ts';
import { kioskMachine, type ReceiptFacts } from '../state-machines/kiosk.ts';
import { enterSecretMachine } from '../state-machines/parts/enter-secret.ts';
import type { UsePinInput } from '../state-machines/parts/operations.ts';
import { presentCardMachine } from '../state-machines/parts/present-card.ts';
import { usePinMachine } from '../state-machines/parts/use-pin.ts';
import type { UsePinOutcome } from '../state-machines/ports/card.ts';
import type { PrintOutcome } from '../state-machines/ports/printer.ts';
import type { ServiceResult } from '../state-machines/views.ts';
import type { SecretsVault } from './secrets-vault.ts';

/** What the machines ask of the process around them. */
export interface KioskLogicParts {
  readonly terminal: EidTerminal;
  readonly vault: SecretsVault;
  readonly openTransaction: (service: ServiceName) => string;
  readonly closeTransaction: (result: ServiceResult) => void;
  readonly print: (receipt: ReceiptFacts) => Promise<PrintOutcome>;
  readonly wipeScreens: () => Promise<void>;
  readonly tellStaffOfForgottenCard: () => void;
  readonly noteCardOutcome: (operation: string, outcome: { readonly kind: string }) => void;
}

/** The kiosk machine with everything plugged in. */
export function createKioskLogic(parts: KioskLogicParts): typeof kioskMachine {
  const { vault, terminal } = parts;
  const wipeSecrets = (_: unknown, { secrets }: { secrets: Parameters<SecretsVault['wipe']>[0] }) =>
    vault.wipe(secrets);
  const noted = async <Outcome extends { readonly kind: string }>(
    operation: string,
    work: Promise<Outcome>,
  ): Promise<Outcome> => {
    const outcome = await work;
    parts.noteCardOutcome(operation, outcome);
    return outcome;
  };

  const presentCard = presentCardMachine.provide({
    actors: { readState: fromPromise(() => noted('read-state', terminal.readState())) },
  });
  const enterSecret = enterSecretMachine.provide({
    actions: { clearSecret: (_, { secret }) => vault.wipe([secret]) },
  });
  const usePin = usePinMachine.provide({
    actors: {
      enterSecret,
      usePin: fromPromise(({ input }: { input: UsePinInput }) =>
        noted(`${input.operation}-pin`, runUsePin(terminal, vault, input)),
      ),
      judgeNewPin: fromPromise(async () => vault.newPinStrength()),
      compareNewPins: fromPromise(async () => vault.compareNewPins()),
    },
    actions: { wipeSecrets },
  });
  const unblockPin = fromPromise(() =>
    noted('unblock-pin', terminal.unblockPin({ puk: vault.lend('puk') })),
  );
  const flows = provideAll({
    actors: { presentCard, enterSecret, usePin, unblockPin },
    actions: { wipeSecrets },
  });

  return kioskMachine.provide({
    actors: {
      ...flows,
      openTransaction: fromPromise(async ({ input }: { input: { service: ServiceName } }) =>
        parts.openTransaction(input.service),
      ),
      printReceipt: fromPromise(({ input }: { input: ReceiptFacts }) => parts.print(input)),
      wipeScreens: fromPromise(() => parts.wipeScreens()),
    },
    actions: {
      closeTransaction: (_, { result }) => parts.closeTransaction(result),
      wipeAllSecrets: () => vault.wipe(),
      tellStaffOfForgottenCard: () => parts.tellStaffOfForgottenCard(),
    },
  });
}

/** Every flow gets everything; each takes what it has declared. */
function provideAll(implementations: object): typeof FLOWS {
  const provided = Object.entries(FLOWS).map(([name, flow]) => [
    name,
    flow.provide(implementations as never),
  ]);
  return Object.fromEntries(provided);
}

function runUsePin(
  terminal: EidTerminal,
  vault: SecretsVault,
  { operation, withCan }: UsePinInput,
): Promise<UsePinOutcome> {
  const can = withCan ? { can: vault.lend('can') } : {};
  const pin = vault.lend('pin');
  if (operation === 'verify') return terminal.verifyPin({ pin, ...can });
  const secrets = { pin, newPin: vault.lend('new-pin'), ...can };
  return operation === 'change' ? terminal.changePin(secrets) : terminal.settlePinChange(secrets);
}
