import type { Role } from '../../main/contract/roles.ts';
import { createScreenLink, type ScreenLink } from './link.ts';
import { loopbackSocket } from './loopback-socket.ts';
import { preloadBridge } from './preload-bridge.ts';

/** Electron's preload script decides: where it ran, there is no socket to ask. */
export function openLink<R extends Role>(role: R): ScreenLink<R> {
  const bridge = window.schnellspur;
  const carrier = bridge
    ? preloadBridge(bridge)
    : loopbackSocket(role, {
        host: location.host,
        place: Number(new URLSearchParams(location.search).get('place') ?? 1),
        connect: (address) => new WebSocket(address),
        after: (delayMs, action) => setTimeout(action, delayMs),
      });
  return createScreenLink(role, carrier);
}
