import type { SerialDevice } from '../display/serial-device.ts';

export interface SimulatedScannerSettings {
  /** As set up by the codes of its manual. */
  readonly end: 'cr' | 'lf' | 'cr-lf' | 'tab';
  readonly sendsAimPrefix: boolean;
}

const ENDS = { cr: '\r', lf: '\n', 'cr-lf': '\r\n', tab: '\t' } as const;
const AIM_QR_CODE = ']Q1';
/** A USB packet at full speed. */
const PACKET_BYTES = 64;

/** Simulator: a QR code reader that is a serial port. What it reads with no cable is lost. */
export class SimulatedScanner implements SerialDevice {
  readonly #settings: SimulatedScannerSettings;
  #send: ((bytes: Uint8Array) => void) | undefined;

  constructor(settings: SimulatedScannerSettings = { end: 'cr', sendsAimPrefix: false }) {
    this.#settings = settings;
  }

  /** Somebody holds a code before it. */
  show(code: string): void {
    const { end, sendsAimPrefix } = this.#settings;
    this.transmit(
      new TextEncoder().encode(`${sendsAimPrefix ? AIM_QR_CODE : ''}${code}${ENDS[end]}`),
    );
  }

  /** Whatever bytes, in packets as they come over USB. */
  transmit(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += PACKET_BYTES) {
      this.#send?.(bytes.slice(from, from + PACKET_BYTES));
    }
  }

  connect(send: ((bytes: Uint8Array) => void) | undefined): void {
    this.#send = send;
  }

  /** Commands are taken and ignored, as readers do that were not put into service mode. */
  receive(): Promise<void> {
    return Promise.resolve();
  }
}
