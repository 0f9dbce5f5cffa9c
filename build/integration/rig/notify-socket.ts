import { rmSync } from 'node:fs';
import koffi from 'koffi';
import { RigError } from './rig-error.ts';

/** The end of a notification socket that systemd holds: a Unix datagram socket, which Node has not. */
export interface NotifySocket {
  /** What has arrived since the last call, in order. */
  read(): readonly string[];
  close(): void;
}

// Linux: <sys/socket.h>, <sys/un.h>.
const AF_UNIX = 1;
const SOCK_DGRAM_NONBLOCK = 2 | 0o4000;
const PATH_BYTES = 108;
const MESSAGE_BYTES_MAX = 4_096;

export function openNotifySocket(path: string): NotifySocket {
  const libc = koffi.load('libc.so.6');
  const socket = libc.func('int socket(int, int, int)');
  const bind = libc.func('int bind(int, void *, uint32_t)');
  const recv = libc.func('intptr_t recv(int, void *, size_t, int)');
  const close = libc.func('int close(int)');
  const address = new Uint8Array(2 + PATH_BYTES);
  address.set([AF_UNIX], 0);
  address.set(Buffer.from(path), 2);
  const descriptor: number = socket(AF_UNIX, SOCK_DGRAM_NONBLOCK, 0);
  if (bind(descriptor, address, address.length) !== 0) {
    throw new RigError('start-failed', `no datagram socket at ${path}`);
  }
  const message = new Uint8Array(MESSAGE_BYTES_MAX);
  return {
    read() {
      const messages: string[] = [];
      for (;;) {
        const length = Number(recv(descriptor, message, message.length, 0));
        if (length < 0) return messages;
        messages.push(Buffer.from(message.subarray(0, length)).toString());
      }
    },
    close() {
      close(descriptor);
      rmSync(path, { force: true });
    },
  };
}
