/** The commands around a job that no encoder library covers (device-protocols A3 to A7). */

/** DLE EOT n: 1 printer, 2 cause of offline, 3 error, 4 paper. Answered at once. */
export const askRealTime = (n: 1 | 2 | 3 | 4) => Uint8Array.of(0x10, 0x04, n);

/** GS a: report online state, errors and paper, at once and on every change. */
export const armAutomaticStatus = Uint8Array.of(0x1d, 0x61, 0x0f);

/** GS ( H function 48 without its four characters: answered once all before it was printed. */
export const askWhenPrinted = Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30);

/** GS r 1: answered when it leaves the receive buffer. */
export const askWhenReached = Uint8Array.of(0x1d, 0x72, 1);

/** DLE DC4 function 8: empties both buffers in any state; answered by 37 25 00. */
export const clearBuffers = Uint8Array.of(0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8);

/** DLE ENQ 2: recover and throw away both buffers; answered by nothing. */
export const recoverAndDiscard = Uint8Array.of(0x10, 0x05, 2);

export const initialise = Uint8Array.of(0x1b, 0x40);

/** The longest command of `encodeJob` stores the content of a QR code: 8 + 213 bytes. */
const LONGEST_COMMAND_BYTES = 256;

/** Fills up a command that an earlier connection left half sent; outside one NUL does nothing. */
export const finishTornCommand = new Uint8Array(LONGEST_COMMAND_BYTES);
