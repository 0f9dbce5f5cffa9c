import { contextBridge, ipcRenderer } from 'electron';

/**
 * All that a page can reach: two functions. A sandboxed preload script cannot import files of ours,
 * so the channels are written out; a test compares them with those of the bridge.
 */

type Listener = (text: string) => void;

let listener: Listener | undefined;

ipcRenderer.on('schnellspur:receive', (_event, text: string) => listener?.(text));

contextBridge.exposeInMainWorld('schnellspur', {
  /** Sends one message, as JSON text, to the core. */
  send(text: string): void {
    ipcRenderer.send('schnellspur:send', text);
  },
  /** Opens the link anew and hands each message of the core, as JSON text, to the listener. */
  receive(next: Listener): void {
    listener = next;
    ipcRenderer.send('schnellspur:open');
  },
});
