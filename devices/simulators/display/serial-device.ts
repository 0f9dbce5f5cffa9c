/** What a simulated line needs of the devices on it. */
export interface SerialDevice {
  /** The cable is there, and this is how to answer on it; undefined: it is gone. */
  connect(answer: ((bytes: Uint8Array) => void) | undefined): void;
  /** Resolves when the bytes are taken. */
  receive(bytes: Uint8Array): Promise<void>;
}
