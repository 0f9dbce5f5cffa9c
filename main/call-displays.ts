import type { CalledTicket } from '../central/contract/queue.ts';
import type { DisplayConfig } from '../config/displays.ts';
import type { DisplayContent, DisplayPort } from '../state-machines/ports/display.ts';
import type { CalledBoard } from './called-board.ts';
import type { Log } from './log/log.ts';
import { isOf } from './waiting-room-desk.ts';

/** Keeps on each ticket display the call it is there for. */

export interface CallDisplay {
  readonly port: DisplayPort;
  readonly config: Pick<DisplayConfig, 'shows' | 'idleText'>;
}

/** Until the returned function is called. A log names a display by its place in `displays`, from 1. */
export function showCalls(
  displays: readonly CallDisplay[],
  board: CalledBoard,
  log: Log,
): () => void {
  const stops = displays.map((display, index) => showCallsOn(display, index + 1, board, log));
  return () => {
    for (const stop of stops) stop();
  };
}

function showCallsOn(
  { port, config }: CallDisplay,
  place: number,
  board: CalledBoard,
  log: Log,
): () => void {
  let shown: string | undefined;
  const show = async (): Promise<void> => {
    const call = callFor(config.shows, board.current().called);
    // A repeated call is another one, and the driver lets the display show that it is.
    const name = call ? `${call.ticket} ${call.calls} ${call.counterId}` : '';
    if (name === shown) return;
    shown = name;
    const outcome = await port.show(contentOf(call, config.idleText));
    if (outcome.kind === 'does-not-fit') log('display.does-not-fit', { place });
  };
  const stopStatus = port.watch((status) => {
    if (status.kind === 'fault') log('display.fault', { place, fault: status.fault });
    else log('display.ready', { place });
  });
  const stopCalls = board.subscribe(() => void show());
  void show();
  return () => {
    stopStatus();
    stopCalls();
  };
}

/** The latest call that still waits for its person. `called` has the latest first. */
function callFor(
  shows: DisplayConfig['shows'],
  called: readonly CalledTicket[],
): CalledTicket | undefined {
  return called.find(
    ({ isCalling, counter, queueId }) =>
      isCalling &&
      (shows.kind === 'counter' ? isNamed(shows.counter, counter) : isOf(shows.queueIds, queueId)),
  );
}

/** As people write names: `schalter  1` is `Schalter 1`. */
function isNamed(wanted: string, counter: string): boolean {
  return plain(wanted) === plain(counter);
}

function plain(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase('de');
}

function contentOf(call: CalledTicket | undefined, idleText: string): DisplayContent {
  if (call) {
    const { ticket: number, counter, arrow } = call;
    return { kind: 'call', number, counter, direction: arrow ?? undefined };
  }
  return idleText === '' ? { kind: 'blank' } : { kind: 'idle', text: idleText };
}
