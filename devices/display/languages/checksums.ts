/** Checksums of display protocols, each as the bytes that go over the wire. */

export type ChecksumName = 'xor' | 'sum8' | 'crc16-modbus';

export const checksums: Readonly<Record<ChecksumName, (bytes: Uint8Array) => Uint8Array>> = {
  xor: (bytes) => Uint8Array.of(bytes.reduce((sum, byte) => sum ^ byte, 0)),
  sum8: (bytes) => Uint8Array.of(bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0)),
  // Modbus over serial line 6.2.2: the low byte goes first.
  'crc16-modbus': (bytes) => {
    const crc = crc16Modbus(bytes);
    return Uint8Array.of(crc & 0xff, crc >> 8);
  },
};

function crc16Modbus(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}
