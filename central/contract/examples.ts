import type { z } from 'zod';
import { fastLaneRequest } from './fast-lane.ts';
import {
  chainAnswer,
  chainQuestion,
  enrolmentAnswer,
  enrolmentQuestion,
  eventsAnswer,
  eventsQuestion,
  openRequestAnswer,
  openRequestQuestion,
  signatureAnswer,
  signatureQuestion,
} from './kiosk.ts';
import { problem } from './problem.ts';
import { QUEUE_EXAMPLES } from './queue-examples.ts';
import { capacityReport } from './report.ts';
import { REPORT_EXAMPLE } from './report-example.ts';
import {
  approvalQuestion,
  attemptQuestion,
  chooseCounterQuestion,
  continuesQuestion,
  enrolmentCodeAnswer,
  enrolmentCodeQuestion,
  kiosks,
  refusalQuestion,
  requestAnswer,
  session,
  signInQuestion,
} from './staff.ts';

/** One worked example a message: shown in the OpenAPI document, and true to its schema. */
export interface Example {
  readonly schema: z.ZodType;
  readonly value: unknown;
}

const REQUEST_ID = '0193a5c2-6f10-7c3e-9b1d-2f6a8e4c7d01';
const KIOSK_ID = '0193a5c2-0000-7a10-8f00-5c1e9d3b2a11';
const COUNTER_ID = '0193a5c2-0000-7a10-8f00-5c1e9d3b2a22';
const EVENT_ID = '0193a5c2-7a44-7d01-a2b3-c4d5e6f70812';
const TRANSACTION_ID = 'K7-2026-11-23-0042';
/** Any octets of the right length. */
const octets = (count: number): string => '5A'.repeat(count);

const REQUEST = {
  id: REQUEST_ID,
  transactionId: TRANSACTION_ID,
  callSign: 'F12',
  kiosk: { id: KIOSK_ID, name: 'Terminal 1' },
  service: 'reset-pin',
  pinState: 'blocked',
  documentType: null,
  attempt: 1,
  activated: false,
  state: 'taken',
  escalated: false,
  takenBy: { name: 'A. Berger', counter: 'Schalter 3' },
  refusal: null,
  openedAt: '2026-11-23T09:15:00.000Z',
  changedAt: '2026-11-23T09:15:20.000Z',
  approvalEndsAt: null,
  ticket: 'none',
  result: null,
  continues: null,
} as const satisfies z.input<typeof fastLaneRequest>;

function example<Schema extends z.ZodType>(schema: Schema, value: z.input<Schema>): Example {
  return { schema, value };
}

export const EXAMPLES: readonly Example[] = [
  example(fastLaneRequest, REQUEST),
  example(problem, {
    type: 'about:blank',
    status: 429,
    code: 'sign-in-locked',
    title: 'There were too many wrong tries with this name.',
    retryAfterSeconds: 30,
  }),
  example(enrolmentQuestion, { code: 'K7MR4W2P', publicKey: octets(32) }),
  example(enrolmentAnswer, {
    kioskId: KIOSK_ID,
    kioskName: 'Terminal 1',
    branchName: 'Bürgerservice Musterstadt',
  }),
  example(openRequestQuestion, {
    transactionId: TRANSACTION_ID,
    service: 'reset-pin',
    pinState: 'blocked',
    attempt: 1,
    activated: false,
  }),
  example(openRequestAnswer, {
    request: { ...REQUEST, state: 'open', takenBy: null },
    rights: ['pin-management', 'can-allowed', 'read-dg1'],
    minimumAge: null,
  }),
  example(chainQuestion, { references: [hexOf('DECVCAeID00103'), hexOf('DECVCAeID00102')] }),
  example(chainAnswer, { certificates: [octets(220), octets(260)] }),
  example(signatureQuestion, {
    holderReference: hexOf('DEKIOSK000001'),
    idPicc: octets(32),
    challenge: octets(8),
    ephemeralKey: octets(32),
    auxiliaryData: '',
  }),
  example(signatureAnswer, { signature: octets(64) }),
  example(eventsQuestion, {
    events: [
      {
        id: EVENT_ID,
        at: '2026-11-23T09:19:02.000Z',
        kind: 'transaction-closed',
        transactionId: TRANSACTION_ID,
        requestId: REQUEST_ID,
        service: 'reset-pin',
        result: 'done',
        ticket: false,
      },
    ],
  }),
  example(eventsAnswer, { stored: [EVENT_ID] }),
  example(signInQuestion, { name: 'berger', password: 'ein langes Beispiel' }),
  example(session, {
    account: { id: COUNTER_ID, name: 'berger', displayName: 'A. Berger', role: 'clerk' },
    branch: { id: KIOSK_ID, name: 'Bürgerservice Musterstadt' },
    counters: [{ id: COUNTER_ID, name: 'Schalter 3' }],
    counter: { id: COUNTER_ID, name: 'Schalter 3' },
    csrfToken: 'mZ0Gv1nJr8sQd3yKc5tB7wXh2uLp9eAf4iNo6jRk1sE',
  }),
  example(chooseCounterQuestion, { counterId: COUNTER_ID }),
  example(approvalQuestion, {
    seen: ['person-matches-photo', 'card-valid', 'card-belongs-to-person'],
    attempt: 1,
  }),
  example(refusalQuestion, { reason: 'card-not-valid', attempt: 1 }),
  example(attemptQuestion, { attempt: 1 }),
  example(continuesQuestion, { entryId: EVENT_ID }),
  example(requestAnswer, {
    request: { ...REQUEST, continues: { ticket: 'F04', note: 'Passfoto nachgereicht' } },
  }),
  example(enrolmentCodeQuestion, { kioskName: 'Terminal 1' }),
  example(enrolmentCodeAnswer, { code: 'K7MR4W2P', endsAt: '2026-11-23T09:30:00.000Z' }),
  example(kiosks, {
    kiosks: [
      {
        id: KIOSK_ID,
        name: 'Terminal 1',
        connected: true,
        lastSeenAt: '2026-11-23T09:19:02.000Z',
      },
    ],
  }),
  ...QUEUE_EXAMPLES,
  example(capacityReport, REPORT_EXAMPLE),
];

function hexOf(text: string): string {
  return [...text]
    .map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase())
    .join('');
}
