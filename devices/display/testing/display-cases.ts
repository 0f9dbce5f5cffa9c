import type { DisplayModelName } from '../../../config/displays.ts';
import type { DisplayContent } from '../../../state-machines/ports/display.ts';
import type { DisplayProfileName } from '../../simulators/display/simulated-display.ts';
import { displayModels } from '../models/by-name.ts';
import type { DisplayModel } from '../models/model.ts';

type Call = Extract<DisplayContent, { kind: 'call' }>;

/** A model, the simulator that plays it, and two calls as they then stand on its glass. */
export interface DisplayCase {
  readonly name: DisplayModelName;
  readonly model: DisplayModel;
  readonly profile: DisplayProfileName;
  readonly address: number | undefined;
  readonly first: Call;
  readonly firstRows: readonly string[];
  readonly second: Call;
  readonly secondRows: readonly string[];
  /** A call that this display cannot show whole. */
  readonly tooLong: Call;
  readonly darkRows: readonly string[];
}

const CALL = { kind: 'call', counter: 'Schalter 3', direction: 'left' } as const;
const OTHER_CALL = { kind: 'call', counter: 'Bürgerbüro 12', direction: undefined } as const;

const CHARACTERS = {
  address: undefined,
  first: { ...CALL, number: 'A042' },
  firstRows: ['<<      A042        ', '     Schalter 3     '],
  second: { ...OTHER_CALL, number: 'Ü7' },
  secondRows: ['         Ü7         ', '   Bürgerbüro 12    '],
  tooLong: { ...CALL, number: 'A0123456789012345' },
  darkRows: [' '.repeat(20), ' '.repeat(20)],
} as const;

const NUMBERS = {
  first: { ...CALL, number: '142' },
  firstRows: [' 142'],
  second: { ...OTHER_CALL, number: '9' },
  secondRows: ['   9'],
  tooLong: { ...CALL, number: '12345' },
  darkRows: ['    '],
} as const;

function displayCase(
  name: DisplayModelName,
  profile: DisplayProfileName,
  rest: Omit<DisplayCase, 'name' | 'model' | 'profile'>,
): DisplayCase {
  return { name, model: displayModels[name], profile, ...rest };
}

export const displayCases: readonly DisplayCase[] = [
  displayCase('epson-dm-d', 'dm-d', CHARACTERS),
  displayCase('cd5220-german', 'cd5220', CHARACTERS),
  displayCase('cd5220-ascii', 'cd5220', {
    ...CHARACTERS,
    secondRows: ['        Ue7         ', '  Buergerbuero 12   '],
  }),
  displayCase('led-ascii-4', 'led-ascii', { ...NUMBERS, address: 7 }),
  displayCase('led-modbus-4', 'led-modbus', {
    ...NUMBERS,
    address: 7,
    first: { ...CALL, number: 'B042' },
    firstRows: ['b042'],
  }),
];
