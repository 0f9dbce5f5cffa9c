import { createServer, type Server, type Socket } from 'node:net';
import { type Bytes, bytesToUint, concat, NO_BYTES, uintBytes } from '../../kit/bytes.ts';

/** vpcd's side of the connection, for tests: listens, sends messages, collects the answers. */

export class TestReader {
  readonly #server: Server;
  #socket: Socket | undefined;
  #received: Bytes = NO_BYTES;
  #wakeUp: () => void = () => {};

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      socket.setNoDelay(true);
      this.#socket = socket;
      this.#received = NO_BYTES;
      socket.on('data', (chunk) => {
        this.#received = concat(this.#received, chunk);
        this.#wakeUp();
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        if (this.#socket === socket) this.#socket = undefined;
        this.#wakeUp();
      });
      this.#wakeUp();
    });
  }

  static async listen(): Promise<TestReader> {
    const server = createServer();
    const reader = new TestReader(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return reader;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address.port;
  }

  get hasCard(): boolean {
    return this.#socket !== undefined;
  }

  /** Writes bytes as they are, to try out pieces and heaps of messages. */
  write(bytes: Uint8Array): void {
    this.#socket?.write(bytes);
  }

  send(payload: Uint8Array): void {
    this.write(message(payload));
  }

  async exchange(command: Uint8Array): Promise<Bytes> {
    this.send(command);
    return this.answer();
  }

  /** The next complete answer. */
  async answer(): Promise<Bytes> {
    for (;;) {
      const end = 2 + bytesToUint(this.#received.slice(0, 2));
      if (this.#received.length >= 2 && this.#received.length >= end) {
        const payload = this.#received.slice(2, end);
        this.#received = this.#received.slice(end);
        return payload;
      }
      if (!this.hasCard) throw new Error('the card is gone');
      await this.#change();
    }
  }

  async cardPresent(present: boolean): Promise<void> {
    while (this.hasCard !== present) await this.#change();
  }

  /** What a dying pcscd does. */
  dropConnection(): void {
    this.#socket?.destroy();
  }

  async close(): Promise<void> {
    this.#socket?.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeUp = resolve;
    });
  }
}

export function message(payload: Uint8Array): Bytes {
  return concat(uintBytes(payload.length, 2), payload);
}
