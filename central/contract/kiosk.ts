import { z } from 'zod';
import { CODE_ALPHABET } from './codes.ts';
import { fastLaneRequest, fastLaneService, pinState } from './fast-lane.ts';
import { calledTicket } from './queue.ts';

/**
 * What a kiosk asks of the central system. All but enrolment is signed: HTTP Message Signatures
 * (RFC 9421) with the kiosk's Ed25519 key over `@method`, `@path`, `content-digest` (SHA-256,
 * RFC 9530), with `created`, `nonce` and `keyid` (the kiosk's id).
 */

const hex = (bytesMin: number, bytesMax: number) =>
  z.string().regex(new RegExp(`^(?:[0-9A-F]{2}){${bytesMin},${bytesMax}}$`));

export const enrolmentCode = z.string().regex(new RegExp(`^[${CODE_ALPHABET}]{8}$`));

/** `POST /kiosk/enrolment` */
export const enrolmentQuestion = z.strictObject({
  code: enrolmentCode,
  /** The raw Ed25519 public key, 32 bytes. */
  publicKey: hex(32, 32),
});
export const enrolmentAnswer = z.strictObject({
  kioskId: z.uuid(),
  kioskName: z.string(),
  branchName: z.string(),
});

/** `PUT /kiosk/fast-lane/{id}`: opens a request, or reopens it under the next attempt. */
export const openRequestQuestion = z.strictObject({
  transactionId: z.string().min(1).max(64),
  service: fastLaneService,
  pinState,
  attempt: z.int().min(1).max(20),
  activated: z.boolean(),
});

const RIGHTS = [
  'pin-management',
  'can-allowed',
  'age-verification',
  'read-dg1',
  'read-dg3',
  'read-dg4',
  'read-dg5',
  'read-dg8',
  'read-dg17',
] as const;
export const right = z.enum(RIGHTS);
export type Right = z.infer<typeof right>;

export const openRequestAnswer = z.strictObject({
  request: fastLaneRequest,
  /** Rights the kiosk asks the card for; no more than the service needs. */
  rights: z.array(right).min(1),
  /** Youngest holder the service is for, in whole years; null: no limit. */
  minimumAge: z.int().min(1).max(120).nullable(),
});

/** `POST /kiosk/fast-lane/{id}/chain` */
export const chainQuestion = z.strictObject({
  /** Certification authority references of the card, newest first. */
  references: z.array(hex(8, 16)).min(1).max(2),
});
export const chainAnswer = z.strictObject({
  /** Whole card-verifiable certificates, links first, the terminal's last. */
  certificates: z.array(hex(64, 2_048)).min(2).max(8),
});

/** `POST /kiosk/fast-lane/{id}/signature`: the parts of what is signed, never a bare hash. */
export const signatureQuestion = z.strictObject({
  holderReference: hex(8, 16),
  idPicc: hex(32, 66),
  challenge: hex(8, 8),
  ephemeralKey: hex(32, 66),
  auxiliaryData: hex(0, 512),
});
export const signatureAnswer = z.strictObject({ signature: hex(64, 132) });

/** What a kiosk reports; sent again until it is acknowledged, and in effect only once. */
export const kioskEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: z.literal('request-withdrawn'),
    requestId: z.uuid(),
  }),
  z.strictObject({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: z.literal('card-told'),
    requestId: z.uuid(),
    documentType: z.string().regex(/^[A-Z]{2}$/),
  }),
  z.strictObject({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: z.literal('transaction-closed'),
    transactionId: z.string().min(1).max(64),
    requestId: z.uuid().nullable(),
    service: z.string().min(1).max(64),
    result: z.string().min(1).max(64),
    /** The visitor was sent to a counter under the request's call sign. */
    ticket: z.boolean(),
  }),
  z.strictObject({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: z.literal('chip-not-genuine'),
    requestId: z.uuid(),
    evidence: z.enum(['chip-authentication', 'passive-authentication']),
  }),
]);
export type KioskEvent = z.infer<typeof kioskEvent>;

/** `POST /kiosk/events` */
export const eventsQuestion = z.strictObject({ events: z.array(kioskEvent).min(1).max(100) });
/** Ids of the events that are now stored, those among them that were before included. */
export const eventsAnswer = z.strictObject({ stored: z.array(z.uuid()) });

/** Pushed over `GET /kiosk/link` (WebSocket, its upgrade request signed like the rest). */
export const kioskPush = z.discriminatedUnion('kind', [
  /** Right after connecting, and whenever the kiosk's latest request changes; null: it has none. */
  z.strictObject({ kind: z.literal('request'), request: fastLaneRequest.nullable() }),
  /** Right after connecting, and whenever somebody is called: the last calls, latest first. */
  z.strictObject({ kind: z.literal('called'), called: z.array(calledTicket).max(20) }),
  z.strictObject({ kind: z.literal('beat') }),
]);
export type KioskPush = z.infer<typeof kioskPush>;
