import type { SerialSettings } from '../../kit/serial-settings.ts';
import type { CharacterSetName } from '../languages/character-sets.ts';
import type { LedGlass } from '../languages/led-frame.ts';

/**
 * What has to be known about a kind of display. A model is data only; a new one is a new file in
 * this folder and a line in `by-name.ts`.
 */
export type DisplayModel = CharacterDisplayModel | NumberDisplayModel;

/** Two rows of 20 characters, alone on its line. */
export interface CharacterDisplayModel {
  readonly kind: 'characters';
  readonly name: string;
  readonly language: 'dm-d' | 'cd5220';
  readonly characterSet: CharacterSetName;
  readonly serial: SerialSettings;
}

/** Some positions of LEDs; several such displays can share an RS-485 line. */
export interface NumberDisplayModel extends LedGlass {
  readonly kind: 'number';
  readonly name: string;
  readonly addresses: { readonly from: number; readonly to: number };
  readonly serial: SerialSettings;
}
