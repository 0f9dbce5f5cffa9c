/** Every wait of the printer driver, in milliseconds. Tests move a simulated clock by these. */
export const printerDelays = {
  /** A socket or serial line opens in far less, or the address is wrong. */
  open: 3_000,
  /** USB-serial adapters toggle lines on opening and some devices restart; ends what they say. */
  settle: 200,
  /** DLE EOT is answered in the interrupt routine, typically within 20 ms. */
  realTimeAnswer: 300,
  /** Handing a short command to the operating system. */
  commandWrite: 1_000,
  /** Printing the longest receipt; the time on the wire is added by the size of the job. */
  jobBase: 4_000,
  /** From GS r, answered when the last line starts, until that line and the cut are done. */
  lastLine: 500,
  /** DLE DC4 function 8 is answered by a printer that is already printing, too. */
  clear: 1_000,
  /** Network printers drop a connection that is idle for minutes. */
  pollWithReports: 20_000,
  /** Printers that report nothing by themselves are asked often enough for the staff's display. */
  pollWithoutReports: 5_000,
  /** Pause before the first, second ... attempt to open; the last repeats for ever. */
  reconnect: [500, 1_000, 2_000, 5_000],
} as const;
