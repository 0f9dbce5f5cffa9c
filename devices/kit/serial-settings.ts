/** How bytes travel on a serial line. */
export interface SerialSettings {
  readonly baudRate: 9600 | 19200 | 38400;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

export const SERIAL_9600_8N1: SerialSettings = {
  baudRate: 9600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
};
