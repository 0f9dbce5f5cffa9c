import { type AnyMachineSnapshot, createActor, fromPromise, SimulatedClock } from 'xstate';
import type { FastLaneService } from '../../central/contract/fast-lane.ts';
import type { ServiceName } from '../../config/services.ts';
import type { CardEvent } from '../events.ts';
import { kioskMachine } from '../kiosk.ts';
import type { ReceiptFacts } from '../kiosk-setup.ts';
import { cardFlow } from '../parts/card-flow.ts';
import { chooseNewPinMachine } from '../parts/choose-new-pin.ts';
import { enterSecretMachine } from '../parts/enter-secret.ts';
import { lendRightMachine } from '../parts/lend-right.ts';
import type { OpenRequestInput } from '../parts/operations.ts';
import { presentCardMachine } from '../parts/present-card.ts';
import type { PinState, ReadStateOutcome, SetPinByRightOutcome } from '../ports/card.ts';
import type { Approval, OpenRequestOutcome } from '../ports/fast-lane.ts';
import type { PrintOutcome } from '../ports/printer.ts';
import type { NewPinComparison, NewPinStrength, SecretName } from '../ports/secrets.ts';
import { screenOf } from '../screen-meta.ts';
import type { Screen, TransactionResult } from '../views.ts';

/** A whole kiosk machine on a simulated clock, whose operations end as a test says. */

export interface LaneVisit {
  readonly clock: SimulatedClock;
  /** Every request that was opened, in order. */
  readonly requests: readonly OpenRequestInput[];
  /** How often the card was used. */
  readonly uses: () => number;
  readonly closings: readonly { readonly result: TransactionResult; readonly ticket: boolean }[];
  /** Secrets that are typed and not wiped. */
  readonly held: ReadonlySet<SecretName>;
  screen(): Screen | undefined;
  idleSecondsLeft(): number | null;
  confirms(): void;
  cancels(): void;
  types(secret: SecretName): void;
  card(type: CardEvent['type']): void;
  staff(approval: Approval): void;
  resets(): void;
  /** The answer to the next request; without one it is opened and waits. */
  central(...answers: CentralAnswer[]): void;
  /** Ends the running use of the card. */
  cardAnswers(outcome: SetPinByRightOutcome): void;
  cardBreaksPromise(): void;
}

type CentralAnswer = OpenRequestOutcome | Promise<OpenRequestOutcome>;

export const OPENED = {
  kind: 'opened',
  callSign: 'F12',
  approval: { kind: 'waiting', escalated: false },
} as const satisfies OpenRequestOutcome;

export function startLaneVisit(service: FastLaneService, state: PinState): LaneVisit {
  const clock = new SimulatedClock();
  const requests: OpenRequestInput[] = [];
  const answers: CentralAnswer[] = [];
  const closings: { result: TransactionResult; ticket: boolean }[] = [];
  const held = new Set<SecretName>();
  const uses: PromiseWithResolvers<SetPinByRightOutcome>[] = [];

  const wipeSecrets = (_: unknown, { secrets }: { secrets: readonly SecretName[] }) => {
    for (const secret of secrets) held.delete(secret);
  };
  const enterSecret = enterSecretMachine.provide({
    actions: { clearSecret: (_, { secret }) => wipeSecrets(_, { secrets: [secret] }) },
  });
  const presentCard = presentCardMachine.provide({
    actors: { readState: fromPromise<ReadStateOutcome, void>(async () => state) },
  });
  const chooseNewPin = chooseNewPinMachine.provide({
    actors: {
      enterSecret,
      judgeNewPin: fromPromise<NewPinStrength, void>(async () => 'good'),
      compareNewPins: fromPromise<NewPinComparison, void>(async () => 'same'),
    },
    actions: { wipeSecrets },
  });
  const act = lendRightMachine.provide({
    actors: {
      enterSecret,
      presentCard,
      chooseNewPin,
      openRequest: fromPromise<OpenRequestOutcome, OpenRequestInput>(async ({ input }) => {
        requests.push(input);
        return answers.shift() ?? OPENED;
      }),
      setPinByRight: fromPromise<SetPinByRightOutcome, { activate: 'if-off' | 'never' }>(() => {
        const use = Promise.withResolvers<SetPinByRightOutcome>();
        uses.push(use);
        return use.promise;
      }),
    },
    actions: { wipeSecrets },
  });
  const flow = (name: FastLaneService) => cardFlow(name, act).provide({ actors: { presentCard } });
  const machine = kioskMachine.provide({
    actors: {
      'activate-eid': flow('activate-eid'),
      'reset-pin': flow('reset-pin'),
      openTransaction: fromPromise<string, { service: ServiceName }>(async () => '7Q2M-X9TK-04ZB'),
      printReceipt: fromPromise<PrintOutcome, ReceiptFacts>(async () => ({ kind: 'printed' })),
      wipeScreens: fromPromise(async () => {}),
    },
    actions: {
      closeTransaction: (_, params) => closings.push(params),
      wipeAllSecrets: () => held.clear(),
    },
  });
  const kiosk = createActor(machine, {
    clock,
    input: {
      services: ['activate-eid', 'reset-pin'],
      defaultLanguage: 'de',
      catalogue: { groups: [], topics: [] },
      timeZone: 'Europe/Berlin',
      hasScanner: false,
      codeForm: 'typed-or-scanned',
    },
  });
  kiosk.start();
  kiosk.send({ type: 'reader.found' });
  kiosk.send({ type: 'card.placed' });
  kiosk.send({ type: 'visitor.language-chosen', language: 'de' });
  kiosk.send({ type: 'visitor.service-chosen', service });

  const snapshot = (): AnyMachineSnapshot => kiosk.getSnapshot();
  return {
    clock,
    requests,
    closings,
    held,
    uses: () => uses.length,
    screen: () => screenOf(snapshot()),
    idleSecondsLeft: () => kiosk.getSnapshot().context.idleSecondsLeft,
    confirms: () => kiosk.send({ type: 'visitor.confirmed' }),
    cancels: () => kiosk.send({ type: 'visitor.cancelled' }),
    types(secret) {
      held.add(secret);
      kiosk.send({ type: 'secret.typed', digits: 6 });
      kiosk.send({ type: 'visitor.confirmed' });
    },
    card: (type) => kiosk.send({ type }),
    staff: (approval) => kiosk.send({ type: 'lane.changed', approval }),
    resets: () => kiosk.send({ type: 'staff.reset' }),
    central: (...next) => answers.push(...next),
    cardAnswers: (outcome) => uses.at(-1)?.resolve(outcome),
    cardBreaksPromise: () => uses.at(-1)?.reject(new Error('broken')),
  };
}
