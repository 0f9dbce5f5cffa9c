import { once } from 'node:events';
import WebSocket from 'ws';
import { type AppCommand, type AppMessage, parseMessage } from './ausweisapp-messages.ts';
import { RigError } from './rig-error.ts';
import { waitUntil, withDeadline } from './wait.ts';

export interface TranscriptLine {
  readonly atMs: number;
  readonly sent?: AppCommand;
  readonly received?: AppMessage;
}

/** One conversation with the AusweisApp, which talks to one client at a time. */
export interface AusweisAppClient {
  send(command: AppCommand): void;
  /**
   * The next message that matches. Messages before it count as read, so that a second wait does
   * not find them again.
   */
  waitFor(
    matches: (message: AppMessage) => boolean,
    deadlineMs: number,
    what?: string,
  ): Promise<AppMessage>;
  transcript(): readonly TranscriptLine[];
  close(): Promise<void>;
}

const CONNECT_DEADLINE_MS = 5_000;
const CLOSE_DEADLINE_MS = 2_000;
const LINES_IN_AN_ERROR = 30;

export async function connectToAusweisApp(port: number): Promise<AusweisAppClient> {
  const address = `ws://127.0.0.1:${port}/eID-Kernel`;
  // The app refuses clients that do not say who they are.
  const socket = new WebSocket(address, { headers: { 'User-Agent': 'schnellspur-rig' } });
  const lines: TranscriptLine[] = [];
  const start = performance.now();
  const record = (line: Omit<TranscriptLine, 'atMs'>): void => {
    lines.push({ atMs: Math.round(performance.now() - start), ...line });
  };
  let read = 0;
  let broken: unknown;
  socket.on('message', (frame) => {
    try {
      record({ received: parseMessage(frame.toString()) });
    } catch (cause) {
      broken = cause;
    }
  });
  try {
    await withDeadline(`WebSocket at ${address}`, CONNECT_DEADLINE_MS, once(socket, 'open'));
  } catch (error) {
    socket.on('error', () => undefined);
    socket.terminate();
    throw error;
  }
  socket.on('error', (error) => {
    broken = error;
  });
  const nextMatch = (matches: (message: AppMessage) => boolean): AppMessage | undefined => {
    while (read < lines.length) {
      const message = lines[read++]?.received;
      if (message !== undefined && matches(message)) return message;
    }
    if (broken === undefined && socket.readyState === WebSocket.OPEN) return undefined;
    throw new RigError('conversation-broken', 'the AusweisApp ended the conversation', {
      cause: broken,
    });
  };
  return {
    send: (command) => {
      record({ sent: command });
      socket.send(JSON.stringify(command));
    },
    waitFor: async (matches, deadlineMs, what = 'expected message') => {
      try {
        return await waitUntil(what, deadlineMs, () => nextMatch(matches));
      } catch (cause) {
        const story = describeTranscript(lines.slice(-LINES_IN_AN_ERROR));
        if (!(cause instanceof RigError)) throw cause;
        throw new RigError(cause.code, `${cause.message}. So far:\n${story}`, { cause });
      }
    },
    transcript: () => lines,
    close: async () => {
      if (socket.readyState === WebSocket.CLOSED) return;
      const closed = once(socket, 'close');
      socket.close();
      await withDeadline('end of the WebSocket', CLOSE_DEADLINE_MS, closed).catch(() =>
        socket.terminate(),
      );
    },
  };
}

/** One line a message, as an error or a failing test shows it. */
export function describeTranscript(lines: readonly TranscriptLine[]): string {
  return lines
    .map(({ atMs, sent, received }) =>
      sent === undefined
        ? `${atMs} ms << ${JSON.stringify(received)}`
        : `${atMs} ms >> ${JSON.stringify(sent)}`,
    )
    .join('\n');
}
