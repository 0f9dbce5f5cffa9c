/** Wave files of 16 bits, one channel, as espeak-ng writes them to a pipe. */

export interface Wave {
  readonly rate: number;
  readonly samples: readonly number[];
}

const HEAD_BYTES = 44;
const RATE_AT = 24;
/** Below is silence. */
const SILENCE = 200;

/** The length in the head is that of an endless stream, so the data goes on to the end. */
export function readWave(bytes: Buffer): Wave {
  const rate = bytes.readUInt32LE(RATE_AT);
  const count = Math.floor((bytes.length - HEAD_BYTES) / 2);
  const samples = Array.from({ length: count }, (_, index) =>
    bytes.readInt16LE(HEAD_BYTES + 2 * index),
  );
  return { rate, samples };
}

/** Without the silence before and after. */
export function trimmed(samples: readonly number[]): readonly number[] {
  const isHeard = (sample: number): boolean => Math.abs(sample) > SILENCE;
  return samples.slice(samples.findIndex(isHeard), samples.findLastIndex(isHeard) + 1);
}

export function waveOf(samples: readonly number[], rate: number): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES + 2 * samples.length);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, RATE_AT);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((sample, index) => {
    bytes.writeInt16LE(sample, HEAD_BYTES + 2 * index);
  });
  return bytes;
}
