import { type AnyActorLogic, type AnyStateMachine, fromPromise } from 'xstate';
import type { ServiceName } from '../config/services.ts';
import type { EidTerminal } from '../devices/eid/terminal.ts';
import { kioskMachine } from '../state-machines/kiosk.ts';
import type { ReceiptFacts } from '../state-machines/kiosk-setup.ts';
import type { UsePinInput } from '../state-machines/parts/operations.ts';
import type { CardStepJournal, UsePinOutcome } from '../state-machines/ports/card.ts';
import type { PrintOutcome } from '../state-machines/ports/printer.ts';
import type { SecretName } from '../state-machines/ports/secrets.ts';
import type { ServiceResult } from '../state-machines/views.ts';
import type { SecretsVault } from './secrets-vault.ts';

/** What the machines ask of the process around them. */
export interface KioskLogicParts {
  readonly terminal: EidTerminal;
  readonly vault: SecretsVault;
  /** The journal of the transaction that is open now, also for what ends after it. */
  readonly currentJournal: () => CardStepJournal;
  readonly openTransaction: (service: ServiceName) => string;
  readonly closeTransaction: (result: ServiceResult) => void;
  readonly print: (receipt: ReceiptFacts) => Promise<PrintOutcome>;
  readonly wipeScreens: () => Promise<void>;
  readonly tellStaffOfForgottenCard: () => void;
  readonly noteCardFailure: (operation: string, error: unknown) => void;
  readonly noteCardOutcome: (operation: string, outcome: { readonly kind: string }) => void;
}

/** The kiosk machine with everything plugged in, down to the smallest part of every flow. */
export function createKioskLogic(parts: KioskLogicParts): typeof kioskMachine {
  const { vault, terminal } = parts;
  const noted = async <Outcome extends { readonly kind: string }>(
    operation: string,
    work: Promise<Outcome>,
  ): Promise<Outcome> => {
    try {
      const outcome = await work;
      parts.noteCardOutcome(operation, outcome);
      return outcome;
    } catch (error) {
      parts.noteCardFailure(operation, error);
      throw error;
    }
  };
  const operations: Implementations['operations'] = {
    readState: fromPromise(() => noted('read-state', terminal.readState())),
    usePin: fromPromise(({ input, signal }: { input: UsePinInput; signal: AbortSignal }) =>
      noted(`${input.operation}-pin`, runUsePin(parts, input, signal)),
    ),
    unblockPin: fromPromise(({ signal }) =>
      noted(
        'unblock-pin',
        vault.lend(['puk'], ({ puk }) =>
          terminal.unblockPin({ puk }, { journal: parts.currentJournal(), signal }),
        ),
      ),
    ),
    judgeNewPin: fromPromise(async () => vault.newPinStrength()),
    compareNewPins: fromPromise(async () => vault.compareNewPins()),
    openTransaction: fromPromise(async ({ input }: { input: { service: ServiceName } }) =>
      parts.openTransaction(input.service),
    ),
    printReceipt: fromPromise(({ input }: { input: ReceiptFacts }) => parts.print(input)),
    wipeScreens: fromPromise(() => parts.wipeScreens()),
  };
  const actions: Implementations['actions'] = {
    wipeSecrets: (_, { secrets }: { secrets: readonly SecretName[] }) => vault.wipe(secrets),
    clearSecret: (_, { secret }: { secret: SecretName }) => vault.wipe([secret]),
    wipeAllSecrets: () => vault.wipe(),
    closeTransaction: (_, { result }: { result: ServiceResult }) => parts.closeTransaction(result),
    tellStaffOfForgottenCard: () => parts.tellStaffOfForgottenCard(),
  };
  return plugIn(kioskMachine, { operations, actions });
}

interface Implementations {
  readonly operations: Readonly<Record<string, AnyActorLogic>>;
  readonly actions: Readonly<Record<string, (args: unknown, params: never) => void>>;
}

/** Each machine takes what it has declared; a part that is a machine is plugged in likewise. */
function plugIn<Machine extends AnyStateMachine>(
  machine: Machine,
  implementations: Implementations,
): Machine {
  const declared = machine.implementations;
  const actors = Object.entries(declared.actors).map(([name, actor]) => {
    const logic: AnyActorLogic = 'src' in actor ? actor.src : actor;
    if (isMachine(logic)) return [name, plugIn(logic, implementations)];
    const operation = implementations.operations[name];
    if (!operation) throw new Error(`${machine.id} needs ${name}, which nobody provides`);
    return [name, operation];
  });
  const actions = Object.keys(declared.actions)
    .filter((name) => name in implementations.actions)
    .map((name) => [name, implementations.actions[name]]);
  return machine.provide({
    actors: Object.fromEntries(actors),
    actions: Object.fromEntries(actions),
  }) as Machine;
}

function isMachine(logic: AnyActorLogic): logic is AnyStateMachine {
  return 'root' in logic;
}

function runUsePin(
  { terminal, vault, currentJournal }: KioskLogicParts,
  { operation, withCan }: UsePinInput,
  signal: AbortSignal,
): Promise<UsePinOutcome> {
  const task = { journal: currentJournal(), signal };
  return vault.lend(['pin', 'new-pin', 'can'], ({ pin, 'new-pin': newPin, can }) => {
    const resuming = withCan ? { can } : {};
    if (operation === 'verify') return terminal.verifyPin({ pin, ...resuming }, task);
    const secrets = { pin, newPin, ...resuming };
    return operation === 'change'
      ? terminal.changePin(secrets, task)
      : terminal.settlePinChange(secrets, task);
  });
}
