/** Every wait of the display driver, in milliseconds. Tests move a simulated clock by these. */
export const displayDelays = {
  /** A serial line opens in far less, or it is not there. */
  open: 3_000,
  /** USB-serial adapters toggle lines on opening and some displays restart. */
  settle: 200,
  /** Handing a frame to the operating system; the time on the wire is added. */
  write: 1_000,
  /** An industrial display answers within 20 ms; the rest is the adapter. */
  reply: 300,
  /** Modbus over serial line 2.5.1.1: 3.5 characters of silence, 4 ms at 9600 Bd. */
  betweenFrames: 5,
  /** Long enough to be seen as a change, far too slow to be a flicker. */
  darkBeforeRepeatedCall: 400,
  /** A display that was switched off and on is right again this soon; so is one that was silent. */
  refresh: 10_000,
  /** Pause before the first, second ... attempt to open; the last repeats for ever. */
  reconnect: [500, 1_000, 2_000, 3_000],
} as const;

/** The first try and two more (device-protocols B3). */
export const REPLY_ATTEMPTS = 3;
