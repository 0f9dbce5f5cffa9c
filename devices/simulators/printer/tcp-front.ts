import { createServer, type Socket } from 'node:net';
import type { SimulatedPrinter } from './simulated-printer.ts';

export interface TcpFront {
  readonly port: number;
  /** Closes the port and the connection. */
  close(): Promise<void>;
  /** Cuts the present connection, as a pulled network cable would in the end. */
  dropConnection(): void;
}

/**
 * Lets a simulated printer listen as a network printer does: raw bytes, one connection at a time.
 * Port 0 takes a free one. Rejects where the port is taken.
 */
export function listenOnTcp(
  printer: SimulatedPrinter,
  address: { readonly host: string; readonly port: number },
): Promise<TcpFront> {
  let current: Socket | undefined;
  const server = createServer((socket) => {
    if (current !== undefined) {
      socket.destroy();
      return;
    }
    current = socket;
    serve(printer, socket, () => {
      current = undefined;
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, () => {
      const bound = server.address();
      if (bound === null || typeof bound === 'string') {
        reject(new Error('no TCP address'));
        return;
      }
      resolve({
        port: bound.port,
        dropConnection: () => current?.resetAndDestroy(),
        close: () =>
          new Promise((closed) => {
            current?.destroy();
            server.close(() => closed());
          }),
      });
    });
  });
}

function serve(printer: SimulatedPrinter, socket: Socket, ended: () => void): void {
  let waiting: Uint8Array = new Uint8Array(0);
  const proceed = (): void => {
    waiting = waiting.subarray(printer.receive(waiting));
    if (waiting.length === 0) socket.resume();
  };
  const stopRoom = printer.onRoom(() => {
    if (waiting.length > 0) proceed();
  });
  printer.connect((bytes) => {
    socket.write(bytes);
  });
  socket.setNoDelay(true);
  socket.on('data', (bytes) => {
    waiting = bytes;
    socket.pause();
    proceed();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    stopRoom();
    printer.connect(undefined);
    ended();
  });
}
