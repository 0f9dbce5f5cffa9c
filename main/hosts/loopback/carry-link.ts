import type { WebSocket } from 'ws';
import type { CoreLinks } from '../../contract/link.ts';
import type { CoreMessage } from '../../contract/messages.ts';
import type { Role } from '../../contract/roles.ts';
import type { ReportIncident } from '../host-incident.ts';
import type { LoopbackLimits } from './limits.ts';

/** The core has as many screens of this role as it may have. */
export const CLOSE_TAKEN = 4409;
/** RFC 6455, 7.4.1. */
const CLOSE_UNSUPPORTED_DATA = 1003;
const CLOSED_AS_TOO_LARGE = 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';

export interface CarriedLink {
  readonly socket: WebSocket;
  readonly role: Role;
  readonly place: number;
  readonly links: CoreLinks;
  readonly limits: LoopbackLimits;
  readonly report: ReportIncident;
}

/** Joins one WebSocket to one link of the core until either ends. */
export function carryLink({ socket, role, place, links, limits, report }: CarriedLink): void {
  socket.on('error', (error: Error & { code?: string }) => {
    if (error.code === CLOSED_AS_TOO_LARGE) report({ code: 'frame-too-large', role });
  });
  const link = links.open(role, (message) => deliver(message), place);
  if (link === null) {
    report({ code: 'link-taken', role });
    socket.close(CLOSE_TAKEN, 'taken');
    return;
  }
  const stopHeartbeat = startHeartbeat(socket, limits.heartbeatMs, () => {
    report({ code: 'link-silent', role });
  });
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      report({ code: 'frame-not-text', role });
      socket.close(CLOSE_UNSUPPORTED_DATA, 'text only');
      return;
    }
    // A peer may go on sending after the host began to close.
    if (socket.readyState === socket.OPEN) link.receive(data.toString());
  });
  socket.on('close', () => {
    stopHeartbeat();
    link.close();
  });

  function deliver(message: CoreMessage): void {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(message));
    if (socket.bufferedAmount > limits.unsentBytesMax) {
      report({ code: 'link-clogged', role });
      // A close frame would wait behind the unsent bytes.
      socket.terminate();
    }
  }
}

function startHeartbeat(socket: WebSocket, intervalMs: number, onSilent: () => void): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) {
      onSilent();
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
