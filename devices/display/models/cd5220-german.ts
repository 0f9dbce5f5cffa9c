import { SERIAL_9600_8N1 } from '../../kit/serial-settings.ts';
import type { DisplayModel } from './model.ts';

/** CD5220 clone with the font sets of the manual. */
export const cd5220German: DisplayModel = {
  kind: 'characters',
  name: 'cd5220-german',
  language: 'cd5220',
  characterSet: 'iso646-de',
  serial: SERIAL_9600_8N1,
};
