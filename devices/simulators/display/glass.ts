/** What somebody sees who stands before a display. */
export type Glass = CharacterGlass | SegmentGlass;

/** Two rows of 20 characters. */
export interface CharacterGlass {
  readonly kind: 'characters';
  readonly rows: readonly string[];
  readonly blinks: boolean;
}

/** Positions of seven segments, left to right; a blank is dark. */
export interface SegmentGlass {
  readonly kind: 'segments';
  readonly positions: string;
}

/** What is inside a display, from the moment its power comes. Never throws. */
export interface Electronics {
  readonly glass: Glass;
  /** Takes one byte, and gives what the display says to it. */
  receive(byte: number): Uint8Array | undefined;
  /** The line was silent for longer than a frame may be interrupted. */
  silence?(): void;
}

/** The rows of a glass, or its only row, as text. */
export function glassRows(glass: Glass): readonly string[] {
  return glass.kind === 'characters' ? glass.rows : [glass.positions];
}
