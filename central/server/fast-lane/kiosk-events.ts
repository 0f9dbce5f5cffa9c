import { randomUUID } from 'node:crypto';
import type { KioskEvent } from '../../contract/kiosk.ts';
import type { Database, Queries } from '../database/database.ts';
import type { KioskIdentity } from '../http/identities.ts';
import { followClosing } from '../queue/lane-entries.ts';
import { changeRequest, findRequest, inBranch, raiseAlarm } from './branch-changes.ts';
import type { Step } from './request-states.ts';
import type { StoredRequest } from './stored-request.ts';

/**
 * What kiosks report. An event is stored under its id and takes effect once, however often it is
 * sent; one that comes too late to change anything is stored all the same, and acknowledged.
 */

export interface Report {
  readonly kiosk: KioskIdentity;
  readonly events: readonly KioskEvent[];
  readonly now: number;
}

/** All events of a report, or none. Returns the ids that are now stored. */
export async function storeEvents(
  database: Database,
  { kiosk, events, now }: Report,
): Promise<string[]> {
  await inBranch(database, kiosk.branchId, async (queries) => {
    for (const event of events) {
      if (!(await storeEvent(queries, { kiosk, event, now }))) continue;
      const stored = event.requestId === null ? null : await findRequest(queries, event.requestId);
      if (stored?.request.kiosk.id === kiosk.id) {
        await applyEvent(queries, { kiosk, event, stored, now });
      }
    }
  });
  return [...new Set(events.map(({ id }) => id))];
}

/** @returns whether the event is new */
async function storeEvent(
  queries: Queries,
  { kiosk, event, now }: { kiosk: KioskIdentity; event: KioskEvent; now: number },
): Promise<boolean> {
  const { id, at, kind, ...body } = event;
  const added = await queries.query(
    `INSERT INTO kiosk_events (kiosk_id, id, at, stored_at, kind, body)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb) ON CONFLICT DO NOTHING RETURNING id`,
    [kiosk.id, id, at, new Date(now).toISOString(), kind, JSON.stringify(body)],
  );
  return added.length > 0;
}

interface Applying {
  readonly kiosk: KioskIdentity;
  readonly event: KioskEvent;
  readonly stored: StoredRequest;
  readonly now: number;
}

async function applyEvent(
  queries: Queries,
  { kiosk, event, stored, now }: Applying,
): Promise<void> {
  if (event.kind === 'chip-not-genuine') {
    const { callSign } = stored.request;
    const alarm = { id: randomUUID(), kind: event.kind, about: kiosk.name, callSign };
    await raiseAlarm(queries, { branchId: stored.branchId, alarm, now });
    return;
  }
  if (event.kind === 'transaction-closed') {
    if (event.transactionId !== stored.request.transactionId) return;
  }
  const actor = { kind: 'kiosk', id: kiosk.id, name: kiosk.name } as const;
  const step = stepOf(event);
  const outcome = await changeRequest(queries, { stored, step, actor, now });
  if (step.kind === 'close' && outcome.kind === 'changed') {
    await followClosing(queries, { before: stored, after: outcome.stored, now });
  }
}

function stepOf(event: Exclude<KioskEvent, { kind: 'chip-not-genuine' }>): Step {
  switch (event.kind) {
    case 'request-withdrawn':
      return { kind: 'withdraw' };
    case 'card-told':
      return { kind: 'tell', documentType: event.documentType };
    case 'transaction-closed':
      return { kind: 'close', result: event.result, ticket: event.ticket };
  }
}
