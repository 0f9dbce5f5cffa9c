import { SERIAL_9600_8N1 } from '../../kit/serial-settings.ts';
import type { DisplayModel } from './model.ts';

/**
 * Four digits, ASCII frame with an address, as EDI's numeric displays take it: STX, two digits of
 * address, the digits, ETX. It blanks leading zeros and shows no letters.
 */
export const ledAscii4: DisplayModel = {
  kind: 'number',
  name: 'led-ascii-4',
  positions: 4,
  symbols: 'digits',
  frame: {
    sends: 'whole-number',
    parts: [
      { kind: 'fixed', bytes: [0x02] },
      { kind: 'address', form: 'two-digits' },
      { kind: 'text' },
      { kind: 'fixed', bytes: [0x03] },
    ],
    reply: 'none',
  },
  addresses: { from: 1, to: 99 },
  serial: SERIAL_9600_8N1,
};
