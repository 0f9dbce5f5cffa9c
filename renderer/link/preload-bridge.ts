import type { Carrier, CarrierEnds } from './link.ts';

/** The two functions that Electron's preload script gives a page. Both carry JSON text. */
export interface PreloadBridge {
  send(text: string): void;
  /** Opens the link anew and hands over each message of the core. */
  receive(listener: (text: string) => void): void;
}

declare global {
  interface Window {
    readonly schnellspur?: PreloadBridge;
  }
}

/** Inside one machine a link is never lost: the host restarts the page together with the core. */
export function preloadBridge(bridge: PreloadBridge): Carrier {
  let ends: CarrierEnds | null = null;
  const open = (): void => {
    ends?.opened();
    bridge.receive((text) => ends?.received(text));
  };
  return {
    open(next) {
      ends = next;
      open();
    },
    send: (text) => bridge.send(text),
    reopen: open,
  };
}
