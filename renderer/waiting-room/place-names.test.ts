import { expect, it } from 'vitest';
import { counterIn } from './place-names.ts';

it.each([
  ['Schalter 12', 'counter 12'],
  ['Zimmer 104', 'room 104'],
  ['Raum 3', 'room 3'],
  ['Platz 7', 'desk 7'],
  ['Tür 2', 'door 2'],
  ['1. OG, Zimmer 5', '1. OG, room 5'],
  ['Schalterhalle', 'Schalterhalle'],
  ['Counter 4', 'Counter 4'],
])('%s is in English %s', (name, english) => {
  expect(counterIn('en', name)).toBe(english);
  expect(counterIn('de', name)).toBe(name);
});
