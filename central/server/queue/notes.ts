/**
 * The notes of an entry in one text, newest first, so that nobody explains twice: what staff wrote
 * and what was noted of itself. Pure.
 */

const BETWEEN = ' | ';
/** Of `note` in the contract. */
const NOTE_MAX = 200;
const CUT = '…';
/** What is left of a note in less room says nothing. */
const ROOM_MIN = 12;

/** The newest whole, then the others as far as there is room for them; nothing twice. */
export function joinNotes(newest: string, before: string | null): string {
  const older = partsOf(before).filter((part) => !newest.includes(uncut(part)));
  const whole = [newest, ...older].join(BETWEEN);
  if (older.length === 0 || whole.length <= NOTE_MAX) return whole;
  if (newest.length + BETWEEN.length + ROOM_MIN > NOTE_MAX) return newest;
  const kept = whole.slice(0, NOTE_MAX - CUT.length);
  // Neither half a letter nor what stands between two notes.
  return kept.replace(/[\uD800-\uDBFF]$/, '').replace(/[ |]+$/, '') + CUT;
}

/** Says something noted of itself anew, in its place; as the newest where it stands no more. */
export function renewNote(note: string | null, before: string, after: string): string {
  const isBefore = (part: string): boolean =>
    part === before || (part.endsWith(CUT) && before.startsWith(uncut(part)));
  const parts = partsOf(note);
  if (!parts.some(isBefore)) return joinNotes(after, note);
  const [newest = after, ...older] = parts.map((part) => (isBefore(part) ? after : part));
  return joinNotes(newest, older.length === 0 ? null : older.join(BETWEEN));
}

function partsOf(note: string | null): string[] {
  return note === null ? [] : note.split(BETWEEN);
}

function uncut(part: string): string {
  return part.endsWith(CUT) ? part.slice(0, -CUT.length) : part;
}
