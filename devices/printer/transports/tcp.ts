import { connect, type Socket } from 'node:net';
import type { ByteLink, OpenByteLink } from '../../kit/byte-link.ts';

/**
 * Transport: TCP port 9100, where a printer takes raw bytes. No protocol; most printers serve one
 * connection at a time and drop an idle one (device-protocols A9).
 */

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

export const RAW_PRINTING_PORT = 9100;
const CONNECT_TIMEOUT_MS = 3_000;
/** Lets the operating system notice a printer that was switched off without a farewell. */
const KEEP_ALIVE_AFTER_MS = 15_000;

class TcpLinkError extends Error {
  readonly code = 'printer-not-reachable';
  constructor(address: TcpAddress, cause: unknown) {
    super(`cannot reach a printer at ${address.host}:${address.port}: ${reasonOf(cause)}`, {
      cause,
    });
    this.name = 'TcpLinkError';
  }
}

/** Parses `host`, `host:port` or `[address]:port`; undefined where it is none of these. */
export function parseTcpAddress(text: string): TcpAddress | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]]+))(?::(\d{1,5}))?$/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3] ?? RAW_PRINTING_PORT);
  if (host === undefined || port < 1 || port > 65_535) return undefined;
  return { host, port };
}

/** Each call opens a new connection. Rejects with `TcpLinkError`. */
export function tcpLink(address: TcpAddress): OpenByteLink {
  return () =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: address.host, port: address.port, noDelay: true });
      const fail = (cause: unknown): void => {
        socket.destroy();
        reject(new TcpLinkError(address, cause));
      };
      const refuseLate = (): void => fail(`no answer within ${CONNECT_TIMEOUT_MS} ms`);
      socket.setTimeout(CONNECT_TIMEOUT_MS, refuseLate);
      socket.once('error', fail);
      socket.once('connect', () => {
        socket.off('error', fail);
        socket.off('timeout', refuseLate);
        socket.setTimeout(0);
        socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS);
        resolve(linkOver(socket));
      });
    });
}

function linkOver(socket: Socket): ByteLink {
  // 'close' follows every error and is what the driver listens to.
  socket.on('error', () => {});
  socket.on('end', () => socket.destroy());
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) reject(new Error('the connection to the printer is closed'));
        else socket.write(bytes, (error) => (error ? reject(error) : resolve()));
      }),
    onData: (listener) => socket.on('data', listener),
    onClose: (listener) => {
      if (socket.destroyed) queueMicrotask(listener);
      else socket.once('close', () => listener());
    },
    close: () => {
      socket.destroy();
      return Promise.resolve();
    },
  };
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
