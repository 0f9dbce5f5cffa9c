import { type AnyMachineSnapshot, createActor, fromPromise, SimulatedClock } from 'xstate';
import type { Catalogue } from '../../config/catalogue.ts';
import type { ServiceName } from '../../config/services.ts';
import type { CodeForm } from '../appointment-code.ts';
import { checkInFlow } from '../flows/check-in.ts';
import { takeTicketFlow } from '../flows/take-ticket.ts';
import { kioskMachine } from '../kiosk.ts';
import type { ReceiptFacts } from '../kiosk-setup.ts';
import type { TakeTicketInput, TicketFacts } from '../parts/operations.ts';
import { showTicketMachine } from '../parts/show-ticket.ts';
import type { PrintOutcome } from '../ports/printer.ts';
import type { CheckInOutcome, ReadOfferOutcome, TakeTicketOutcome } from '../ports/queue.ts';
import { screenOf } from '../screen-meta.ts';
import type { Screen, TransactionResult } from '../views.ts';
import { CATALOGUE, OFFER, TICKET } from './queue-outputs.ts';

/** A whole kiosk machine on a simulated clock whose queue answers as a test says. */
export interface QueueVisit {
  readonly clock: SimulatedClock;
  readonly kiosk: ReturnType<typeof createActor<typeof kioskMachine>>;
  readonly taken: readonly TakeTicketInput[];
  readonly codes: readonly string[];
  readonly slips: readonly TicketFacts[];
  readonly closings: readonly TransactionResult[];
  readonly receipts: () => number;
  screen(): Screen | undefined;
  /** Lets whatever has been answered come through. */
  settled(): Promise<void>;
}

export interface QueueAnswers {
  readonly services?: readonly ServiceName[];
  readonly hasScanner?: boolean;
  readonly codeForm?: CodeForm;
  readonly catalogue?: Catalogue;
  readonly offer?: ReadOfferOutcome;
  readonly ticket?: TakeTicketOutcome | Promise<TakeTicketOutcome>;
  readonly checkIn?: CheckInOutcome;
  readonly print?: PrintOutcome | Promise<PrintOutcome>;
}

export function startQueueVisit(answers: QueueAnswers = {}): QueueVisit {
  const clock = new SimulatedClock();
  const taken: TakeTicketInput[] = [];
  const codes: string[] = [];
  const slips: TicketFacts[] = [];
  const closings: TransactionResult[] = [];
  let receipts = 0;
  const showTicket = showTicketMachine.provide({
    actors: {
      printTicket: fromPromise<PrintOutcome, TicketFacts>(async ({ input }) => {
        slips.push(input);
        return answers.print ?? { kind: 'printed' };
      }),
    },
  });
  const machine = kioskMachine.provide({
    actors: {
      'take-ticket': takeTicketFlow.provide({
        actors: {
          showTicket,
          readOffer: fromPromise<ReadOfferOutcome, void>(
            async () => answers.offer ?? { kind: 'read', offer: OFFER },
          ),
          takeTicket: fromPromise<TakeTicketOutcome, TakeTicketInput>(async ({ input }) => {
            taken.push(input);
            return answers.ticket ?? { kind: 'given', ticket: TICKET };
          }),
        },
      }),
      'check-in': checkInFlow.provide({
        actors: {
          showTicket,
          checkIn: fromPromise<CheckInOutcome, { code: string }>(async ({ input }) => {
            codes.push(input.code);
            return answers.checkIn ?? { kind: 'given', ticket: TICKET };
          }),
        },
      }),
      openTransaction: fromPromise<string, { service: ServiceName }>(async () => '7Q2M-X9TK-04ZB'),
      printReceipt: fromPromise<PrintOutcome, ReceiptFacts>(async () => {
        receipts += 1;
        return { kind: 'printed' };
      }),
      wipeScreens: fromPromise(async () => {}),
    },
    actions: { closeTransaction: (_, { result }) => closings.push(result) },
  });
  const kiosk = createActor(machine, {
    clock,
    input: {
      services: answers.services ?? ['take-ticket', 'check-in', 'reset-pin'],
      defaultLanguage: 'de',
      catalogue: answers.catalogue ?? CATALOGUE,
      timeZone: 'Europe/Berlin',
      hasScanner: answers.hasScanner ?? true,
      codeForm: answers.codeForm ?? 'typed-or-scanned',
    },
  });
  kiosk.start();
  const snapshot = (): AnyMachineSnapshot => kiosk.getSnapshot();
  return {
    clock,
    kiosk,
    taken,
    codes,
    slips,
    closings,
    receipts: () => receipts,
    screen: () => screenOf(snapshot()),
    settled: async () => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    },
  };
}

/** From the welcome screen to the topic, by its group. */
export async function goToTopic(visit: QueueVisit, topic: string): Promise<void> {
  const { kiosk, settled } = visit;
  kiosk.send({ type: 'visitor.began' });
  kiosk.send({ type: 'visitor.language-chosen', language: 'de' });
  kiosk.send({ type: 'visitor.service-chosen', service: 'take-ticket' });
  await settled();
  kiosk.send({ type: 'visitor.group-chosen', group: 'cards' });
  kiosk.send({ type: 'visitor.topic-chosen', topic });
}
