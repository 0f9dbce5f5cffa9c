import { type AnyActorLogic, type AnyStateMachine, fromPromise } from 'xstate';
import type { ServiceName } from '../config/services.ts';
import type { EidTerminal } from '../devices/eid/terminal.ts';
import { kioskMachine } from '../state-machines/kiosk.ts';
import type { ReceiptFacts } from '../state-machines/kiosk-setup.ts';
import type {
  OpenRequestInput,
  TakeTicketInput,
  TicketFacts,
  UsePinInput,
} from '../state-machines/parts/operations.ts';
import type {
  CardStepJournal,
  SetPinByRightOutcome,
  UsePinOutcome,
} from '../state-machines/ports/card.ts';
import type { PrintOutcome } from '../state-machines/ports/printer.ts';
import type { SecretName } from '../state-machines/ports/secrets.ts';
import type { LaneDesk } from './lane-desk.ts';
import type { TransactionEnd } from './ledger/ledger.ts';
import type { QueueDesk } from './queue-desk.ts';
import type { SecretsVault } from './secrets-vault.ts';

/** What the machines ask of the process around them. */
export interface KioskLogicParts extends LaneDesk {
  readonly terminal: EidTerminal;
  readonly vault: SecretsVault;
  readonly queue: QueueDesk;
  /** The journal of the transaction that is open now, also for what ends after it. */
  readonly currentJournal: () => CardStepJournal;
  readonly openTransaction: (service: ServiceName) => string;
  readonly closeTransaction: (end: TransactionEnd) => void;
  readonly print: (receipt: ReceiptFacts) => Promise<PrintOutcome>;
  readonly printTicket: (ticket: TicketFacts) => Promise<PrintOutcome>;
  readonly wipeScreens: () => Promise<void>;
  readonly tellStaffOfForgottenCard: () => void;
  readonly noteFailure: (operation: string, error: unknown) => void;
  readonly noteOutcome: (operation: string, outcome: { readonly kind: string }) => void;
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
      parts.noteOutcome(operation, outcome);
      return outcome;
    } catch (error) {
      parts.noteFailure(operation, error);
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
    openRequest: fromPromise(({ input }: { input: OpenRequestInput }) =>
      noted('open-request', parts.openRequest(input)),
    ),
    setPinByRight: fromPromise(({ input, signal }: { input: SetPinByRight; signal: AbortSignal }) =>
      noted('set-pin-by-right', runSetPinByRight(parts, input, signal)),
    ),
    readOffer: fromPromise(() => noted('read-offer', parts.queue.readOffer())),
    takeTicket: fromPromise(({ input }: { input: TakeTicketInput }) =>
      noted('take-ticket', parts.queue.takeTicket(input)),
    ),
    checkIn: fromPromise(({ input }: { input: { readonly code: string } }) =>
      noted('check-in', parts.queue.checkIn(input)),
    ),
    printTicket: fromPromise(({ input }: { input: TicketFacts }) => parts.printTicket(input)),
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
    closeTransaction: (_, end: TransactionEnd) => parts.closeTransaction(end),
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

interface SetPinByRight {
  readonly activate: 'if-off' | 'never';
}

async function runSetPinByRight(
  parts: KioskLogicParts,
  how: SetPinByRight,
  signal: AbortSignal,
): Promise<SetPinByRightOutcome> {
  const borrowed = parts.borrowRight();
  if (!borrowed) return { kind: 'authority-unreachable' };
  const task = { journal: parts.currentJournal(), signal };
  const outcome = await parts.vault.lend(['can', 'new-pin'], ({ can, 'new-pin': newPin }) =>
    parts.terminal.setPinByRight({ can, newPin }, borrowed.right, how, task),
  );
  parts.noteRightUsed(borrowed.transactionId, outcome);
  return outcome;
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
