import { expect, it } from 'vitest';
import { type Bytes, fromHex } from '../kit/bytes.ts';
import { encodeTlv } from '../kit/tlv.ts';
import { asTable, showGroups } from './cli-data.ts';
import type { DataGroupNumber } from './data-groups.ts';

const utf8 = (text: string) => encodeTlv(0x0c, new TextEncoder().encode(text));
const show = (...groups: [DataGroupNumber, Bytes][]) => showGroups(new Map(groups));

it('shows the groups of the published test card', () => {
  const shown = show(
    [1, fromHex('6104 13024944')],
    [4, fromHex('6407 0C054552494B41')],
    [8, fromHex('680A 1208 3139393430392020')],
    [
      17,
      fromHex(
        '712D302BAA120C10484549444553545241E1BA9E45203137AB070C054BC3964C4EAD03130144AE071305353131 3437',
      ),
    ],
  );
  expect(shown).toEqual({
    1: { label: 'Type of document', text: 'ID' },
    4: { label: 'Given names', text: 'ERIKA' },
    8: { label: 'Date of birth', text: '1994-09-XX' },
    17: { label: 'Residence', text: 'HEIDESTRAẞE 17, D 51147 KÖLN' },
  });
  expect(asTable(shown).split('\n')).toEqual([
    'Type of document  ID',
    'Given names       ERIKA',
    'Date of birth     1994-09-XX',
    'Residence         HEIDESTRAẞE 17, D 51147 KÖLN',
  ]);
});

it('shows what it cannot read as it came', () => {
  expect(show([3, fromHex('630312 01')])).toMatchObject({ 3: { text: '63031201' } });
  expect(show([3, fromHex('63031201 41')])).toMatchObject({ 3: { text: '120141' } });
});

it('does not let a card steer the terminal', () => {
  const shown = show([4, encodeTlv(0x64, utf8('\u001b[2JERIKA\r\n\u009b'))]);
  expect(asTable(shown)).toBe('Given names       \u{FFFD}[2JERIKA\u{FFFD}\u{FFFD}\u{FFFD}');
});
