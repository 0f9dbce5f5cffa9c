import { z } from 'zod';
import {
  type FastLaneRequest,
  fastLaneService,
  pinState,
  refusalReason,
  requestState,
} from '../../contract/fast-lane.ts';

/** A request as the database keeps it: what everybody may see, and what only the server knows. */
export interface StoredRequest {
  readonly branchId: string;
  /** The day in the branch whose call signs it uses, e.g. `2026-11-23`. */
  readonly day: string;
  readonly request: FastLaneRequest;
  readonly takenByAccount: string | null;
  readonly takenBySession: string | null;
  /** Digest of the card's challenge that the approval was used for. */
  readonly usedChallenge: string | null;
  /** The earlier entry of the visitor, whose number they keep. */
  readonly continuesEntry: string | null;
}

const instant = z.string().transform((text) => new Date(text).toISOString());

const row = z.object({
  id: z.uuid(),
  branch_id: z.uuid(),
  kiosk_id: z.uuid(),
  kiosk_name: z.string(),
  transaction_id: z.string(),
  day: z.string(),
  call_sign: z.string(),
  service: fastLaneService,
  pin_state: pinState,
  document_type: z.string().nullable(),
  attempt: z.int(),
  activated: z.boolean(),
  state: requestState,
  escalated: z.boolean(),
  taken_by_account: z.uuid().nullable(),
  taken_by_session: z.uuid().nullable(),
  taken_by_name: z.string().nullable(),
  taken_by_counter: z.string().nullable(),
  refusal: refusalReason.nullable(),
  opened_at: instant,
  changed_at: instant,
  approval_ends_at: instant.nullable(),
  used_challenge: z.string().nullable(),
  ticket: z.enum(['none', 'waiting', 'served']),
  result: z.string().nullable(),
  continues_entry: z.uuid().nullable(),
  continues_ticket: z.string().nullable(),
  continues_note: z.string().nullable(),
});

/** The columns of a row, but for its version, which comes into being when it is saved. */
export const REQUEST_COLUMNS = Object.keys(row.shape);

/** Reads a row as `to_jsonb` gives it. Throws where the table is not the one of the migrations. */
export function requestFromRow(json: unknown): StoredRequest {
  const read = row.parse(json);
  const { taken_by_name: name, taken_by_counter: counter, continues_ticket: ticket } = read;
  return {
    branchId: read.branch_id,
    day: read.day,
    request: {
      id: read.id,
      transactionId: read.transaction_id,
      callSign: read.call_sign,
      kiosk: { id: read.kiosk_id, name: read.kiosk_name },
      service: read.service,
      pinState: read.pin_state,
      documentType: read.document_type,
      attempt: read.attempt,
      activated: read.activated,
      state: read.state,
      escalated: read.escalated,
      takenBy: name === null || counter === null ? null : { name, counter },
      refusal: read.refusal,
      openedAt: read.opened_at,
      changedAt: read.changed_at,
      approvalEndsAt: read.approval_ends_at,
      ticket: read.ticket,
      result: read.result,
      continues: ticket === null ? null : { ticket, note: read.continues_note },
    },
    takenByAccount: read.taken_by_account,
    takenBySession: read.taken_by_session,
    usedChallenge: read.used_challenge,
    continuesEntry: read.continues_entry,
  };
}

/** A kiosk learns which ticket its visitor has, and nothing that staff wrote. */
export function forKiosk(request: FastLaneRequest): FastLaneRequest {
  const { continues } = request;
  return continues === null ? request : { ...request, continues: { ...continues, note: null } };
}

/** The row for `jsonb_populate_record`, without its version. */
export function rowOfRequest(stored: StoredRequest): z.infer<typeof row> {
  const { request } = stored;
  return {
    id: request.id,
    branch_id: stored.branchId,
    kiosk_id: request.kiosk.id,
    kiosk_name: request.kiosk.name,
    transaction_id: request.transactionId,
    day: stored.day,
    call_sign: request.callSign,
    service: request.service,
    pin_state: request.pinState,
    document_type: request.documentType,
    attempt: request.attempt,
    activated: request.activated,
    state: request.state,
    escalated: request.escalated,
    taken_by_account: stored.takenByAccount,
    taken_by_session: stored.takenBySession,
    taken_by_name: request.takenBy?.name ?? null,
    taken_by_counter: request.takenBy?.counter ?? null,
    refusal: request.refusal,
    opened_at: request.openedAt,
    changed_at: request.changedAt,
    approval_ends_at: request.approvalEndsAt,
    used_challenge: stored.usedChallenge,
    ticket: request.ticket,
    result: request.result,
    continues_entry: stored.continuesEntry,
    continues_ticket: request.continues?.ticket ?? null,
    continues_note: request.continues?.note ?? null,
  };
}
