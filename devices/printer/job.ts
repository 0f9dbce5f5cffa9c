import type { PrinterStatus, PrintOutcome } from '../../state-machines/ports/printer.ts';
import { clearPrinter, queryStatus, transferTimeMs } from './conversation.ts';
import { printerDelays } from './delays.ts';
import type { PrinterReply } from './demultiplexer.ts';
import type { PrinterModel } from './models/model.ts';
import type { Session, Waited } from './session.ts';
import { flagsOfAutomaticStatus, foldStatus } from './status.ts';

/**
 * Protocol: one job from pre-flight to a sure outcome (device-protocols A6). A job is sent once
 * and never again; after any end but a good one the printer is cleared first, because a printer
 * prints what it still holds when paper is loaded hours later.
 */

export interface Job {
  /** Ends with the question that is waited for: the process ID, or GS r. */
  readonly bytes: Uint8Array;
  readonly processId: string;
}

export interface JobResult {
  readonly outcome: PrintOutcome;
  /** What the printer may still hold: `unsure` asks for a new session and a clearing. */
  readonly printer: 'empty' | 'unsure';
}

/** How a job ended as far as the printer told. */
type Evidence =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'reached' }
  | { readonly kind: 'fault'; readonly status: PrinterStatus };

export async function runJob(session: Session, model: PrinterModel, job: Job): Promise<JobResult> {
  const before = await queryStatus(session);
  if (before === undefined) return { outcome: failed('offline'), printer: 'unsure' };
  if (before.kind === 'fault') return { outcome: failed(before.fault), printer: 'empty' };

  const evidence = await sendAndWatch(session, model, job);
  if (evidence.kind === 'closed') return { outcome: { kind: 'unknown' }, printer: 'unsure' };
  if (evidence.kind === 'timed-out') return giveUp(session, model, await queryStatus(session));
  switch (evidence.value.kind) {
    case 'confirmed':
      return { outcome: { kind: 'printed' }, printer: 'empty' };
    case 'reached':
      return judgeReached(session, model);
    case 'fault':
      return giveUp(session, model, evidence.value.status);
  }
}

async function sendAndWatch(
  session: Session,
  model: PrinterModel,
  job: Job,
): Promise<Waited<Evidence>> {
  const withinMs =
    printerDelays.jobBase + transferTimeMs(job.bytes.length, model.throughputBytesPerSecond);
  const evidence = session.next((reply) => evidenceIn(reply, model, job), withinMs);
  const written = await session.write(job.bytes, withinMs);
  return written.kind === 'closed' ? written : evidence;
}

function evidenceIn(reply: PrinterReply, model: PrinterModel, job: Job): Evidence | undefined {
  const { processId, automaticStatus } = model.capabilities;
  if (reply.kind === 'process-id' && reply.id === job.processId) return { kind: 'confirmed' };
  if (reply.kind === 'transmitted-status' && !processId) return { kind: 'reached' };
  if (reply.kind === 'automatic-status' && automaticStatus) {
    const status = foldStatus(flagsOfAutomaticStatus(reply.bytes));
    if (status.kind === 'fault') return { kind: 'fault', status };
  }
  return undefined;
}

/** GS r was answered: wait for the last line and the cut, then look whether all is well. */
async function judgeReached(session: Session, model: PrinterModel): Promise<JobResult> {
  await session.next(() => undefined, printerDelays.lastLine);
  const after = await queryStatus(session);
  if (after?.kind === 'ready') return { outcome: { kind: 'probably-printed' }, printer: 'empty' };
  return giveUp(session, model, after);
}

/** Clears the printer. Only a known fault and an emptied printer make a failure certain. */
async function giveUp(
  session: Session,
  model: PrinterModel,
  status: PrinterStatus | undefined,
): Promise<JobResult> {
  const cleared = await clearPrinter(session, model);
  if (cleared === 'not-cleared') return { outcome: { kind: 'unknown' }, printer: 'unsure' };
  const outcome = status?.kind === 'fault' ? failed(status.fault) : ({ kind: 'unknown' } as const);
  return { outcome, printer: 'empty' };
}

function failed(fault: Extract<PrintOutcome, { kind: 'failed' }>['fault']): PrintOutcome {
  return { kind: 'failed', fault };
}
