/** Every delay of the machines, in milliseconds. Tests advance a simulated clock by these names. */
export const DELAYS = {
  /** Untouched for this long, the terminal asks whether somebody is there (T03: at least 60 s). */
  idle: 60_000,
  /** One step of the countdown that follows. */
  countdownStep: 1_000,
  /** A card may be back before the operation that missed it has ended. */
  cardSettled: 1_000,
  /** So often the terminal asks, while staff are awaited, whether it has missed their answer. */
  laneCheck: 30_000,
  /** Longer than the central system awaits an answer itself; then a counter has to help. */
  laneAnswer: 330_000,
  /** A ticket's number stays long enough to be read twice, and to wait for the slip. */
  ticketShown: 25_000,
  /** Without a slip it has to be written down or photographed. */
  ticketNoted: 50_000,
  /** A card still lying there after this long counts as forgotten. */
  cardForgotten: 60_000,
  /** The farewell stays long enough to be read twice. */
  goodbye: 10_000,
} as const;

/** Length of the countdown in seconds (T01: at least 20). */
export const IDLE_COUNTDOWN_SECONDS = 20;
