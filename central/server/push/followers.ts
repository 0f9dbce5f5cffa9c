/** Those who follow a branch. `tell` neither waits nor throws. */

export interface CounterFollower {
  readonly kind: 'counter';
  /** The version it has seen already; null: none. */
  readonly after: number | null;
  tell(text: string): void;
}

export interface KioskFollower {
  readonly kind: 'kiosk';
  readonly kioskId: string;
  tell(text: string): void;
}

export type Follower = CounterFollower | KioskFollower;

/** What a follower has been told so far. */
export interface Told {
  version: number;
  /** When a kiosk's latest request was opened; empty: it has none. */
  openedAt: string;
  /** The message of the last calls; empty: none. */
  called: string;
}
