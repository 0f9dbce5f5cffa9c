import type { DisplayModelName } from '../../../config/displays.ts';
import { cd5220Ascii } from './cd5220-ascii.ts';
import { cd5220German } from './cd5220-german.ts';
import { epsonDmD } from './epson-dm-d.ts';
import { ledAscii4 } from './led-ascii-4.ts';
import { ledModbus4 } from './led-modbus-4.ts';
import type { DisplayModel } from './model.ts';

/** Every model a site may name in its configuration. */
export const displayModels = {
  'epson-dm-d': epsonDmD,
  'cd5220-german': cd5220German,
  'cd5220-ascii': cd5220Ascii,
  'led-ascii-4': ledAscii4,
  'led-modbus-4': ledModbus4,
} as const satisfies Record<DisplayModelName, DisplayModel>;
