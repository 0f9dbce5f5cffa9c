import { type Bytes, toHex } from '../kit/bytes.ts';
import {
  type CalendarDate,
  type DataGroup,
  DataGroupError,
  type DataGroupNumber,
  decodeDataGroup,
  type Place,
} from './data-groups.ts';

/** Personal data of a card as a desk shows it, once it has asked for it. */

export interface ShownGroup {
  readonly label: string;
  readonly text: string;
}

const LABELS: Readonly<Record<DataGroupNumber, string>> = {
  1: 'Type of document',
  3: 'Valid until',
  4: 'Given names',
  5: 'Family names',
  8: 'Date of birth',
  17: 'Residence',
};
const LABEL_WIDTH = 2 + Math.max(...Object.values(LABELS).map(({ length }) => length));

export function showGroups(
  groups: ReadonlyMap<DataGroupNumber, Bytes>,
): Readonly<Record<string, ShownGroup>> {
  const shown = [...groups].map(([number, file]) => [
    String(number),
    { label: LABELS[number], text: readable(number, file) },
  ]);
  return Object.fromEntries(shown);
}

export function asTable(groups: Readonly<Record<string, ShownGroup>>): string {
  return Object.values(groups)
    .map(({ label, text }) => `${label.padEnd(LABEL_WIDTH)}${withoutControls(text)}`)
    .join('\n');
}

function readable(number: DataGroupNumber, file: Bytes): string {
  try {
    return textOf(decodeDataGroup(number, file));
  } catch (error) {
    if (!(error instanceof DataGroupError)) throw error;
    return toHex(file);
  }
}

function textOf(group: DataGroup): string {
  switch (group.kind) {
    case 'document-type':
      return group.code;
    case 'date-of-expiry':
    case 'date-of-birth':
      return dateText(group.date);
    case 'given-names':
    case 'family-names':
      return group.text;
    case 'place-of-residence':
      return group.places.map(placeText).join('; ');
    case 'unknown-form':
      return toHex(group.content);
  }
}

function dateText({ year, month, day }: CalendarDate): string {
  const part = (number: number | undefined, width: number): string =>
    number === undefined ? 'X'.repeat(width) : String(number).padStart(width, '0');
  return `${part(year, 4)}-${part(month, 2)}-${part(day, 2)}`;
}

function placeText(place: Place): string {
  if (place.kind !== 'structured') return place.text;
  const city = [place.country, place.postalCode, place.city].filter(Boolean).join(' ');
  return [place.street, city, place.state].filter(Boolean).join(', ');
}

/** A card must not steer the terminal it is shown on. */
function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{FFFD}');
}
