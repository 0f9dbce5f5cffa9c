import type { Language } from './languages.ts';

/** One screen of a waiting room. */
export interface WaitingRoomConfig {
  /** Shown in its head, e.g. `Wartebereich Erdgeschoss`. */
  readonly name: string;
  /** Queues whose calls it shows; none named: all of the branch. */
  readonly queueIds: readonly string[];
  /** Runs along the lower edge; empty: there is none. */
  readonly runningText: string;
  /** `pages` stands still and is turned over; a screen that asks for less motion always does. */
  readonly runningTextAs: 'moving' | 'pages';
  /** Of its labels and announcements, in this order. */
  readonly languages: readonly Language[];
  /**
   * After the gong. `speech`: by the system's voices, recorded words where a language has none.
   * `recorded`: recorded words only. `gong`: no words. `silent`: no sound at all.
   */
  readonly voice: 'speech' | 'recorded' | 'gong' | 'silent';
  /** Of the glass, corner to corner. Heights of letters follow from it. */
  readonly diagonalInches: number;
  /** From the farthest seat. */
  readonly viewingDistanceMetres: number;
  /** Label of the display as the operating system gives it; empty: the second one. */
  readonly display: string;
}
