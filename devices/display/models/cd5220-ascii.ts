import { SERIAL_9600_8N1 } from '../../kit/serial-settings.ts';
import type { DisplayModel } from './model.ts';

/** CD5220 clone whose table beyond ASCII nobody knows: umlauts are spelled out. */
export const cd5220Ascii: DisplayModel = {
  kind: 'characters',
  name: 'cd5220-ascii',
  language: 'cd5220',
  characterSet: 'ascii',
  serial: SERIAL_9600_8N1,
};
