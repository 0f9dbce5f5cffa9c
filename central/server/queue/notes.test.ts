import { describe, expect, it } from 'vitest';
import { note } from '../../contract/queue.ts';
import { joinNotes, renewNote } from './notes.ts';

const LANE = 'Neue PIN setzen (Terminal 1) · Ausweis antwortet nicht richtig';
const long = (length: number): string => 'x'.repeat(length);

describe('notes of an entry', () => {
  it.each([
    ['the first', 'Foto fehlt', null, 'Foto fehlt'],
    ['another goes before', 'Foto fehlt', LANE, `Foto fehlt | ${LANE}`],
    ['one that was taken along is not said twice', `${LANE}, Foto da`, LANE, `${LANE}, Foto da`],
    ['nor one that was cut', LANE, `Foto da | ${LANE.slice(0, 20)}…`, `${LANE} | Foto da`],
    ['the oldest is cut', long(120), `${long(10)}y | ${long(80)}z`, null],
    ['or left out, where nothing would be left of it', long(195), LANE, long(195)],
  ])('%s', (_, newest, before, expected) => {
    const joined = joinNotes(newest, before);
    expect(joined.startsWith(newest)).toBe(true);
    expect(note.parse(joined)).toBe(joined);
    if (expected !== null) expect(joined).toBe(expected);
  });

  it('is cut between letters and between notes', () => {
    expect(joinNotes(long(179), '🙂'.repeat(20))).toBe(`${long(179)} | ${'🙂'.repeat(8)}…`);
    expect(joinNotes(long(179), `${long(13)} y | zzzz`)).toMatch(/x y…$/);
  });

  it('is renewed in its place, or comes first', () => {
    const renewed = 'Neue PIN setzen (Terminal 1) · PIN gesetzt';
    expect(renewNote(`Foto fehlt | ${LANE}`, LANE, renewed)).toBe(`Foto fehlt | ${renewed}`);
    expect(renewNote(`Foto da | ${LANE.slice(0, 9)}…`, LANE, renewed)).toBe(`Foto da | ${renewed}`);
    expect(renewNote('Foto fehlt', LANE, renewed)).toBe(`${renewed} | Foto fehlt`);
    expect(renewNote(null, LANE, renewed)).toBe(renewed);
  });
});
