import { z } from 'zod';
import { DISPLAY_MODELS } from '../../config/displays.ts';
import { LANGUAGES } from '../../config/languages.ts';
import {
  absolutePath,
  group,
  list,
  listed,
  measure,
  oneOf,
  text,
  textOrEmpty,
  wholeNumber,
} from './expect.ts';

const ID_CHARACTERS_MAX = 64;
const queueIds = list(text(ID_CHARACTERS_MAX), { of: 'queues, or [] for all' });

export const waitingRoom = group({
  name: text(60),
  queueIds: queueIds.default([]),
  runningText: textOrEmpty(500).default(''),
  runningTextAs: oneOf(['moving', 'pages']).default('moving'),
  languages: list(oneOf(LANGUAGES), { of: 'languages', least: 1 }).default(LANGUAGES),
  voice: oneOf(['speech', 'recorded', 'gong', 'silent']).default('speech'),
  diagonalInches: measure(7, 200, 'inches'),
  viewingDistanceMetres: measure(1, 50, 'metres').default(8),
  display: textOrEmpty(200).default(''),
});

const SHOWS = listed([
  '{ "kind": "counter", "counter": its name as staff know it }',
  '{ "kind": "queues", "queueIds": [ … ] }',
]);

export const display = group({
  model: oneOf(DISPLAY_MODELS),
  path: absolutePath('its serial line'),
  address: wholeNumber(1, 247).exactOptional(),
  shows: z.discriminatedUnion(
    'kind',
    [
      group({ kind: z.literal('counter'), counter: text(60) }),
      group({ kind: z.literal('queues'), queueIds: queueIds.default([]) }),
    ],
    SHOWS,
  ),
  idleText: textOrEmpty(80).default(''),
});
