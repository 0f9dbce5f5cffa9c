import { SERIAL_9600_8N1 } from '../../kit/serial-settings.ts';
import type { DisplayModel } from './model.ts';

/**
 * Four positions of seven segments, Modbus RTU function 06, one register a position with the
 * character in ASCII, as the DM36 and DM56 and their look-alikes have it.
 */
export const ledModbus4: DisplayModel = {
  kind: 'number',
  name: 'led-modbus-4',
  positions: 4,
  symbols: 'seven-segment',
  frame: {
    sends: 'each-position',
    parts: [
      { kind: 'address', form: 'byte' },
      { kind: 'fixed', bytes: [0x06] },
      { kind: 'register', first: 0 },
      { kind: 'character' },
      { kind: 'checksum', form: 'crc16-modbus', skips: 0 },
    ],
    reply: 'echo',
  },
  addresses: { from: 1, to: 247 },
  serial: SERIAL_9600_8N1,
};
