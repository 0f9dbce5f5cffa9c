/** An open connection to a device that speaks in bytes: a socket, a serial line, a simulator. */
export interface ByteLink {
  /** Resolves when the operating system took the bytes, which says nothing about the device. */
  write(bytes: Uint8Array): Promise<void>;
  onData(listener: (bytes: Uint8Array) => void): void;
  /** Called once, when the link is gone for whatever reason. */
  onClose(listener: () => void): void;
  close(): Promise<void>;
}

/** Opens a new link. Rejects with an error that names the address where there is none. */
export type OpenByteLink = () => Promise<ByteLink>;
