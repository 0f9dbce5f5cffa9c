import type { PrinterStatus } from '../../state-machines/ports/printer.ts';
import { concat } from '../kit/bytes.ts';
import { printerDelays } from './delays.ts';
import {
  armAutomaticStatus,
  askRealTime,
  clearBuffers,
  finishTornCommand,
  initialise,
  recoverAndDiscard,
} from './languages/commands.ts';
import type { PrinterModel } from './models/model.ts';
import type { Session } from './session.ts';
import { flagsOfRealTime, foldStatus } from './status.ts';

/** Protocol: short exchanges with a printer outside of a job, each with its deadline. */

/**
 * Asks all four real-time questions, one after the other, because their answers carry no number.
 * Undefined where one stays unanswered: then a late answer could be taken for another one's, and
 * the session must be given up.
 */
export async function queryStatus(session: Session): Promise<PrinterStatus | undefined> {
  const answers: number[] = [];
  for (const n of [1, 2, 3, 4] as const) {
    const answer = await session.ask(
      askRealTime(n),
      (reply) => (reply.kind === 'real-time' ? reply.value : undefined),
      printerDelays.realTimeAnswer,
    );
    if (answer.kind !== 'received') return undefined;
    answers.push(answer.value);
  }
  const [printer = 0, offlineCause = 0, errorCause = 0, paper = 0] = answers;
  return foldStatus(flagsOfRealTime({ printer, offlineCause, errorCause, paper }));
}

/**
 * Throws away everything that the printer holds unprinted, so that no receipt comes out later.
 * `not-cleared` means that nobody knows, and that the session must be given up.
 */
export async function clearPrinter(
  session: Session,
  model: PrinterModel,
): Promise<'cleared' | 'not-cleared'> {
  if (model.capabilities.processId) {
    const answer = await session.ask(
      clearBuffers,
      (reply) => (reply.kind === 'cleared' ? reply : undefined),
      printerDelays.clear,
    );
    return answer.kind === 'received' ? 'cleared' : 'not-cleared';
  }
  // Nothing acknowledges DLE ENQ; a status answer proves at least that the printer listens.
  const command = concat(recoverAndDiscard, initialise);
  const written = await session.write(command, printerDelays.commandWrite);
  if (written.kind !== 'received') return 'not-cleared';
  return (await queryStatus(session)) === undefined ? 'not-cleared' : 'cleared';
}

/**
 * Makes a printer usable after a job that may have been cut off, by a lost link or a crash:
 * clears it, then fills up a command that it may still be reading. An offline printer reads
 * nothing, so there only the first half is done.
 */
export async function recoverAfterTornJob(
  session: Session,
  model: PrinterModel,
): Promise<'cleared' | 'not-cleared'> {
  if ((await clearPrinter(session, model)) === 'not-cleared') return 'not-cleared';
  const status = await queryStatus(session);
  if (status === undefined) return 'not-cleared';
  if (status.kind === 'fault') return 'cleared';
  const bytes = concat(finishTornCommand, initialise);
  const withinMs =
    printerDelays.commandWrite + transferTimeMs(bytes.length, model.throughputBytesPerSecond);
  const written = await session.write(bytes, withinMs);
  return written.kind === 'received' ? 'cleared' : 'not-cleared';
}

/** Turns on the reports of a printer that has them. */
export async function armReports(session: Session, model: PrinterModel): Promise<void> {
  if (!model.capabilities.automaticStatus) return;
  await session.write(armAutomaticStatus, printerDelays.commandWrite);
}

/** Time that so many bytes need on the slowest link the model is installed with. */
export function transferTimeMs(bytes: number, bytesPerSecond: number): number {
  return Math.ceil((bytes / bytesPerSecond) * 1_000);
}
