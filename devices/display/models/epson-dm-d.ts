import { SERIAL_9600_8N1 } from '../../kit/serial-settings.ts';
import type { DisplayModel } from './model.ts';

/** Epson DM-D and the displays that speak its command set, with code page 858. */
export const epsonDmD: DisplayModel = {
  kind: 'characters',
  name: 'epson-dm-d',
  language: 'dm-d',
  characterSet: 'cp858',
  serial: SERIAL_9600_8N1,
};
