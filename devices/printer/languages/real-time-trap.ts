const DLE = 0x10;
/** Second bytes of DLE EOT, DLE ENQ and DLE DC4. */
const REAL_TIME_SECOND_BYTES = [0x04, 0x05, 0x14];

/**
 * A printer looks for real-time commands in every byte it receives, even inside the data of a QR
 * code or a picture (Epson, DLE EOT, notes). Tells whether these bytes would trigger one; the
 * third byte is not looked at, because firmware differs in which values it accepts.
 */
export function containsRealTimeCommand(bytes: Uint8Array): boolean {
  return bytes.some(
    (byte, index) => byte === DLE && REAL_TIME_SECOND_BYTES.includes(bytes[index + 1] ?? 0),
  );
}
